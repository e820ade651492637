-- What the pages of compendia ask: one call a page. These functions run as the caller, so row-level security decides
-- what is in the answer; where a page needs a little more, a helper in `app` gives exactly that and checks by itself.

-- What everyone may read does not shrink for somebody who signs in.
alter policy "everyone sees public compendia" on public.compendia to anon, authenticated;
alter policy "everyone sees the author institutions of public compendia" on public.compendium_institutions to anon, authenticated;
alter policy "everyone sees the chapters of public compendia" on public.chapters to anon, authenticated;

-- ── Helpers ──────────────────────────────────────────────────────────────────────────────────────

-- The number of each chapter as readers count (2.1), and the path to sort by. Numbers stay true where only a part is shown.
create function app.chapter_places(compendium uuid) returns table (chapter_id uuid, number text, path int[])
  language sql stable security definer set search_path = '' as $$
  with recursive ranked as (
    select ch.id, ch.parent_id,
           row_number() over (partition by ch.parent_id order by ch.position, ch.created_at, ch.id)::int as place
      from public.chapters ch where ch.compendium_id = chapter_places.compendium),
  walk as (
    select r.id, array[r.place] as path from ranked r where r.parent_id is null
    union all
    select r.id, w.path || r.place from ranked r join walk w on r.parent_id = w.id)
  select w.id, array_to_string(w.path, '.'), w.path from walk w
$$;

-- The institutions behind a compendium, lead first: part of what anyone who may read it is told.
create function app.authors_of(compendium uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym,
                                               'city', i.city, 'country', i.country, 'lead', i.id = c.lead_institution_id)
                            order by (i.id = c.lead_institution_id) desc, i.name), '[]'::jsonb)
    from public.compendia c
    join public.compendium_institutions ci on ci.compendium_id = c.id
    join public.institutions i on i.id = ci.institution_id
   where c.id = authors_of.compendium
     and (c.visibility = 'public' or c.id in (select app.compendia_i_see()))
$$;

-- The institutions named at a chapter itself, with their right: part of what anyone who may read the chapter is told.
create function app.chapter_institutions(compendium uuid) returns table (chapter_id uuid, institutions jsonb)
  language sql stable security definer set search_path = '' as $$
  select g.chapter_id,
         jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'access', g.access)
                   order by g.access desc, i.name)
    from public.chapters ch
    join public.compendia c on c.id = ch.compendium_id
    join public.chapter_grants g on g.chapter_id = ch.id
    join public.institutions i on i.id = g.institution_id
   where ch.compendium_id = chapter_institutions.compendium
     and (c.visibility = 'public' or c.id in (select app.compendia_i_see()))
   group by g.chapter_id
$$;

-- Chapters that somebody gave to the caller or to an institution of theirs, with all below.
create function app.chapters_granted_to_me() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  with recursive granted as (
    select g.chapter_id from public.chapter_grants g
     where g.person_id = (select app.me()) or g.institution_id in (select app.my_institutions())
    union
    select ch.id from public.chapters ch join granted up on ch.parent_id = up.chapter_id)
  select chapter_id from granted
$$;

-- Compendia the caller takes part in: as lead editor, through an institution, or by a right to a chapter.
create function app.compendia_of_mine() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select c.id from public.compendia c
   where c.lead_editor_id = (select app.me()) or c.lead_institution_id in (select app.my_institutions())
  union
  select ci.compendium_id from public.compendium_institutions ci where ci.institution_id in (select app.my_institutions())
  union
  select ch.compendium_id from public.chapters ch where ch.id in (select app.chapters_granted_to_me())
$$;

-- The caller's right to every chapter, in all compendia.
create function app.my_chapter_rights() returns table (chapter_id uuid, access public.chapter_access)
  language sql stable security definer set search_path = '' as $$
  select r.chapter_id, r.access from app.chapter_rights_of((select app.me())) r
$$;

revoke execute on function app.chapter_places(uuid), app.authors_of(uuid), app.chapter_institutions(uuid),
  app.chapters_granted_to_me(), app.compendia_of_mine(), app.my_chapter_rights() from public;
grant execute on function app.chapter_places(uuid), app.authors_of(uuid), app.chapter_institutions(uuid),
  app.chapters_granted_to_me(), app.compendia_of_mine(), app.my_chapter_rights() to anon, authenticated, service_role;

-- ── Pages ────────────────────────────────────────────────────────────────────────────────────────

