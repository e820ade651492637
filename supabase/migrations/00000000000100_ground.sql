-- What everything else stands on: the schemas, the rule that no right is given by default, and two functions without a noun.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema if not exists app;
comment on schema app is 'Who may what, answered once. Policies, pages and the collaboration server ask here; the data API does not show it.';

-- Supabase grants every new table to all roles of the data API. Here each grant is written down beside its table.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from public, anon, authenticated;
grant usage on schema public to anon, authenticated, service_role;
grant usage on schema app to anon, authenticated, service_role;
grant usage on schema extensions to anon, authenticated, service_role;

-- Postgres lets everyone execute a new function, and default privileges of one schema cannot take that back. So each chapter
-- ends with "revoke execute on all functions … from public" and then names who may call what. The policy scenes check it.

-- A write with rules goes through one function, and its table grants no such write to anybody (decision 029). What tables grant
-- beside that is listed with its reason in `supabase/tests/writable.ts`.

-- What pages ask is short, and policies make its plans look long: compiling them takes ten times as long as running them
-- (measured: the desk 180 ms with it, 17 without). New connections take the setting up.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then
  raise notice 'jit stays on: only the owner of the database may turn it off';
end $$;

-- A row knows when it last changed, whoever changes it and in whatever way.
create function app.touch() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end $$;

-- Readiness: how many migrations this database has seen, for /readyz and nobody else.
create function public.migrations_applied() returns int
  language sql stable security definer set search_path = '' as $$
  select count(*)::int from supabase_migrations.schema_migrations
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.migrations_applied() to service_role;
