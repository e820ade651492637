-- Who is asking. Nearly every policy and page asks these functions, so most are in PL/pgSQL, which keeps its plans; a function in
-- SQL is parsed and planned at each call.

-- Whether an account has a second factor that was confirmed. PL/pgSQL looks at a table only when it is reached.
create function app.has_second_factor(account uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('auth.mfa_factors') is null then return false; end if;
  return exists (select 1 from auth.mfa_factors f where f.user_id = account and f.status = 'verified');
end $$;

-- Whether the session behind the call still has to show its second factor. Both the token and its session must say that it was
-- shown: an older token does not rise with its session, and a session that lost the second factor does not keep it in its token.
create function app.code_needed() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  token jsonb := auth.jwt();
begin
  if not app.has_second_factor(auth.uid()) then return false; end if;
  return coalesce(token ->> 'aal', '') not in ('aal2', 'aal3')
      or (token ->> 'session_id' is not null
          and not exists (select 1 from auth.sessions s where s.id = (token ->> 'session_id')::uuid and s.aal::text in ('aal2', 'aal3')));
end $$;

-- The person behind the session: an account that was disabled, a session that has ended, or one that still has to show its
-- second factor, is nobody. A token without a session is one that the database's own tools made.
create function app.me() returns uuid
  language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select p.id from public.people p
     where p.user_id = (select auth.uid()) and p.disabled_at is null
       and ((select auth.jwt() ->> 'session_id') is null
         or exists (select 1 from auth.sessions s
                     where s.id = (select (auth.jwt() ->> 'session_id')::uuid) and s.user_id = p.user_id))
       and not app.code_needed());
end $$;

-- Today's affiliations, to institutions that take part. It has no search path and no owner's rights of its own, and only functions
-- of the owner may call it. So Postgres merges it into the query around it, and looks up one person's affiliations by index
-- instead of reading everybody's at each question.
create function app.active_affiliations() returns setof public.affiliations
  language sql stable rows 100 as $$
  select a.* from public.affiliations a
    join public.people p on p.id = a.person_id and p.disabled_at is null
    join public.institutions i on i.id = a.institution_id and i.status = 'active'
   where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;

-- Whether a person coordinates the alliance today.
create function app.is_coordinator(person uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select 1 from public.alliance_roles r
      join public.people p on p.id = r.person_id and p.disabled_at is null
     where r.person_id = person and r.role = 'coordinator'
       and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date));
end $$;

create function app.i_coordinate() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return app.is_coordinator((select app.me()));
end $$;

-- Everyone who coordinates today.
create function app.coordinators() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select distinct r.person_id from public.alliance_roles r join public.people p on p.id = r.person_id and p.disabled_at is null
   where r.role = 'coordinator' and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date)
$$;

-- A member is a person with an affiliation that runs today, or a coordinator.
create function app.i_am_member() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid := app.me();
begin
  return app.is_coordinator(me) or exists (select 1 from app.active_affiliations() a where a.person_id = me);
end $$;

-- Institutions of the caller's affiliations of today. A person is at few institutions and speaks for fewer: told so (rows 3),
-- Postgres looks their people up by index.
create function app.my_institutions() returns setof uuid
  language plpgsql stable security definer set search_path = '' rows 3 as $$
begin
  return query select a.institution_id from app.active_affiliations() a where a.person_id = (select app.me());
end $$;

-- Institutions that the caller speaks for: as primary representative, or as coordinator for all.
create function app.institutions_i_represent() returns setof uuid
  language sql stable security definer set search_path = '' rows 3 as $$
  select a.institution_id from app.active_affiliations() a
   where a.person_id = (select app.me()) and a.role = 'primary representative'
  union
  select i.id from public.institutions i where (select app.i_coordinate())
$$;

-- The coordinating institution that a person speaks for; null for none. Somebody at two speaks for the one they joined first.
create function app.coordinating_institution_of(person uuid) returns uuid
  language sql stable security definer set search_path = '' as $$
  select a.institution_id from app.active_affiliations() a join public.institutions i on i.id = a.institution_id and i.coordinating
   where a.person_id = person and app.is_coordinator(person)
   order by a.started_on, a.institution_id limit 1
$$;

-- People whose address the caller may know: oneself, and the people of institutions one speaks for, while they are there.
create function app.people_i_may_reach() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select app.me()
  union
  select a.person_id from public.affiliations a join public.people p on p.id = a.person_id
   where a.institution_id in (select app.institutions_i_represent())
     and (a.ended_on is null or a.ended_on > current_date) and p.disabled_at is null
  union
  select p.id from public.people p where (select app.i_coordinate())