-- The list: scope 'mine' or 'all'; words and kind narrow it. At most 200, the last changed first.
create function public.compendia_list(scope text, words text, kind text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'mayOpen', exists (select 1 from app.institutions_i_edit_for()),
    'compendia', coalesce(jsonb_agg(x.entry order by x.changed desc, x.id), '[]'::jsonb)) from (
    select c.id, greatest(c.updated_at, s.changed) as changed, jsonb_build_object(
      'slug', c.slug, 'title', c.title, 'summary', c.summary, 'kind', c.kind, 'visibility', c.visibility,
      'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on,
      'institutions', app.authors_of(c.id), 'chapters', s.chapters, 'final', s.final, 'words', s.words,
      'changedAt', greatest(c.updated_at, s.changed)) as entry
      from public.compendia c
      cross join lateral (
        select count(*)::int as chapters, (count(*) filter (where ch.status = 'final'))::int as final,
               coalesce(sum(ch.words), 0)::int as words, max(ch.last_changed_at) as changed
          from public.chapters ch where ch.compendium_id = c.id) s
     where (compendia_list.scope <> 'mine' or c.id in (select app.compendia_of_mine()))
       and (coalesce(compendia_list.kind, '') = '' or c.kind::text = compendia_list.kind)
       and (coalesce(compendia_list.words, '') = ''
            or position(lower(compendia_list.words) in lower(c.title || ' ' || c.summary)) > 0)
     order by 2 desc limit 200) x
$$;

-- What one can choose from when a compendium is opened: institutions to lead it, institutions to write in it.
create function public.compendium_choices() returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'country', i.country,
                                               'mayLead', i.id in (select app.institutions_i_edit_for())) order by i.name), '[]'::jsonb)
    from public.institutions i
$$;

-- A stamp that changes when anything on the compendium's page does, and the chapters to ask about who is inside.
create function public.compendium_pulse(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'stamp', md5(concat_ws('|', c.updated_at, app.authors_of(c.id)::text,
      (select string_agg(concat_ws(',', ch.id, ch.parent_id, ch.position, ch.title, ch.status, ch.due_on, ch.words, ch.last_changed_at, ci.institutions), ';' order by ch.id)
         from public.chapters ch left join app.chapter_institutions(c.id) ci on ci.chapter_id = ch.id
        where ch.compendium_id = c.id))),
    'chapters', coalesce((select jsonb_agg(ch.id) from public.chapters ch where ch.compendium_id = c.id), '[]'::jsonb))
    from public.compendia c where c.slug = compendium_pulse.slug
$$;

-- A compendium with its chapters in reading order; null when the caller may not see it.
create function public.compendium_page(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary, 'kind', c.kind, 'language', c.language,
    'visibility', c.visibility, 'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on,
    'createdOn', (c.created_at at time zone 'UTC')::date, 'updatedAt', c.updated_at,
    'stamp', public.compendium_pulse(c.slug) ->> 'stamp',
    'leadEditor', (select jsonb_build_object('id', p.id, 'name', p.name) from public.people p where p.id = c.lead_editor_id),
    'institutions', app.authors_of(c.id),
    'abilities', jsonb_build_object('lead', c.id in (select app.compendia_i_lead()), 'remove', (select app.i_coordinate())),
    'chapters', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', ch.id, 'parentId', ch.parent_id, 'number', pl.number, 'title', ch.title, 'status', ch.status,
        'language', ch.language, 'dueOn', ch.due_on, 'words', ch.words, 'changedAt', ch.last_changed_at,
        'changedBy', (select p.name from public.people p where p.id = ch.last_changed_by),
        'access', my.access, 'institutions', coalesce(ci.institutions, '[]'::jsonb)) order by pl.path)
        from public.chapters ch
        join app.chapter_places(c.id) pl on pl.chapter_id = ch.id
        left join public.my_chapter_access(c.id) my on my.chapter_id = ch.id
        left join app.chapter_institutions(c.id) ci on ci.chapter_id = ch.id
       where ch.compendium_id = c.id), '[]'::jsonb))
    from public.compendia c where c.slug = compendium_page.slug
$$;

-- A chapter with its neighbours, for the page where it is written; null when the caller may not read it.
create function public.chapter_page(chapter uuid) returns jsonb
  language sql stable set search_path = '' as $$
  with standing as (select * from public.chapters ch where ch.id = chapter_page.chapter),
  neighbours as (
    select ch.id, ch.title, pl.number,
           lag(ch.id) over (order by pl.path) as before, lead(ch.id) over (order by pl.path) as after
      from standing s
      join public.chapters ch on ch.compendium_id = s.compendium_id
      join app.chapter_places(s.compendium_id) pl on pl.chapter_id = ch.id)
  select jsonb_build_object(
    'chapter', jsonb_build_object('id', s.id, 'number', mine.number, 'title', s.title, 'status', s.status, 'language', s.language,
                                  'words', s.words, 'dueOn', s.due_on, 'changedAt', s.last_changed_at),
    'compendium', jsonb_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'kind', c.kind),
    'access', (select r.access from public.my_chapter_access(c.id) r where r.chapter_id = s.id),
    'lead', c.id in (select app.compendia_i_lead()),
    'previous', (select jsonb_build_object('id', r.id, 'title', r.title, 'number', r.number) from neighbours r where r.id = mine.before),
    'next', (select jsonb_build_object('id', r.id, 'title', r.title, 'number', r.number) from neighbours r where r.id = mine.after))
    from standing s
    join public.compendia c on c.id = s.compendium_id
    join neighbours mine on mine.id = s.id
