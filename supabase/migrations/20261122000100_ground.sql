-- The ground everything stands on: a schema for the rules, a word for time, and no right that is not given by name.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema if not exists app;
comment on schema app is 'Who may what, answered once. Policies, pages and the wire ask here; the data API does not show it.';

-- Supabase hands every new table to everyone and leaves the rest to policies; here each grant is written down.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from public, anon, authenticated;
grant usage on schema public to anon, authenticated, service_role;
grant usage on schema app to anon, authenticated, service_role;
grant usage on schema extensions to anon, authenticated, service_role;

-- Postgres lets everyone execute a new function, and default privileges of one schema cannot take that back: so each
-- chapter ends its functions with "revoke … from public", and the policy scenes look whether it did.

-- A row knows when it last changed, whoever changes it and by whatever door.
create function app.touch() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end $$;

-- Text that people type for a single line: trimmed, not empty, no control characters, no bidirectional overrides.
create function app.is_single_line(value text, longest int) returns boolean
  language sql immutable set search_path = '' as $$
  select value = btrim(value)
     and char_length(value) between 1 and longest
     and value !~ '[\u0001-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]'
$$;
revoke execute on all functions in schema app from public;
grant execute on function app.is_single_line(text, int) to anon, authenticated, service_role;
