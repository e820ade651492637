-- Growth: what is asked about one chapter is answered by walking up from it, and what a policy asks of many rows is asked of
-- the caller's own sets, which stay small however many compendia the alliance has (decision 015).

-- ── Who is asking ────────────────────────────────────────────────────────────────────────────────

-- As before, in PL/pgSQL: nearly every policy and page asks these, and a function in SQL is parsed and planned at each call.

-- The person behind the session: an account that was disabled, a session that has ended, or one that still has to show its
-- second factor, is nobody. A token without a session is one that the database's own tools made.
create or replace function app.me() returns uuid
  language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select p.id from public.people p
     where p.user_id = (select auth.uid()) and p.disabled_at is null
       and ((select auth.jwt() ->> 'session_id') is null
         or exists (select 1 from auth.sessions s
                     where s.id = (select (auth.jwt() ->> 'session_id')::uuid) and s.user_id = p.user_id))
       and not app.code_needed());
end $$;

create or replace function app.is_coordinator(person uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select 1 from public.alliance_roles r
      join public.people p on p.id = r.person_id and p.disabled_at is null
     where r.person_id = person and r.role = 'coordinator'
       and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date));
end $$;

create or replace function app.i_coordinate() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return app.is_coordinator((select app.me()));
end $$;

create or replace function app.i_am_member() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := app.me();
begin
  return app.is_coordinator(me) or exists (select 1 from app.active_affiliations() a where a.person_id = me);
end $$;

create or replace function app.my_institutions() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select a.institution_id from app.active_affiliations() a where a.person_id = (select app.me());
end $$;

-- ── Rights to one chapter, and to one compendium ─────────────────────────────────────────────────

-- Whether a person leads a compendium: as its lead editor, for its lead institution, or as a coordinator.
create function app.leads(person uuid, compendium uuid) returns boolean
  language plpgsql stable strict security definer set search_path = '' as $$
begin
  return exists (
    select 1 from public.compendia c
     where c.id = leads.compendium
       and (exists (
              select 1 from public.alliance_roles r join public.people p on p.id = r.person_id and p.disabled_at is null
               where r.person_id = leads.person and r.role = 'coordinator'
                 and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date))
         or exists (
              select 1 from app.active_affiliations() a
               where a.person_id = leads.person
                 and (c.lead_editor_id = leads.person
                   or (a.institution_id = c.lead_institution_id and a.role in ('primary representative', 'alternate', 'editor'))))));
end $$;

-- A person's right to one chapter; null for none. The same rules as app.chapter_rights_of, asked from the chapter upwards.
create function app.access_to(person uuid, chapter uuid) returns public.chapter_access
  language plpgsql stable strict security definer set search_path = '' as $$
declare
  volume public.compendia;
begin
  select c.* into volume from public.chapters ch join public.compendia c on c.id = ch.compendium_id where ch.id = access_to.chapter;
  if volume.id is null then return null; end if;
  if app.leads(person, volume.id) then return 'edit'; end if;
  return (
    with recursive
    mine as materialized (select a.institution_id from app.active_affiliations() a where a.person_id = access_to.person),
    up as (
      select ch.id, ch.parent_id from public.chapters ch where ch.id = access_to.chapter
      union all
      select ch.id, ch.parent_id from public.chapters ch join up on ch.id = up.parent_id)
    select greatest(
        (select max(g.access) from up join public.chapter_grants g on g.chapter_id = up.id
          where g.person_id = access_to.person or g.institution_id in (select institution_id from mine)),
        case when volume.visibility in ('members', 'public') or exists (
               select 1 from public.compendium_institutions ci
                where ci.compendium_id = volume.id and ci.institution_id in (select institution_id from mine))
             then 'read'::public.chapter_access end)
     where exists (select 1 from mine));
end $$;

-- A person's right to each chapter of one compendium.
create function app.access_in(person uuid, compendium uuid) returns table (chapter_id uuid, access public.chapter_access)
  language plpgsql stable strict security definer set search_path = '' rows 20 as $$
declare
  volume public.compendia;
