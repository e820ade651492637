-- Reconsider: the wire asks here what live connections may still do, and a clock tells it when to ask.

-- One row that every change bearing on rights moves on. The row lock keeps the count in commit order.
create table public.rights_changes (
  only_row boolean primary key default true check (only_row),
  count    bigint not null default 0
);
insert into public.rights_changes default values;

-- No policy for anyone: the wire reads the clock through its function, as the service.
alter table public.rights_changes enable row level security;
grant all on public.rights_changes to service_role;

create function app.note_rights_change() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.rights_changes set count = count + 1 where only_row;
  return null;
end $$;

create trigger affiliations_bear_on_rights after insert or update or delete on public.affiliations
  for each statement execute function app.note_rights_change();
create trigger alliance_roles_bear_on_rights after insert or update or delete on public.alliance_roles
  for each statement execute function app.note_rights_change();
create trigger people_bear_on_rights after update of disabled_at, user_id, name or delete on public.people
  for each statement execute function app.note_rights_change();
create trigger grants_bear_on_rights after insert or update or delete on public.chapter_grants
  for each statement execute function app.note_rights_change();
create trigger author_institutions_bear_on_rights after insert or update or delete on public.compendium_institutions
  for each statement execute function app.note_rights_change();
create trigger compendia_bear_on_rights after update of visibility, lead_institution_id, lead_editor_id or delete on public.compendia
  for each statement execute function app.note_rights_change();
create trigger chapters_bear_on_rights after update of parent_id, compendium_id or delete on public.chapters
  for each statement execute function app.note_rights_change();

create function public.rights_clock() returns bigint
  language sql stable security definer set search_path = '' as $$
  select count from public.rights_changes where only_row
$$;

-- What each person may do with each chapter just now: pairs [{"person": uuid, "chapter": uuid}], access null for none.
create function public.chapter_access_of(pairs jsonb)
  returns table (person uuid, chapter uuid, access public.chapter_access, name text)
  language sql stable security definer set search_path = '' as $$
  with asked as (
    select distinct (x ->> 'person')::uuid as person, (x ->> 'chapter')::uuid as chapter from jsonb_array_elements(pairs) x
  ),
  rights as (
    select who.person, r.chapter_id, r.access
      from (select distinct asked.person from asked) who
      join public.people p on p.id = who.person and p.disabled_at is null
      cross join lateral app.chapter_rights_of(who.person) r
  )
  select asked.person, asked.chapter, r.access, p.name
    from asked
    left join rights r on r.person = asked.person and r.chapter_id = asked.chapter
    left join public.people p on p.id = asked.person
$$;

revoke execute on function app.note_rights_change() from public;
revoke execute on function public.rights_clock(), public.chapter_access_of(jsonb) from public, anon, authenticated;
grant execute on function public.rights_clock(), public.chapter_access_of(jsonb) to service_role;
