-- Pages of the coordinators: people, institutions, letters, what runs by itself. One call a page.

-- What the desk of the coordinators counts. Null for who does not coordinate.
create function public.managing() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'waiting', (select count(*) from public.applications a where a.state in ('submitted', 'under review')),
    'overdue', (select count(*) from public.applications a where a.state in ('submitted', 'under review') and a.review_due_at < now()),
    'members', (select count(*) from public.institutions i where i.status = 'active'),
    'people', (select count(*) from public.people p where p.disabled_at is null),
    'lettersDue', (select count(*) from public.letters l where l.sent_at is null and l.given_up_at is null),
    'lettersFailed', (select count(*) from public.letters l where l.given_up_at is not null),
    'lettersBack', (select count(*) from public.letters l where l.bounced_at is not null),
    'addressesBack', (select count(*) from public.contacts c where c.bounced_at is not null),
    'jobsFailing', (select count(*) from public.jobs j where j.failures > 0))
  where (select app.i_coordinate())
$$;

-- Institutions by name, whatever their standing ('' for all). Fifty a page; page 0 means all, for a file.
create function public.institutions_managed(words text, status text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  asked  tsquery := app.words_asked(words);
  wanted public.institution_status := nullif(institutions_managed.status, '')::public.institution_status;
  most   int := case when page = 0 then 10000 else 50 end;
  skip   int := (greatest(1, least(page, 400)) - 1) * 50;
  rows   jsonb;
  total  int;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.institutions i where (asked is null or i.search @@ asked) and (wanted is null or i.status = wanted) limit 1000) counted;
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind,
        'country', i.country, 'city', i.city, 'status', i.status, 'listed', i.listed, 'coordinating', i.coordinating, 'joinedOn', i.joined_on,
        'people', (select count(*) from public.affiliations a where a.institution_id = i.id and a.started_on <= current_date
                     and (a.ended_on is null or a.ended_on > current_date))) as row
      from (select * from public.institutions i where (asked is null or i.search @@ asked) and (wanted is null or i.status = wanted)
             order by i.sort_name, i.id limit most offset skip) i) listed;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, page));
end $$;

-- People by name; words begin a word of the name, or are the whole address. Fifty a page; page 0 means all, for a file,
-- ten thousand at most. `back`: only those whose letters come back. Counting stops at a thousand. Null for who does not coordinate.
create function public.people_managed(words text, page int, back boolean default false) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  asked   tsquery := app.words_asked(words);
  address text := lower(btrim(words));
  most    int := case when page = 0 then 10000 else 50 end;
  skip    int := (greatest(1, least(page, 400)) - 1) * 50;
  found   uuid[];
  rows    jsonb;
  total   int;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  if back then
    -- Few, and found by an index of their own, whatever else is asked.
    select count(*) into total from (
      select 1 from public.contacts c join public.people p on p.id = c.person_id
       where c.bounced_at is not null and (asked is null or p.search @@ asked or c.email = address) limit 1000) counted;
    found := array(
      select p.id from public.contacts c join public.people p on p.id = c.person_id
       where c.bounced_at is not null and (asked is null or p.search @@ asked or c.email = address)
       order by p.sort_name, p.id limit most offset skip);
  elsif asked is null then
    select count(*) into total from (select 1 from public.people p limit 1000) counted;
    found := array(select p.id from public.people p order by p.sort_name, p.id limit most offset skip);
  else
    -- Two ways to fit, each with an index of its own; asked as one question, neither would be used.
    select count(*) into total from (
      select p.id from public.people p where p.search @@ asked
      union select c.person_id from public.contacts c where c.email = address limit 1000) counted;
    found := array(
      select p.id from (
        select p.id, p.sort_name from public.people p where p.search @@ asked
        union select p.id, p.sort_name from public.contacts c join public.people p on p.id = c.person_id where c.email = address) p
       order by p.sort_name, p.id limit most offset skip);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name,
        'email', (select c.email from public.contacts c where c.person_id = p.id),
        'bounced', (select jsonb_build_object('at', c.bounced_at, 'reason', c.bounce_reason) from public.contacts c
                     where c.person_id = p.id and c.bounced_at is not null),
        'closed', p.disabled_at is not null, 'coordinator', app.is_coordinator(p.id), 'lastSeen', app.last_seen(p.user_id),
        'affiliations', coalesce((select jsonb_agg(jsonb_build_object('slug', i.slug, 'name', coalesce(i.acronym, i.name), 'role', a.role) order by a.started_on)
           from public.affiliations a join public.institutions i on i.id = a.institution_id
          where a.person_id = p.id and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)), '[]'::jsonb))
        order by f.place), '[]'::jsonb)
    into rows from unnest(found) with ordinality f(id, place) join public.people p on p.id = f.id;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, page));
end $$;

-- A person as coordinators manage them. Null for who does not coordinate, and where there is nobody.
create function public.person_managed(person uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'name', p.name, 'me', p.id = app.me(),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
    'account', case when p.disabled_at is not null then 'closed' when p.user_id is null then 'none' else 'open' end,
    'lastSeen', app.last_seen(p.user_id),
    'secondFactor', app.has_second_factor(p.user_id),
    'roles', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'startedOn', r.started_on, 'endedOn', r.ended_on,
          'when', case when r.ended_on <= current_date then 'over' when r.started_on > current_date then 'coming' else 'now' end)
          order by r.started_on desc) from public.alliance_roles r where r.person_id = p.id and r.role = 'coordinator'), '[]'::jsonb))
  from public.people p where p.id = person_managed.person and (select app.i_coordinate())
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.managing(), public.institutions_managed(text, text, int),
  public.people_managed(text, int, boolean), public.person_managed(uuid) to authenticated;