begin
  select c.* into volume from public.compendia c where c.id = access_in.compendium;
  if volume.id is null then return; end if;
  if app.leads(person, volume.id) then
    return query select ch.id, 'edit'::public.chapter_access from public.chapters ch where ch.compendium_id = volume.id;
    return;
  end if;
  return query
    with recursive
    mine as materialized (select a.institution_id from app.active_affiliations() a where a.person_id = access_in.person),
    granted as (
      select g.chapter_id as id, g.access as level from public.chapters ch join public.chapter_grants g on g.chapter_id = ch.id
       where ch.compendium_id = volume.id
         and (g.person_id = access_in.person or g.institution_id in (select m.institution_id from mine m))
      union
      select ch.id, up.level from public.chapters ch join granted up on ch.parent_id = up.id),
    rights as (
      select g.id, g.level from granted g
      union all
      select ch.id, 'read' from public.chapters ch
       where ch.compendium_id = volume.id
         and (volume.visibility in ('members', 'public') or exists (
               select 1 from public.compendium_institutions ci
                where ci.compendium_id = volume.id and ci.institution_id in (select m.institution_id from mine m))))
    select r.id, max(r.level) from rights r where exists (select 1 from mine) group by r.id;
end $$;

-- The caller's own answers to these.
create function app.i_lead(compendium uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(app.leads(app.me(), compendium), false);
end $$;
create function app.i_lead_chapter(chapter uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(app.leads(app.me(), (select ch.compendium_id from public.chapters ch where ch.id = i_lead_chapter.chapter)), false);
end $$;
create function app.my_access_to(chapter uuid) returns public.chapter_access
  language plpgsql stable security definer set search_path = '' as $$
begin
  return app.access_to(app.me(), chapter);
end $$;

-- ── Sets of the caller's own ─────────────────────────────────────────────────────────────────────

-- Compendia that the caller may read as a whole by taking part: as lead editor, or with an institution of theirs. Coordinators
-- and what is open to members are asked for beside it.
create function app.compendia_i_take_part_in() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 20 as $$
declare
  me uuid := app.me();
begin
  return query
    with mine as materialized (select a.institution_id, a.role from app.active_affiliations() a where a.person_id = me)
    select c.id from public.compendia c where c.lead_editor_id = me and exists (select 1 from mine)
    union
    select c.id from mine m join public.compendia c on c.lead_institution_id = m.institution_id
     where m.role in ('primary representative', 'alternate', 'editor')
    union
    select ci.compendium_id from mine m join public.compendium_institutions ci on ci.institution_id = m.institution_id;
end $$;

-- Chapters that a member was given by name or through an institution, with all below; nothing without an affiliation that runs.
create function app.chapters_given_to_me() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 20 as $$
declare
  me uuid := app.me();
begin
  return query
    with recursive
    mine as materialized (select a.institution_id from app.active_affiliations() a where a.person_id = me),
    given as (
      select g.chapter_id from public.chapter_grants g
       where (g.person_id = me or g.institution_id in (select m.institution_id from mine m)) and exists (select 1 from mine)
      union
      select ch.id from public.chapters ch join given up on ch.parent_id = up.chapter_id)
    select g.chapter_id from given g;
end $$;
create function app.compendia_given_to_me() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 20 as $$
declare
  me uuid := app.me();
begin
  return query
    with mine as materialized (select a.institution_id from app.active_affiliations() a where a.person_id = me)
    select ch.compendium_id from public.chapter_grants g join public.chapters ch on ch.id = g.chapter_id
     where (g.person_id = me or g.institution_id in (select m.institution_id from mine m)) and exists (select 1 from mine);
end $$;

-- Whether the caller sees a compendium at all.
create function app.i_see(compendium uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  open_to public.compendium_visibility := (select c.visibility from public.compendia c where c.id = i_see.compendium);
begin
  return open_to is not null
     and (open_to = 'public'
       or (open_to = 'members' and app.i_am_member())
       or app.i_lead(i_see.compendium)
       or exists (select 1 from public.compendium_institutions ci
                   where ci.compendium_id = i_see.compendium and ci.institution_id in (select app.my_institutions()))
       or i_see.compendium in (select app.compendia_given_to_me()));
end $$;

revoke execute on function app.leads(uuid, uuid), app.access_to(uuid, uuid), app.access_in(uuid, uuid), app.i_lead(uuid),
  app.i_lead_chapter(uuid), app.my_access_to(uuid), app.compendia_i_take_part_in(), app.chapters_given_to_me(),
  app.compendia_given_to_me(), app.i_see(uuid) from public;
grant execute on function app.i_lead(uuid), app.i_lead_chapter(uuid), app.my_access_to(uuid), app.compendia_i_take_part_in(),
  app.chapters_given_to_me(), app.compendia_given_to_me(), app.i_see(uuid) to authenticated, service_role;

-- ── Policies ─────────────────────────────────────────────────────────────────────────────────────

alter policy "people see the compendia they take part in" on public.compendia
  using ((select app.i_coordinate())
      or (visibility in ('members', 'public') and (select app.i_am_member()))
      or id in (select app.compendia_i_take_part_in())
      or id in (select app.compendia_given_to_me()));
alter policy "leads keep the compendium's entry" on public.compendia
  using (app.i_lead(id)) with check (app.i_lead(id));

alter policy "who sees a compendium sees its author institutions" on public.compendium_institutions
  using ((accepted_at is not null or (select app.i_am_member())) and exists (select 1 from public.compendia c where c.id = compendium_id));
alter policy "everyone sees the author institutions of public compendia" on public.compendium_institutions to anon
  using (accepted_at is not null and exists (select 1 from public.compendia c where c.id = compendium_id));

alter policy "people see the chapters they may read" on public.chapters
  using ((select app.i_coordinate())
      or compendium_id in (select app.compendia_i_take_part_in())
      or id in (select app.chapters_given_to_me())
      or ((select app.i_am_member()) and exists (
            select 1 from public.compendia c where c.id = compendium_id and c.visibility in ('members', 'public'))));
alter policy "everyone sees the chapters of public compendia" on public.chapters
  using (exists (select 1 from public.compendia c where c.id = compendium_id and c.visibility = 'public'));
alter policy "authors amend the chapters granted to them" on public.chapters
  using (app.my_access_to(id) = 'edit') with check (app.my_access_to(id) = 'edit');
alter policy "leads remove chapters" on public.chapters using (app.i_lead(compendium_id));

alter policy "people read the text of chapters they may read" on public.chapter_texts
  using (exists (select 1 from public.chapters ch where ch.id = chapter_id));
alter policy "everyone reads the text of public compendia" on public.chapter_texts to anon
  using (exists (select 1 from public.chapters ch where ch.id = chapter_id));

alter policy "leads and those concerned see the rights to a chapter" on public.chapter_grants
  using (person_id = (select app.me()) or institution_id in (select app.my_institutions()) or app.i_lead_chapter(chapter_id));
alter policy "leads give rights to a chapter" on public.chapter_grants with check (app.i_lead_chapter(chapter_id));
alter policy "leads change rights to a chapter" on public.chapter_grants
  using (app.i_lead_chapter(chapter_id)) with check (app.i_lead_chapter(chapter_id));
alter policy "leads take rights to a chapter away" on public.chapter_grants using (app.i_lead_chapter(chapter_id));

alter policy "people note their own visits to chapters they may read" on public.chapter_visits
  with check (person_id = (select app.me()) and app.my_access_to(chapter_id) is not null);
alter policy "people renew their own visits" on public.chapter_visits
  using (person_id = (select app.me()))
  with check (person_id = (select app.me()) and app.my_access_to(chapter_id) is not null);

-- ── What the wire asks ───────────────────────────────────────────────────────────────────────────

-- What each person may do with each chapter just now: pairs [{"person": uuid, "chapter": uuid, "session": uuid | null}],
-- access null for none. A session that is named must be one of theirs and live, and bear the second factor where they have one,
-- or else nobody is behind the pair and the name is null too; without one the person alone counts.
create or replace function public.chapter_access_of(pairs jsonb)
  returns table (person uuid, chapter uuid, session uuid, access public.chapter_access, name text)
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select asked.person, asked.chapter, asked.session, app.access_to(p.id, asked.chapter), p.name
      from (select distinct (x ->> 'person')::uuid as person, (x ->> 'chapter')::uuid as chapter, (x ->> 'session')::uuid as session
              from jsonb_array_elements(pairs) x) asked
      left join public.people p on p.id = asked.person
       and (asked.session is null
         or exists (select 1 from auth.sessions s where s.id = asked.session and s.user_id = p.user_id
                      and (s.aal::text in ('aal2', 'aal3') or not app.has_second_factor(s.user_id))));
end $$;

-- What the caller may do with each chapter of a compendium: the abilities that pages pass down.
create or replace function public.my_chapter_access(compendium uuid) returns table (chapter_id uuid, access public.chapter_access)
  language sql stable security definer set search_path = '' as $$
  select r.chapter_id, r.access from app.access_in((select app.me()), my_chapter_access.compendium) r
$$;

-- ── Pages ────────────────────────────────────────────────────────────────────────────────────────

-- The institutions that agreed to be named as authors of a compendium, lead first: for functions that have asked whether the
-- caller may read it.
create function app.authors_in(compendium uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym,
                                        'city', i.city, 'country', i.country, 'lead', i.id = c.lead_institution_id)
                     order by (i.id = c.lead_institution_id) desc, i.sort_name, i.id)
      from public.compendia c
      join public.compendium_institutions ci on ci.compendium_id = c.id
      join public.institutions i on i.id = ci.institution_id
     where c.id = authors_in.compendium and ci.accepted_at is not null), '[]'::jsonb);
