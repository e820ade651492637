-- What a large alliance asks of the database: nothing that grows with it is read whole to answer about one person or one page.

-- Today's affiliations, as part of whatever asks for them. It runs with the rights and the search path of the functions around
-- it, which are the owner's, and nobody else may call it: so Postgres takes it in, and looks up one person's by index where it
-- read those of everybody before, at each question.
create or replace function app.active_affiliations() returns setof public.affiliations
  language sql stable rows 100 as $$
  select a.* from public.affiliations a
    join public.people p on p.id = a.person_id and p.disabled_at is null
    join public.institutions i on i.id = a.institution_id and i.status = 'active'
   where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;

-- Whoever coordinates may reach everybody, and is not made to list everybody first.
alter policy "addresses are seen by their owner and by who speaks for them" on public.contacts
  using ((select app.i_coordinate()) or person_id in (select app.people_i_may_reach()));
alter policy "invitations are seen by who speaks for the institution" on public.invitations
  using ((select app.i_coordinate()) or institution_id in (select app.institutions_i_represent()));

-- A person is at few institutions and speaks for fewer: told so, Postgres looks their people up by index.
alter function app.my_institutions() rows 3;
alter function app.institutions_i_represent() rows 3;

-- ── The directory ────────────────────────────────────────────────────────────────────────────────

-- Skipping to a far page reads this index and no row; the order is by `lower(name)`, and only with `name` in the index does
-- Postgres see that it holds everything.
create index institutions_listed_names on public.institutions (lower(name), id) include (name) where listed and status = 'active';
drop index public.institutions_listed;

-- As it was, with the members of a page found before their rows are read, and planned for what is asked: a plan that fits every
-- question uses no index.
create or replace function public.member_directory(words text, country text, kind text, theme text, language text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  asked tsquery := app.words_asked(words);
  wanted public.institution_kind := nullif(kind, '')::public.institution_kind;
  skip  int := (greatest(1, least(page, 400)) - 1) * 50;
  rows  jsonb;
  total int;
  lands jsonb;
begin
  select count(*) into total from (
    select 1 from public.institutions i
     where i.listed and i.status = 'active' and (asked is null or i.search @@ asked)
       and (member_directory.country = '' or i.country = member_directory.country) and (wanted is null or i.kind = wanted)
       and (theme = '' or i.themes @> array[theme]) and (language = '' or i.languages @> array[language])
     limit 1000) counted;
  select coalesce(jsonb_agg(jsonb_build_object('slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind,
             'country', i.country, 'city', i.city, 'themes', i.themes, 'about', left(i.about, 280)) order by lower(i.name), i.id), '[]'::jsonb)
    into rows from public.institutions i where i.id in (
      select i.id from public.institutions i
       where i.listed and i.status = 'active' and (asked is null or i.search @@ asked)
         and (member_directory.country = '' or i.country = member_directory.country) and (wanted is null or i.kind = wanted)
         and (theme = '' or i.themes @> array[theme]) and (language = '' or i.languages @> array[language])
       order by lower(i.name), i.id limit 50 offset skip);
  -- Each country once, by stepping through the index instead of reading every member.
  with recursive step as (
    (select i.country from public.institutions i where i.listed and i.status = 'active' order by i.country limit 1)
    union all
    select (select i.country from public.institutions i where i.listed and i.status = 'active' and i.country > step.country
             order by i.country limit 1) from step where step.country is not null)
  select coalesce(jsonb_agg(step.country order by step.country), '[]'::jsonb) into lands from step where step.country is not null;
  return jsonb_build_object('rows', rows, 'total', total, 'page', skip / 50 + 1, 'countries', lands);
end $$;

-- ── The queue ────────────────────────────────────────────────────────────────────────────────────

create index applications_open on public.applications (review_due_at, id) include (state, assigned_to)
  where state in ('submitted', 'under review', 'information requested');
create index applications_by_due on public.applications (review_due_at, id) include (state, assigned_to) where submitted_at is not null;
create index applications_by_arrival on public.applications (submitted_at desc, id) include (state, assigned_to) where submitted_at is not null;
drop index public.applications_due;
drop index public.applications_newest;

-- As it was (see `20261123000350_review_pages.sql`), with the applications of a page found by index before their rows are read.
create or replace function public.application_queue(state text, assigned text, words text, sort text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  me     uuid := app.me();
  wanted public.application_state[] := case application_queue.state
    when 'open' then '{submitted,under review,information requested}'
    when 'all' then '{submitted,under review,information requested,accepted,declined,withdrawn,expired}'
    else array[application_queue.state] end::public.application_state[];
  asked  tsquery := app.words_asked(words);
  skip   int := (greatest(1, least(page, 400)) - 1) * 25;
  total  int;
  found  uuid[];
  rows   jsonb;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.applications a
     where a.submitted_at is not null and a.state = any (wanted)
       and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
       and (asked is null or a.search @@ asked) limit 1000) counted;
  if sort = 'due' then
    found := array(
      select a.id from public.applications a
       where a.submitted_at is not null and a.state = any (wanted)
         and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
         and (asked is null or a.search @@ asked)
       order by a.review_due_at, a.id limit 25 offset skip);
  else
    found := array(
      select a.id from public.applications a
       where a.submitted_at is not null and a.state = any (wanted)
         and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
         and (asked is null or a.search @@ asked)
       order by a.submitted_at desc, a.id limit 25 offset skip);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
          'number', a.number, 'legalName', a.legal_name, 'acronym', a.acronym, 'country', a.country, 'kind', a.kind, 'state', a.state,
          'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'appealed', a.appealed_at is not null,
          'assignedTo', (select p.name from public.people p where p.id = a.assigned_to),
          'conflict', exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = me),
          'heard', (select count(*) from public.application_voices v where v.application_id = a.id and v.round = a.round))
        order by f.place), '[]'::jsonb)
    into rows from unnest(found) with ordinality f(id, place) join public.applications a on a.id = f.id;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, least(page, 400)),
    'lastDecidedAt', (select max(a.closed_at) from public.applications a where a.state in ('accepted', 'declined')));
