-- Sessions: a token outlives its session by up to an hour; the rules do not. Whoever signed out is nobody at once.

-- The person behind the session: an account that was disabled, or a session that has ended, is nobody.
-- A token without a session is one that the database's own tools made.
create or replace function app.me() returns uuid
  language sql stable security definer set search_path = '' as $$
  select p.id from public.people p
   where p.user_id = (select auth.uid()) and p.disabled_at is null
     and ((select auth.jwt() ->> 'session_id') is null
       or exists (select 1 from auth.sessions s
                   where s.id = (select (auth.jwt() ->> 'session_id')::uuid) and s.user_id = p.user_id))
$$;
