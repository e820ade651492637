-- What the pages of compendia ask: one call a page. These functions run as the caller, so row-level security decides
-- what is in the answer; where a page needs a little more, a helper in `app` gives exactly that and checks by itself.

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

-- The list: scope 'mine' or 'all'; words and kind narrow it. Twenty-five a page, the last changed first; counting stops at a
-- thousand. It is searched by text, so it runs as its owner and checks by itself, with the same sets as the policies.
create function public.compendia_list(scope text, words text, kind text, page int default 1) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  asked tsquery := app.words_asked(words);
  all_of_them boolean := app.i_coordinate();
  member boolean := app.i_am_member();
  part  uuid[] := array(select app.compendia_i_take_part_in());
  given uuid[] := array(select app.chapters_given_to_me());
  given_in uuid[] := array(select app.compendia_given_to_me());
  mine  uuid[] := array(select app.compendia_of_mine());
  skip  int := (greatest(1, least(compendia_list.page, 400)) - 1) * 25;
  found uuid[];
  total int;
begin
  select array_agg(x.id order by x.changed desc, x.id), count(*) into found, total from (
    select c.id, greatest(c.updated_at, max(ch.last_changed_at)) as changed
      from public.compendia c left join public.chapters ch on ch.compendium_id = c.id
     where (all_of_them or c.visibility = 'public' or (member and c.visibility = 'members') or c.id = any (part) or c.id = any (given_in))
       and (compendia_list.scope <> 'mine' or c.id = any (mine))
       and (coalesce(compendia_list.kind, '') = '' or c.kind::text = compendia_list.kind)
       and (asked is null or to_tsvector('simple', app.words_in(c.title || ' ' || c.summary)) @@ asked)
     group by c.id limit 1000) x;
  return jsonb_build_object(
    'mayOpen', exists (select 1 from app.institutions_i_edit_for()), 'total', total, 'page', skip / 25 + 1,
    'compendia', coalesce((select jsonb_agg(jsonb_build_object(
        'slug', c.slug, 'title', c.title, 'summary', c.summary, 'kind', c.kind, 'visibility', c.visibility,
        'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on,
        'institutions', app.authors_in(c.id), 'chapters', s.chapters, 'final', s.final, 'words', s.words,
        'changedAt', greatest(c.updated_at, s.changed)) order by f.place)
      from unnest(found[skip + 1:skip + 25]) with ordinality f(id, place)
      join public.compendia c on c.id = f.id
      cross join lateral (
        select count(*)::int as chapters, (count(*) filter (where ch.status = 'final'))::int as final,
               coalesce(sum(ch.words), 0)::int as words, max(ch.last_changed_at) as changed
          from public.chapters ch
         where ch.compendium_id = c.id
           and (all_of_them or c.visibility = 'public' or (member and c.visibility = 'members') or c.id = any (part) or ch.id = any (given))) s),
      '[]'::jsonb));
end $$;

-- Two stamps with a full stop between them: of what the compendium and its chapters are, and of how far they are written. Whoever
-- looks at its page need not load it again for each word that somebody types. Beside them the chapters to ask about who is inside.
create function public.compendium_pulse(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'stamp', concat(
      md5(concat_ws('|', c.updated_at, app.authors_of(c.id)::text, s.chapters)), '.',
      md5(concat_ws('|', s.writing))),
    'chapters', s.ids)
    from public.compendia c
    cross join lateral (
      select string_agg(concat_ws(',', ch.id, ch.parent_id, ch.position, ch.title, ch.status, ch.due_on, ci.institutions), ';' order by ch.id) as chapters,
             string_agg(concat_ws(',', ch.words, ch.last_changed_at, ch.last_changed_by), ';' order by ch.id) as writing,
             coalesce(jsonb_agg(ch.id), '[]'::jsonb) as ids
        from public.chapters ch left join app.chapter_institutions(c.id) ci on ci.chapter_id = ch.id
       where ch.compendium_id = c.id) s
   where c.slug = compendium_pulse.slug
$$;

-- A compendium with its chapters in reading order. Null when unseen. When work is due is for members only.
create function public.compendium_page(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary, 'kind', c.kind, 'language', c.language,
    'visibility', c.visibility, 'launchOn', c.launch_on,
    'draftsDueOn', case when reader.member then c.drafts_due_on end, 'reviewDueOn', case when reader.member then c.review_due_on end,
    'createdOn', (c.created_at at time zone 'UTC')::date, 'updatedAt', c.updated_at,
    'stamp', public.compendium_pulse(c.slug) ->> 'stamp',
    'leadEditor', (select jsonb_build_object('id', p.id, 'name', p.name) from public.people p where p.id = c.lead_editor_id),
    'institutions', app.authors_of(c.id),
    'abilities', jsonb_build_object('lead', app.i_lead(c.id), 'remove', (select app.i_coordinate())),
    'chapters', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', ch.id, 'parentId', ch.parent_id, 'number', pl.number, 'title', ch.title, 'status', ch.status,
        'language', ch.language, 'dueOn', case when reader.member then ch.due_on end, 'words', ch.words, 'changedAt', ch.last_changed_at,
        'changedBy', (select p.name from public.people p where p.id = ch.last_changed_by),
        'access', my.access, 'institutions', coalesce(ci.institutions, '[]'::jsonb)) order by pl.path)
        from public.chapters ch
        join app.chapter_places(c.id) pl on pl.chapter_id = ch.id
        left join public.my_chapter_access(c.id) my on my.chapter_id = ch.id
        left join app.chapter_institutions(c.id) ci on ci.chapter_id = ch.id
       where ch.compendium_id = c.id), '[]'::jsonb))
    from public.compendia c cross join (select app.i_am_member() as member) reader
   where c.slug = compendium_page.slug