$$;

-- The rights to a chapter: given here, inherited from chapters above, and those that come with a role.
create function public.chapter_rights(chapter uuid) returns jsonb
  language sql stable set search_path = '' as $$
  with recursive standing as (select * from public.chapters ch where ch.id = chapter_rights.chapter),
  up as (
    select s.id, s.parent_id, s.title, 0 as height from standing s
    union all
    select ch.id, ch.parent_id, ch.title, up.height + 1 from public.chapters ch join up on ch.id = up.parent_id)
  select jsonb_build_object(
    'chapter', jsonb_build_object('id', s.id, 'title', s.title, 'words', s.words,
      'number', (select pl.number from app.chapter_places(c.id) pl where pl.chapter_id = s.id),
      'below', (with recursive down as (
                  select ch.id from public.chapters ch where ch.parent_id = s.id
                  union all select ch.id from public.chapters ch join down on ch.parent_id = down.id)
                select count(*)::int from down)),
    'compendium', jsonb_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'visibility', c.visibility,
      'leadEditor', (select p.name from public.people p where p.id = c.lead_editor_id),
      'institutions', app.authors_of(c.id)),
    'lead', c.id in (select app.compendia_i_lead()),
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', g.id, 'access', g.access,
        'person', (select jsonb_build_object('id', p.id, 'name', p.name) from public.people p where p.id = g.person_id),
        'institution', (select jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym)
                          from public.institutions i where i.id = g.institution_id),
        'from', case when up.height > 0 then jsonb_build_object('id', up.id, 'title', up.title) end)
        order by up.height, g.access desc, g.created_at, g.id)
        from up join public.chapter_grants g on g.chapter_id = up.id), '[]'::jsonb))
    from standing s join public.compendia c on c.id = s.compendium_id
$$;

-- What the settings of a compendium offer: who could be lead editor, which institutions could write.
create function public.compendium_settings(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'visibility', c.visibility,
    'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on, 'updatedAt', c.updated_at,
    'leadInstitutionId', c.lead_institution_id, 'leadEditorId', c.lead_editor_id,
    'abilities', jsonb_build_object('lead', c.id in (select app.compendia_i_lead()), 'remove', (select app.i_coordinate())),
    'institutionIds', coalesce((select jsonb_agg(ci.institution_id) from public.compendium_institutions ci where ci.compendium_id = c.id), '[]'::jsonb),
    'institutions', public.compendium_choices(),
    'editors', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name) from public.people p
       where p.id = c.lead_editor_id or (p.disabled_at is null and p.id in (
         select a.person_id from public.affiliations a
          join public.compendium_institutions ci on ci.institution_id = a.institution_id and ci.compendium_id = c.id
         where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)))), '[]'::jsonb))
    from public.compendia c where c.slug = compendium_settings.slug
$$;

-- Where the palette can jump to: at most five of a kind, the ones that begin with the words first.
create function public.find_places(words text) returns jsonb
  language sql stable set search_path = '' as $$
  with asked as (select lower(btrim(find_places.words)) as w)
  select jsonb_build_object(
    'compendia', coalesce((select jsonb_agg(to_jsonb(x)) from (
      select c.slug, c.title from public.compendia c, asked where position(asked.w in lower(c.title)) > 0
       order by position(asked.w in lower(c.title)), c.title limit 5) x), '[]'::jsonb),
    'chapters', coalesce((select jsonb_agg(to_jsonb(x)) from (
      select ch.id, ch.title, c.title as compendium from public.chapters ch
        join public.compendia c on c.id = ch.compendium_id, asked where position(asked.w in lower(ch.title)) > 0
       order by position(asked.w in lower(ch.title)), ch.title, ch.id limit 5) x), '[]'::jsonb),
    'institutions', coalesce((select jsonb_agg(to_jsonb(x)) from (
      select i.id, i.slug, i.name, i.acronym from public.institutions i, asked
       where position(asked.w in lower(concat_ws(' ', i.acronym, i.name))) > 0
       order by position(asked.w in lower(concat_ws(' ', i.acronym, i.name))), i.name limit 5) x), '[]'::jsonb))
$$;

-- ── Writes that are more than one statement ──────────────────────────────────────────────────────

