-- Readiness: how many migrations this database has seen, for /readyz and nobody else.
create function public.migrations_applied() returns int
  language sql stable security definer set search_path = '' as $$
  select count(*)::int from supabase_migrations.schema_migrations
$$;
revoke execute on function public.migrations_applied() from public, anon, authenticated;
grant execute on function public.migrations_applied() to service_role;