$$;

-- One chapter's page: the chapter, its place and neighbours, and what the caller may do. Null when unseen.
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
    'access', app.my_access_to(s.id),
    'lead', app.i_lead(c.id),
    'previous', (select jsonb_build_object('id', r.id, 'title', r.title, 'number', r.number) from neighbours r where r.id = mine.before),
    'next', (select jsonb_build_object('id', r.id, 'title', r.title, 'number', r.number) from neighbours r where r.id = mine.after))
    from standing s
    join public.compendia c on c.id = s.compendium_id
    join neighbours mine on mine.id = s.id
$$;

-- The rights to a chapter: given here, inherited from chapters above, and those that come with a role. Null when unseen.
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
    'lead', app.i_lead(c.id),
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

-- Institutions to choose from when a compendium is opened or settled. An alliance of a hundred shows all of them; a larger one
-- shows the first hundred by name, or of those whose name, acronym or city has words that begin as asked.
-- `choices`: institutions that take part today, and always the chosen ones and the caller's own; each with whether it fits the
-- words, and whether the caller may open a compendium in its lead. `more`: there are others, to be found by words; then the
-- chosen ones come first.
create function public.compendium_choices(words text default '', chosen uuid[] default '{}') returns jsonb
  language sql stable set search_path = '' as $$
  with asked as materialized (select app.words_asked(words) as words),
  offered as (
    select i.id from (
      select i.id from public.institutions i, asked
       where i.status = 'active' and (asked.words is null or i.search @@ asked.words)
       order by i.sort_name, i.id limit 100) i
    union select unnest(chosen)
    union select a.institution_id from public.affiliations a
           where a.person_id = (select app.me()) and a.role in ('primary representative', 'alternate', 'editor')
             and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)),
  more as materialized (
    select exists (select 1 from public.institutions i where i.status = 'active' offset 100) as more)
  select jsonb_build_object('more', (select more from more), 'choices', coalesce((
    select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'country', i.country,
                                        'mayLead', i.id in (select app.institutions_i_edit_for()),
                                        'fits', asked.words is null or i.search @@ asked.words)
                     order by i.id = any (chosen) and (select more from more) desc, i.sort_name, i.id)
      from public.institutions i, asked where i.id in (select o.id from offered o)), '[]'::jsonb))
$$;

-- What a lead sees to change a compendium: who could be lead editor, which institutions could write. Null when unseen.
create function public.compendium_settings(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'visibility', c.visibility,
    'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on, 'updatedAt', c.updated_at,
    'leadInstitution', (select jsonb_build_object('id', i.id, 'name', i.name) from public.institutions i where i.id = c.lead_institution_id),
    'leadEditorId', c.lead_editor_id,
    'abilities', jsonb_build_object('lead', c.id in (select app.compendia_i_lead()), 'remove', (select app.i_coordinate())),
    'institutionIds', to_jsonb(taking.part),
    'invited', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.sort_name, i.id)
      from public.compendium_institutions ci join public.institutions i on i.id = ci.institution_id
     where ci.compendium_id = c.id and ci.accepted_at is null), '[]'::jsonb),
    'offer', public.compendium_choices('', taking.part),
    'editors', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.sort_name, p.id) from (
        select c.lead_editor_id as id
        union
        select a.person_id from public.affiliations a
          join public.compendium_institutions ci on ci.institution_id = a.institution_id and ci.compendium_id = c.id and ci.accepted_at is not null
         where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
           and app.account_is_open(a.person_id)) able
        join public.people p on p.id = able.id), '[]'::jsonb))
    from public.compendia c
    cross join lateral (
      select coalesce(array_agg(ci.institution_id), '{}') as part
        from public.compendium_institutions ci where ci.compendium_id = c.id) taking
   where c.slug = compendium_settings.slug
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function app.chapter_places(uuid) to anon, authenticated, service_role;
grant execute on function public.compendia_list(text, text, text, int), public.compendium_pulse(text),
  public.compendium_page(text), public.chapter_page(uuid), public.chapter_rights(uuid),
  public.compendium_choices(text, uuid[]), public.compendium_settings(text) to authenticated;