-- Keeps the entry of a compendium, unless somebody kept another one meanwhile. The lead institution always stays an author.
-- Outcomes: kept · refused · changed-meanwhile (with the title that stands) · not-an-author (the lead editor named).
create function public.keep_compendium(
  compendium uuid, expected timestamptz, title text, summary text, language text, visibility public.compendium_visibility,
  lead_editor uuid, author_institutions uuid[], drafts_due_on date, review_due_on date, launch_on date
) returns jsonb
  language plpgsql volatile set search_path = '' as $$
declare
  standing public.compendia;
begin
  if compendium not in (select app.compendia_i_lead()) then return jsonb_build_object('kind', 'refused'); end if;
  select * into standing from public.compendia c where c.id = compendium for update;
  if not found then return jsonb_build_object('kind', 'refused'); end if;
  if standing.updated_at is distinct from expected then
    return jsonb_build_object('kind', 'changed-meanwhile', 'title', standing.title);
  end if;
  if lead_editor is distinct from standing.lead_editor_id and lead_editor is not null and not exists (
    select 1 from public.affiliations a
     where a.person_id = lead_editor and a.institution_id = any (author_institutions || standing.lead_institution_id)
       and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)) then
    return jsonb_build_object('kind', 'not-an-author');
  end if;
  delete from public.compendium_institutions ci
   where ci.compendium_id = compendium and ci.institution_id <> standing.lead_institution_id
     and not (ci.institution_id = any (author_institutions));
  insert into public.compendium_institutions (compendium_id, institution_id)
  select compendium, i.id from public.institutions i where i.id = any (author_institutions) or i.id = standing.lead_institution_id
  on conflict do nothing;
  update public.compendia c
     set title = keep_compendium.title, summary = keep_compendium.summary, language = keep_compendium.language,
         visibility = keep_compendium.visibility, lead_editor_id = lead_editor,
         drafts_due_on = keep_compendium.drafts_due_on, review_due_on = keep_compendium.review_due_on,
         launch_on = keep_compendium.launch_on
   where c.id = compendium;
  return jsonb_build_object('kind', 'kept');
end $$;

-- Gives a right to a chapter, or another one in its place. Outcomes: given · refused · gone.
create function public.give_right(chapter uuid, person uuid, institution uuid, access public.chapter_access) returns jsonb
  language plpgsql volatile set search_path = '' as $$
begin
  if not exists (select 1 from public.chapters ch where ch.id = chapter and ch.compendium_id in (select app.compendia_i_lead())) then
    return jsonb_build_object('kind', 'refused');
  end if;
  if num_nonnulls(person, institution) <> 1
     or (person is not null and not exists (select 1 from public.people p where p.id = person and p.disabled_at is null))
     or (institution is not null and not exists (select 1 from public.institutions i where i.id = institution)) then
    return jsonb_build_object('kind', 'gone');
  end if;
  insert into public.chapter_grants (chapter_id, person_id, institution_id, access)
  values (chapter, person, institution, give_right.access)
  on conflict (chapter_id, person_id, institution_id) do update set access = excluded.access;
  return jsonb_build_object('kind', 'given');
end $$;

-- Notes that the caller is in a chapter now, and how long it is. False when they may not read it.
create function public.note_visit(chapter uuid, words int) returns boolean
  language plpgsql volatile set search_path = '' as $$
begin
  insert into public.chapter_visits (person_id, chapter_id, words_then)
  select app.me(), ch.id, greatest(note_visit.words, 0) from public.chapters ch
   where ch.id = note_visit.chapter and app.me() is not null and ch.id in (select app.chapters_i_may('read'))
  on conflict (person_id, chapter_id) do update set visited_at = now(), words_then = excluded.words_then;
  return found;
end $$;

revoke execute on function
  public.compendia_list(text, text, text), public.compendium_choices(), public.compendium_page(text), public.compendium_pulse(text),
  public.chapter_page(uuid), public.chapter_rights(uuid), public.compendium_settings(text), public.find_places(text),
  public.keep_compendium(uuid, timestamptz, text, text, text, public.compendium_visibility, uuid, uuid[], date, date, date),
  public.give_right(uuid, uuid, uuid, public.chapter_access), public.note_visit(uuid, int) from public, anon, authenticated;
grant execute on function
  public.compendia_list(text, text, text), public.compendium_choices(), public.compendium_page(text), public.compendium_pulse(text),
  public.chapter_page(uuid), public.chapter_rights(uuid), public.compendium_settings(text), public.find_places(text),
  public.keep_compendium(uuid, timestamptz, text, text, text, public.compendium_visibility, uuid, uuid[], date, date, date),
  public.give_right(uuid, uuid, uuid, public.chapter_access), public.note_visit(uuid, int) to authenticated;