end $$;
revoke execute on function app.authors_in(uuid) from public;

-- The same for anyone who may read the compendium.
create or replace function app.authors_of(compendium uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
begin
  return case when app.i_see(authors_of.compendium) then app.authors_in(authors_of.compendium) else '[]'::jsonb end;
end $$;

-- The institutions named at a chapter itself, with their right: part of what anyone who may read the chapter is told. One
-- that did not agree to be named as author writes all the same, and is named to who takes part only.
create or replace function app.chapter_institutions(compendium uuid) returns table (chapter_id uuid, institutions jsonb)
  language sql stable security definer set search_path = '' as $$
  select g.chapter_id,
         jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'access', g.access)
                   order by g.access desc, i.sort_name, i.id)
    from public.chapters ch
    join public.chapter_grants g on g.chapter_id = ch.id
    join public.institutions i on i.id = g.institution_id
   where ch.compendium_id = chapter_institutions.compendium and (select app.i_see(chapter_institutions.compendium))
     and (exists (select 1 from public.compendium_institutions ci
                   where ci.compendium_id = ch.compendium_id and ci.institution_id = g.institution_id and ci.accepted_at is not null)
       or (select chapter_institutions.compendium in (select app.compendia_of_mine()))
       or (select app.i_lead(chapter_institutions.compendium)))
   group by g.chapter_id