$$;

-- Whether a person's account is open; asked for single people by policies and by functions that run as the caller.
create function app.account_is_open(person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.people p where p.id = account_is_open.person and p.disabled_at is null)
$$;

-- ── Institutions and people: who sees and changes them ────────────────────────────────────────────

grant select on public.institutions to authenticated;
grant update (name, acronym, kind, country, city, legal_form, website, ror, about, themes, languages, listed)
  on public.institutions to authenticated;
grant all on public.institutions to service_role;
create policy "members see the institutions of the alliance" on public.institutions
  for select to authenticated using ((select app.i_am_member()));
create policy "representatives keep their institution's entry" on public.institutions
  for update to authenticated
  using (id in (select app.institutions_i_represent()))
  with check (id in (select app.institutions_i_represent()));

-- What members read of each other through the data API: id and name. Which account is somebody's, their zone, and when an
-- account was closed is read by functions that say who may know.
grant select (id, name, sort_name) on public.people to authenticated;
grant all on public.people to service_role;
create policy "people see themselves, members see members" on public.people
  for select to authenticated
  using (id = (select app.me()) or (select app.i_am_member()));

-- Others may see an address, so what else is noted beside it is not for the data API.
grant select (person_id, email, updated_at) on public.contacts to authenticated;
grant all on public.contacts to service_role;
create policy "addresses are seen by their owner and by who speaks for them" on public.contacts
  for select to authenticated
  using ((select app.i_coordinate()) or person_id in (select app.people_i_may_reach()));

grant select on public.affiliations to authenticated;
grant all on public.affiliations to service_role;
create policy "people see their own affiliations, members see all" on public.affiliations
  for select to authenticated
  using (person_id = (select app.me()) or (select app.i_am_member()));

grant select on public.alliance_roles to authenticated;
grant all on public.alliance_roles to service_role;
create policy "members know who coordinates" on public.alliance_roles
  for select to authenticated using ((select app.i_am_member()));

-- ── Rules that hold under concurrency ─────────────────────────────────────────────────────────────

-- An institution that takes part keeps one primary representative: the last one cannot leave, nor fix a day to leave, without
-- a successor who is there already and has no such day. One that is suspended, has left or was merged has nobody who speaks
-- for it, so anybody may leave it; coordinators invite a representative when it comes back.
create function app.keep_a_representative() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.role <> 'primary representative' or old.ended_on <= current_date then return new; end if;
  if new.role = 'primary representative' and new.started_on <= greatest(old.started_on, current_date)
     and (new.ended_on is null or new.ended_on >= old.ended_on) then return new; end if;
  perform 1 from public.institutions where id = old.institution_id for update;
  if exists (select 1 from public.institutions i where i.id = old.institution_id and i.status <> 'active') then return new; end if;
  if not exists (
    select 1 from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
     where a.institution_id = old.institution_id and a.id <> old.id and a.role = 'primary representative'
       and a.started_on <= current_date and a.ended_on is null) then
    raise exception 'The last primary representative cannot leave without a successor.' using errcode = 'GP001';
  end if;
  return new;
end $$;

create trigger affiliations_keep_a_representative before update on public.affiliations
  for each row execute function app.keep_a_representative();

-- The last coordinator cannot leave, nor fix a day to leave, without another one who is there already and has no such day.
create function app.keep_a_coordinator() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.role <> 'coordinator' or old.ended_on <= current_date or old.started_on > current_date then return new; end if;
  if new.role = 'coordinator' and new.started_on <= current_date and (new.ended_on is null or new.ended_on >= old.ended_on) then return new; end if;
  -- Of two who leave at once the second is told that they are the last.
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  if not exists (
    select 1 from public.alliance_roles r join public.people p on p.id = r.person_id and p.disabled_at is null
     where r.id <> old.id and r.role = 'coordinator' and r.started_on <= current_date and r.ended_on is null) then
    raise exception 'The last coordinator cannot leave without another one.' using errcode = 'GP002';
  end if;
  return new;
end $$;

create trigger alliance_roles_keep_a_coordinator before update on public.alliance_roles
  for each row execute function app.keep_a_coordinator();

revoke execute on all functions in schema app, public from public;
grant execute on function app.me(), app.i_coordinate(), app.i_am_member(), app.my_institutions(),
  app.institutions_i_represent(), app.people_i_may_reach() to anon, authenticated, service_role;
grant execute on function app.account_is_open(uuid) to authenticated, service_role;
