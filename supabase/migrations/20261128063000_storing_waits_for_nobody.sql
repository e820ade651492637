-- The journal's hottest statement, as PL/pgSQL, which keeps its plan from call to call; a function in SQL is planned anew
-- each time, a third of what the call costs.
-- Appends changes: [{"chapter": uuid, "person": uuid or null, "update": base64}], in order, all in one statement.
-- A chapter that was taken down meanwhile is named under "gone" and does not hold up the others.
-- Returns {"stored": {chapter: id of its last row}, "gone": [chapter]}.
create or replace function public.append_updates(batch jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  outcome jsonb;
begin
  with incoming as (
    select x.ordinality as n, (x.value ->> 'chapter')::uuid as chapter, (x.value ->> 'person')::uuid as person,
           decode(x.value ->> 'update', 'base64') as update
      from jsonb_array_elements(batch) with ordinality x
  ),
  -- Held until commit, so that no chapter is deleted between this look and the foreign key's.
  standing as materialized (
    select ch.id, ch.last_changed_at from public.chapters ch
     where ch.id in (select i.chapter from incoming i) order by ch.id for key share
  ),
  appended as (
    insert into public.chapter_updates (chapter_id, person_id, update)
    select i.chapter, p.id, i.update
      from incoming i join standing s on s.id = i.chapter left join public.people p on p.id = i.person
     order by i.n
    returning id, chapter_id, person_id
  ),
  -- Folding writes the exact time and author; here once in a while is enough and keeps the hot row cool. A row that somebody holds,
  -- such as who moves chapters about, is left out: storing waits for nobody and holds up nobody.
  noted as (
    update public.chapters ch
       set last_changed_at = now(),
           last_changed_by = (select a.person_id from appended a where a.chapter_id = ch.id order by a.id desc limit 1)
     where ch.id in (
       select free.id from public.chapters free
        where free.id in (select s.id from standing s where s.last_changed_at is null or s.last_changed_at < now() - interval '2 seconds')
        for no key update skip locked)
    returning 1
  )
  select jsonb_build_object(
    'stored', coalesce((select jsonb_object_agg(a.chapter_id, a.last)
                          from (select chapter_id, max(id) as last from appended group by chapter_id) a), '{}'::jsonb),
    'gone', coalesce((select jsonb_agg(distinct i.chapter) from incoming i where i.chapter not in (select s.id from standing s)), '[]'::jsonb))
    into outcome;
  return outcome;
end $$;