$$;

-- The lead editor's name, for members who see the compendium.
create or replace function app.lead_editor_of(compendium uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select p.name from public.compendia c join public.people p on p.id = c.lead_editor_id
   where c.id = lead_editor_of.compendium and (select app.i_am_member()) and (select app.i_see(lead_editor_of.compendium))
$$;

-- Who wrote in each chapter since the caller looked at it last.
create or replace function app.writers_since_my_visits() returns table (chapter_id uuid, writers jsonb)
  language sql stable security definer set search_path = '' as $$
  with me as materialized (select app.me() as id),
  visits as (
    select v.chapter_id, v.visited_at from public.chapter_visits v, me
     where v.person_id = me.id and app.access_to(me.id, v.chapter_id) is not null),
  wrote as (
    select v.chapter_id, u.person_id from visits v
      join public.chapter_updates u on u.chapter_id = v.chapter_id and u.created_at > v.visited_at
    union
    select v.chapter_id, h.person_id from visits v
      join public.chapter_history h on h.chapter_id = v.chapter_id and h.ended_at > v.visited_at)
  select w.chapter_id, jsonb_agg(p.name order by p.sort_name, p.id)
    from wrote w join public.people p on p.id = w.person_id
   where w.person_id <> (select me.id from me)
   group by w.chapter_id
$$;

-- Notes that the caller looked at a chapter. False where they may not read it.
create or replace function public.note_visit(chapter uuid, words int) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.chapter_visits (person_id, chapter_id, words_then)
  select app.me(), note_visit.chapter, greatest(note_visit.words, 0)
   where app.me() is not null and app.my_access_to(note_visit.chapter) is not null
  on conflict (person_id, chapter_id) do update set visited_at = now(), words_then = excluded.words_then;
  return found;
end $$;

-- Renames a chapter unless somebody renamed it meanwhile. Outcomes: renamed · refused · changed-meanwhile (with the title that stands).
create or replace function public.rename_chapter(chapter uuid, title text, expected text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  standing text;
begin
  if (app.my_access_to(chapter) = 'edit') is not true then return jsonb_build_object('kind', 'refused'); end if;
  select ch.title into standing from public.chapters ch where ch.id = chapter for update;
  if standing is distinct from expected and standing is distinct from rename_chapter.title then
    return jsonb_build_object('kind', 'changed-meanwhile', 'title', standing);
  end if;
  update public.chapters ch set title = rename_chapter.title where ch.id = chapter;
  return jsonb_build_object('kind', 'renamed');
end $$;

-- One chapter's page: the chapter, its place and neighbours, and what the caller may do. Null when unseen.
create or replace function public.chapter_page(chapter uuid) returns jsonb
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

-- The desk: chapters that concern the caller, the latest first, at most thirty; compendia they lead, at most twelve; and where
-- institutions that they sign for are asked to be named as authors.
create or replace function public.desk() returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'mayOpen', exists (select 1 from app.institutions_i_edit_for()),
    'authorships', public.my_authorships(),
    'chapters', coalesce((select jsonb_agg(jsonb_build_object(
        'id', ch.id, 'number', (select pl.number from app.chapter_places(ch.compendium_id) pl where pl.chapter_id = ch.id),
        'title', ch.title, 'status', ch.status, 'words', ch.words, 'dueOn', ch.due_on, 'access', app.my_access_to(ch.id),
        'changedAt', ch.last_changed_at, 'changedBy', (select p.name from public.people p where p.id = ch.last_changed_by),
        'visitedAt', x.visited_at, 'wordsThen', x.words_then, 'writers', coalesce(w.writers, '[]'::jsonb),
        'compendium', jsonb_build_object('slug', c.slug, 'title', c.title, 'draftsDueOn', c.drafts_due_on,
                                         'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on)) order by x.touched desc nulls last, x.id)
      from (
        select ch.id, greatest(ch.last_changed_at, v.visited_at) as touched, v.visited_at, v.words_then
          from (select app.chapters_given_to_me() as id
                union
                select v.chapter_id from public.chapter_visits v
                 where v.person_id = (select app.me()) and v.visited_at > now() - interval '60 days'
                union
                select ch.id from public.chapters ch
                 where ch.compendium_id in (select led from app.compendia_of_mine() led where app.i_lead(led))) near
          join public.chapters ch on ch.id = near.id
          left join public.chapter_visits v on v.chapter_id = ch.id and v.person_id = (select app.me())
         order by 2 desc nulls last limit 30) x
      join public.chapters ch on ch.id = x.id
      join public.compendia c on c.id = ch.compendium_id
      left join app.writers_since_my_visits() w on w.chapter_id = ch.id
     where app.my_access_to(ch.id) is not null), '[]'::jsonb),
    'compendia', coalesce((select jsonb_agg(x.entry order by x.mine desc, x.due, x.id) from (
      select c.id, c.id in (select app.compendia_of_mine()) as mine, least(c.drafts_due_on, c.review_due_on, c.launch_on) as due,
        jsonb_build_object(
          'slug', c.slug, 'title', c.title, 'kind', c.kind, 'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on,
          'launchOn', c.launch_on, 'words', (select coalesce(sum(ch.words), 0)::int from public.chapters ch where ch.compendium_id = c.id),
          'byStatus', (select coalesce(jsonb_object_agg(s.status, s.n), '{}'::jsonb) from (
             select ch.status, count(*)::int as n from public.chapters ch where ch.compendium_id = c.id group by ch.status) s)) as entry
        from public.compendia c where c.id in (select app.compendia_i_lead())
       order by 2 desc, 3 limit 12) x), '[]'::jsonb))
$$;

-- A compendium with its chapters in reading order. Null when unseen. When work is due is for members only.
create or replace function public.compendium_page(slug text) returns jsonb
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

-- Who may what with a chapter, its own rights and those from above. Null when unseen.
create or replace function public.chapter_rights(chapter uuid) returns jsonb
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

-- ── Lists ────────────────────────────────────────────────────────────────────────────────────────

create index compendia_words on public.compendia using gin (to_tsvector('simple', app.words_in(title || ' ' || summary)));
create index chapters_title_words on public.chapters using gin (to_tsvector('simple', app.words_in(title)));

-- A list that is searched by text runs as its owner and checks by itself, with the sets of the policies above.

-- The list: scope 'mine' or 'all'; words and kind narrow it. Twenty-five a page, the last changed first; counting stops at a
-- thousand.
drop function public.compendia_list(text, text, text);
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

-- Compendia, chapters and institutions that the palette can jump to: at most five of each, by beginnings of words, those in
-- which the words stand earliest first.
create or replace function public.find_places(words text) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  asked tsquery := app.words_asked(words);
  said  text := app.folded(btrim(words));
  all_of_them boolean := app.i_coordinate();
  member boolean := app.i_am_member();
  part  uuid[] := array(select app.compendia_i_take_part_in());
  given uuid[] := array(select app.chapters_given_to_me());
  given_in uuid[] := array(select app.compendia_given_to_me());
begin
  return jsonb_build_object(
    'compendia', coalesce((select jsonb_agg(jsonb_build_object('slug', x.slug, 'title', x.title) order by x.place, x.title) from (
      select c.slug, c.title, coalesce(nullif(position(said in app.folded(c.title)), 0), 1000) as place from (
        select c.slug, c.title from public.compendia c
         where to_tsvector('simple', app.words_in(c.title || ' ' || c.summary)) @@ asked
           and to_tsvector('simple', app.words_in(c.title)) @@ asked
           and (all_of_them or c.visibility = 'public' or (member and c.visibility = 'members') or c.id = any (part) or c.id = any (given_in))
         limit 200) c
       order by 3, 2 limit 5) x), '[]'::jsonb),
    'chapters', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title, 'compendium', x.compendium) order by x.place, x.title, x.id) from (
      select ch.id, ch.title, ch.compendium, coalesce(nullif(position(said in app.folded(ch.title)), 0), 1000) as place from (
        select ch.id, ch.title, c.title as compendium
          from public.chapters ch join public.compendia c on c.id = ch.compendium_id
         where to_tsvector('simple', app.words_in(ch.title)) @@ asked
           and (all_of_them or c.visibility = 'public' or (member and c.visibility = 'members') or c.id = any (part) or ch.id = any (given))
         limit 200) ch
       order by 4, 2, 1 limit 5) x), '[]'::jsonb),
    'institutions', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'slug', x.slug, 'name', x.name, 'acronym', x.acronym) order by x.place, x.name) from (
      select i.id, i.slug, i.name, i.acronym, coalesce(nullif(position(said in app.folded(concat_ws(' ', i.acronym, i.name))), 0), 1000) as place from (
        select i.id, i.slug, i.name, i.acronym from public.institutions i where i.search @@ asked and member limit 200) i
       order by 5, 3 limit 5) x), '[]'::jsonb));
end $$;
revoke execute on function public.compendia_list(text, text, text, int), public.find_places(text) from public, anon;
grant execute on function public.compendia_list(text, text, text, int), public.find_places(text) to authenticated;

-- What listed every chapter and every compendium is gone: nothing asks it any more.
drop function app.chapters_i_may(text), app.chapters_public(), app.compendia_i_see(), app.my_chapter_rights(),
  app.chapter_rights_of(uuid);
