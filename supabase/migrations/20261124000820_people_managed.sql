-- The coordinators' list of people, in a large alliance: who is on a page is found by index before their rows are read.

create index people_names on public.people (lower(name), id) include (name);
drop index public.people_by_name;

drop function public.people_managed(text, int);
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
       order by lower(p.name), p.id limit most offset skip);
  elsif asked is null then
    select count(*) into total from (select 1 from public.people p limit 1000) counted;
    found := array(select p.id from public.people p order by lower(p.name), p.id limit most offset skip);
  else
    -- Two ways to fit, each with an index of its own; asked as one question, neither would be used.
    select count(*) into total from (
      select p.id from public.people p where p.search @@ asked
      union select c.person_id from public.contacts c where c.email = address limit 1000) counted;
    found := array(
      select p.id from (
        select p.id, lower(p.name) as name from public.people p where p.search @@ asked
        union select p.id, lower(p.name) from public.contacts c join public.people p on p.id = c.person_id where c.email = address) p
       order by p.name, p.id limit most offset skip);
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

revoke execute on function public.people_managed(text, int, boolean) from public, anon, authenticated;
grant execute on function public.people_managed(text, int, boolean) to authenticated;
