-- The queue again, with one order a branch: an order that depends on an argument can use no index, and sorts every
-- application that was ever handed in.

create index applications_due on public.applications (review_due_at, id) where submitted_at is not null;

create or replace function public.application_queue(state text, assigned text, words text, sort text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  me     uuid := app.me();
  wanted public.application_state[] := case application_queue.state
    when 'open' then '{submitted,under review,information requested}'
    when 'all' then '{submitted,under review,information requested,accepted,declined,withdrawn,expired}'
    else array[application_queue.state] end::public.application_state[];
  asked  tsquery := (select to_tsquery('simple', string_agg(quote_literal(w) || ':*', ' & '))
                       from unnest(string_to_array(btrim(regexp_replace(lower(words), '[^[:alnum:]]+', ' ', 'g')), ' ')) w where w <> '');
  skip   int := greatest(0, least(page, 400) - 1) * 25;
  total  int;
  rows   jsonb;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.applications a
     where a.submitted_at is not null and a.state = any (wanted)
       and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
       and (asked is null or a.search @@ asked) limit 1000) counted;
  if sort = 'due' then
    select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
      select row_number() over () as place, jsonb_build_object(
          'number', a.number, 'legalName', a.legal_name, 'acronym', a.acronym, 'country', a.country, 'kind', a.kind, 'state', a.state,
          'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'appealed', a.appealed_at is not null,
          'assignedTo', (select p.name from public.people p where p.id = a.assigned_to),
          'conflict', exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = me),
          'heard', (select count(*) from public.application_voices v where v.application_id = a.id and v.round = a.round)) as row
        from (select * from public.applications a
               where a.submitted_at is not null and a.state = any (wanted)
                 and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
                 and (asked is null or a.search @@ asked)
               order by a.review_due_at, a.id
               limit 25 offset skip) a) listed;
  else
    select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
      select row_number() over () as place, jsonb_build_object(
          'number', a.number, 'legalName', a.legal_name, 'acronym', a.acronym, 'country', a.country, 'kind', a.kind, 'state', a.state,
          'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'appealed', a.appealed_at is not null,
          'assignedTo', (select p.name from public.people p where p.id = a.assigned_to),
          'conflict', exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = me),
          'heard', (select count(*) from public.application_voices v where v.application_id = a.id and v.round = a.round)) as row
        from (select * from public.applications a
               where a.submitted_at is not null and a.state = any (wanted)
                 and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
                 and (asked is null or a.search @@ asked)
               order by a.submitted_at desc, a.id
               limit 25 offset skip) a) listed;
  end if;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, least(page, 400)),
    'lastDecidedAt', (select max(a.closed_at) from public.applications a where a.state in ('accepted', 'declined')));
end $$;
