-- Sessions on the wire: a seat at a chapter ends with the session it was opened in, as pages do.

-- Who is asking, and in which session; null for a token that the database's own tools made.
create or replace function public.who_am_i() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'name', p.name, 'timeZone', p.time_zone,
    'session', (select auth.jwt() ->> 'session_id'),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
    'coordinator', app.i_coordinate(),
    'member', app.i_am_member(),
    'affiliations', coalesce((
      select jsonb_agg(jsonb_build_object('institutionId', i.id, 'institution', i.name, 'acronym', i.acronym, 'role', a.role) order by i.name)
        from app.active_affiliations() a join public.institutions i on i.id = a.institution_id where a.person_id = p.id), '[]'::jsonb))
  from public.people p where p.id = (select app.me())
$$;

drop function public.rights_clock(), public.chapter_access_of(jsonb);

-- Moves with every change that bears on rights and with every session that begins or ends. Sessions belong to Auth, where
-- no trigger of ours may stand: one that ends changes their number, one that begins in its place the latest of them.
create function public.rights_clock() returns text
  language sql stable security definer set search_path = '' as $$
  select concat_ws(' ', (select c.count from public.rights_changes c where c.only_row), s.number, extract(epoch from s.latest))
    from (select count(*) as number, max(created_at) as latest from auth.sessions) s
$$;

-- What each person may do with each chapter just now: pairs [{"person": uuid, "chapter": uuid, "session": uuid | null}],
-- access null for none. A session that is named must be one of theirs and live, or else nobody is behind the pair and the
-- name is null too; without one the person alone counts.
create function public.chapter_access_of(pairs jsonb)
  returns table (person uuid, chapter uuid, session uuid, access public.chapter_access, name text)
  language sql stable security definer set search_path = '' as $$
  with asked as (
    select distinct (x ->> 'person')::uuid as person, (x ->> 'chapter')::uuid as chapter, (x ->> 'session')::uuid as session
      from jsonb_array_elements(pairs) x
  ),
  rights as (
    select who.person, r.chapter_id, r.access
      from (select distinct asked.person from asked) who
      join public.people p on p.id = who.person and p.disabled_at is null
      cross join lateral app.chapter_rights_of(who.person) r
  )
  select asked.person, asked.chapter, asked.session, r.access, p.name
    from asked
    left join public.people p on p.id = asked.person
     and (asked.session is null
       or exists (select 1 from auth.sessions s where s.id = asked.session and s.user_id = p.user_id))
    left join rights r on r.person = p.id and r.chapter_id = asked.chapter
$$;

revoke execute on function public.rights_clock(), public.chapter_access_of(jsonb) from public, anon, authenticated;
grant execute on function public.rights_clock(), public.chapter_access_of(jsonb) to service_role;