end $$;

-- Institutions and other applications that may be the same as this one, with what they have in common. "Has a website" is said
-- although it follows: only then are the indexes on its domain used.
create or replace function app.likely_duplicates(application uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with a as (
    select x.*, app.plain_name(x.legal_name) as plain, coalesce(app.domain_of(x.website), app.domain_of(x.email)) as domain
      from public.applications x where x.id = application),
  found as (
    select 'institution' as what, i.slug as at, i.name, reason, null::int as number
      from a cross join lateral (
        select i.id, 'name' as reason from public.institutions i where app.plain_name(i.name) = a.plain
        union all select i.id, 'acronym' from public.institutions i where lower(i.acronym) = lower(a.acronym)
        union all select i.id, 'domain' from public.institutions i where i.website is not null and app.domain_of(i.website) = a.domain
        union all select i.id, 'ror' from public.institutions i where i.ror = a.ror) hit
      join public.institutions i on i.id = hit.id and i.status <> 'merged' and i.id is distinct from a.institution_id
    union all
    select 'application', o.number::text, o.legal_name, reason, o.number
      from a cross join lateral (
        select o.id, 'name' as reason from public.applications o where o.submitted_at is not null and app.plain_name(o.legal_name) = a.plain
        union all select o.id, 'acronym' from public.applications o where lower(o.acronym) = lower(a.acronym)
        union all select o.id, 'domain' from public.applications o where o.website is not null and app.domain_of(o.website) = a.domain
        union all select o.id, 'ror' from public.applications o where o.ror = a.ror
        union all select o.id, 'email' from public.applications o where o.email = a.email) hit
      join public.applications o on o.id = hit.id and o.id <> a.id and o.submitted_at is not null)
  select coalesce(jsonb_agg(x order by x ->> 'what' desc, x ->> 'name'), '[]'::jsonb) from (
    select jsonb_build_object('what', what, 'at', at, 'name', name, 'reasons', jsonb_agg(distinct reason)) as x
      from found group by what, at, name limit 20) y
$$;

-- How many applications wait for a decision, for the desk; null for who does not coordinate. Who asks is looked up once, not for
-- every application.
create or replace function public.applications_waiting() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('waiting', count(*) filter (where a.state in ('submitted', 'under review')),
           'overdue', count(*) filter (where a.state in ('submitted', 'under review') and a.review_due_at < now()),
           'mine', count(*) filter (where a.assigned_to = (select app.me())))
    from public.applications a
   where a.state in ('submitted', 'under review', 'information requested')
  having (select app.i_coordinate())
$$;

-- ── Numbers ──────────────────────────────────────────────────────────────────────────────────────

create index applications_waiting on public.applications (review_due_at) where state in ('submitted', 'under review');
create index people_there on public.people (id) where disabled_at is null;
create index institutions_active on public.institutions (id) where status = 'active';
