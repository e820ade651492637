-- Who may what. One definition, asked by policies (for the caller) and by the collaboration server (for any person):
--   a coordinator, the lead editor and the lead institution's representatives and editors edit everything in a compendium;
--   author institutions read all of it; grants give more, to the chapter and to all below it;
--   "members" and "public" widen reading. Without an affiliation that runs today there is no right at all.

-- ── Rights to one chapter, and to one compendium ──────────────────────────────────────────────────

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

-- A person's right to one chapter; null for none. Asked from the chapter upwards, so that it costs the same in a large alliance.
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

-- What the caller may do with each chapter of a compendium: the abilities that pages pass down.
create function public.my_chapter_access(compendium uuid) returns table (chapter_id uuid, access public.chapter_access)
  language sql stable security definer set search_path = '' as $$
  select r.chapter_id, r.access from app.access_in((select app.me()), my_chapter_access.compendium) r
$$;

-- What each person may do with each chapter just now: pairs [{"person": uuid, "chapter": uuid, "session": uuid | null}],
-- access null for none. A session that is named must be one of theirs and live, and bear the second factor where they have one,
-- or else nobody is behind the pair and the name is null too; without one the person alone counts.
create function public.chapter_access_of(pairs jsonb)
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

-- ── Sets of the caller's own ─────────────────────────────────────────────────────────────────────

-- What a policy asks of many rows is asked of the caller's own sets, which stay small however many compendia the alliance has
-- (decision 015).

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

-- Compendia in which the caller was given a chapter, by name or through an institution.
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

-- Compendia that a person leads: as coordinator, as lead editor, or by a role at the lead institution.
create function app.compendia_led_by(person uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select c.id from public.compendia c where app.is_coordinator(person)
  union
  select c.id from public.compendia c
   where c.lead_editor_id = person and exists (select 1 from app.active_affiliations() a where a.person_id = person)
  union
  select c.id from public.compendia c
    join app.active_affiliations() a on a.institution_id = c.lead_institution_id
   where a.person_id = person and a.role in ('primary representative', 'alternate', 'editor')
$$;

create function app.compendia_i_lead() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select app.compendia_led_by((select app.me()))
$$;

-- Institutions in whose lead the caller may open a compendium: who represents or edits for them, and coordinators.
create function app.institutions_i_edit_for() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.institution_id from app.active_affiliations() a
   where a.person_id = (select app.me()) and a.role in ('primary representative', 'alternate', 'editor')
  union
  select i.id from public.institutions i where (select app.i_coordinate())
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

-- ── Policies ──────────────────────────────────────────────────────────────────────────────────────

-- What is public says nothing of who opened it, who wrote last or when work is due.
grant select, delete on public.compendia to authenticated;
grant select (id, slug, kind, title, summary, language, visibility, lead_institution_id, lead_editor_id, launch_on, created_at, updated_at)
  on public.compendia to anon;
grant all on public.compendia to service_role;
create policy "people see the compendia they take part in" on public.compendia
  for select to authenticated
  using ((select app.i_coordinate())
      or (visibility in ('members', 'public') and (select app.i_am_member()))
      or id in (select app.compendia_i_take_part_in())
      or id in (select app.compendia_given_to_me()));
create policy "everyone sees public compendia" on public.compendia
  for select to anon, authenticated using (visibility = 'public');
create policy "coordinators take down a compendium" on public.compendia
  for delete to authenticated using ((select app.i_coordinate()));

-- Who was invited is not for everybody.
grant select on public.compendium_institutions to authenticated;
grant select (compendium_id, institution_id, accepted_at) on public.compendium_institutions to anon;
grant all on public.compendium_institutions to service_role;
create policy "who sees a compendium sees its author institutions" on public.compendium_institutions
  for select to authenticated
  using ((accepted_at is not null or (select app.i_am_member())) and exists (select 1 from public.compendia c where c.id = compendium_id));
create policy "everyone sees the author institutions of public compendia" on public.compendium_institutions
  for select to anon
  using (accepted_at is not null and exists (select 1 from public.compendia c where c.id = compendium_id));

grant select, delete on public.chapters to authenticated;
grant select (id, compendium_id, parent_id, position, title, status, language, words, last_changed_at, created_at, updated_at)
  on public.chapters to anon;
grant update (status, language, due_on) on public.chapters to authenticated;
grant all on public.chapters to service_role;
create policy "people see the chapters they may read" on public.chapters
  for select to authenticated
  using ((select app.i_coordinate())
      or compendium_id in (select app.compendia_i_take_part_in())
      or id in (select app.chapters_given_to_me())
      or ((select app.i_am_member()) and exists (
            select 1 from public.compendia c where c.id = compendium_id and c.visibility in ('members', 'public'))));
create policy "everyone sees the chapters of public compendia" on public.chapters
  for select to anon, authenticated
  using (exists (select 1 from public.compendia c where c.id = compendium_id and c.visibility = 'public'));
create policy "authors amend the chapters granted to them" on public.chapters
  for update to authenticated
  using (app.my_access_to(id) = 'edit') with check (app.my_access_to(id) = 'edit');
create policy "leads remove chapters" on public.chapters
  for delete to authenticated using (app.i_lead(compendium_id));

grant select, delete on public.chapter_grants to authenticated;
grant update (access) on public.chapter_grants to authenticated;
grant all on public.chapter_grants to service_role;
create policy "leads and those concerned see the rights to a chapter" on public.chapter_grants
  for select to authenticated
  using (person_id = (select app.me()) or institution_id in (select app.my_institutions()) or app.i_lead_chapter(chapter_id));
create policy "leads change rights to a chapter" on public.chapter_grants
  for update to authenticated
  using (app.i_lead_chapter(chapter_id)) with check (app.i_lead_chapter(chapter_id));
create policy "leads take rights to a chapter away" on public.chapter_grants
  for delete to authenticated using (app.i_lead_chapter(chapter_id));

grant select on public.chapter_visits to authenticated;
grant all on public.chapter_visits to service_role;
create policy "people see their own visits" on public.chapter_visits
  for select to authenticated using (person_id = (select app.me()));

revoke execute on all functions in schema app, public from public;
grant execute on function app.i_lead(uuid), app.i_lead_chapter(uuid), app.my_access_to(uuid), app.i_see(uuid),
  app.compendia_i_take_part_in(), app.chapters_given_to_me(), app.compendia_given_to_me() to authenticated, service_role;
grant execute on function public.my_chapter_access(uuid) to authenticated;
grant execute on function public.chapter_access_of(jsonb) to service_role;
grant execute on function app.compendia_i_lead(), app.institutions_i_edit_for(), app.chapters_granted_to_me(),
  app.compendia_of_mine() to anon, authenticated, service_role;
