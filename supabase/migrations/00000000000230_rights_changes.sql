-- What live connections may still do changes with the rows that rights are derived from. A counter tells the collaboration server
-- when to ask again.

-- One row that every change bearing on rights moves on. The row lock keeps the count in commit order.
create table public.rights_changes (
  only_row boolean primary key default true check (only_row),
  count    bigint not null default 0
);
alter table public.rights_changes enable row level security;
grant all on public.rights_changes to service_role;

insert into public.rights_changes default values;

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
create trigger institutions_bear_on_rights after update of status on public.institutions
  for each statement execute function app.note_rights_change();

-- Moves with every change that bears on rights and with every session that begins or ends. Sessions belong to Auth, where
-- no trigger of ours may stand: one that ends changes their number, one that begins in its place the latest of them.
create function public.rights_clock() returns text
  language sql stable security definer set search_path = '' as $$
  select concat_ws(' ', (select c.count from public.rights_changes c where c.only_row), s.number, extract(epoch from s.latest))
    from (select count(*) as number, max(created_at) as latest from auth.sessions) s
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.rights_clock() to service_role;
