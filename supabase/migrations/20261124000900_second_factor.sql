-- The second factor: an account that has one is nobody until its session has shown it, for every page, policy and connection.
-- Auth keeps the factors, in auth.mfa_factors; where Auth has none (the embedded one) there is no such table, and nobody has one.

-- Whether an account has a second factor that was confirmed. PL/pgSQL looks at a table only when it is reached.
create function app.has_second_factor(account uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('auth.mfa_factors') is null then return false; end if;
  return exists (select 1 from auth.mfa_factors f where f.user_id = account and f.status = 'verified');
end $$;

-- Whether the session behind the call still has to show its second factor. Both the token and its session must say that it was
-- shown: a token of before does not rise with its session, and a session that Auth took back does not outlive that in its token.
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
revoke execute on function app.has_second_factor(uuid), app.code_needed() from public;

-- The person behind the session: an account that was disabled, a session that has ended, or one whose second factor was not
-- shown is nobody. A token without a session is one that the database's own tools made.
create or replace function app.me() returns uuid
  language sql stable security definer set search_path = '' as $$
  select p.id from public.people p
   where p.user_id = (select auth.uid()) and p.disabled_at is null
     and ((select auth.jwt() ->> 'session_id') is null
       or exists (select 1 from auth.sessions s
                   where s.id = (select (auth.jwt() ->> 'session_id')::uuid) and s.user_id = p.user_id))
     and not app.code_needed()
$$;

-- Who is asking, in which session, and since when their letters have come back; {"codeNeeded": person} while a live session waits for its code; null for nobody.
create or replace function public.who_am_i() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select jsonb_build_object(
      'id', p.id, 'name', p.name, 'timeZone', p.time_zone,
      'session', (select auth.jwt() ->> 'session_id'),
      'email', (select c.email from public.contacts c where c.person_id = p.id),
      'lettersBackAt', (select c.bounced_at from public.contacts c where c.person_id = p.id),
      'coordinator', app.i_coordinate(),
      'member', app.i_am_member(),
      'affiliations', coalesce((
        select jsonb_agg(jsonb_build_object('institutionId', i.id, 'institution', i.name, 'acronym', i.acronym, 'role', a.role) order by i.name)
          from app.active_affiliations() a join public.institutions i on i.id = a.institution_id where a.person_id = p.id), '[]'::jsonb))
      from public.people p where p.id = (select app.me())),
    (select jsonb_build_object('codeNeeded', p.id)
      from public.people p join auth.sessions s on s.user_id = p.user_id
     where p.user_id = (select auth.uid()) and p.disabled_at is null
       and s.id = (select (auth.jwt() ->> 'session_id')::uuid) and app.code_needed()))
$$;

-- What each person may do with each chapter just now: pairs [{"person": uuid, "chapter": uuid, "session": uuid | null}],
-- access null for none. A session that is named must be one of theirs and live, and have shown the second factor where there
-- is one, or else nobody is behind the pair and the name is null too; without one the person alone counts.
create or replace function public.chapter_access_of(pairs jsonb)
  returns table (person uuid, chapter uuid, session uuid, access public.chapter_access, name text)
  language sql stable security definer set search_path = '' as $$
  with asked as (
    select distinct (x ->> 'person')::uuid as person, (x ->> 'chapter')::uuid as chapter, (x ->> 'session')::uuid as session
      from jsonb_array_elements(pairs) x
  ),
  rights as (
    select who.person, r.chapter_id, r.access
      from (select distinct asked.person from asked) who
      join public.people p on p.id = who.person and p.disabled_at is null
      cross join lateral app.chapter_rights_of(who.person) r
  )
  select asked.person, asked.chapter, asked.session, r.access, p.name
    from asked
    left join public.people p on p.id = asked.person
     and (asked.session is null
       or exists (select 1 from auth.sessions s where s.id = asked.session and s.user_id = p.user_id
                    and (s.aal::text in ('aal2', 'aal3') or not app.has_second_factor(s.user_id))))
    left join rights r on r.person = p.id and r.chapter_id = asked.chapter
$$;

-- Accepts an invitation. Without an account one is made from name and password (the letter proved the address);
-- with an account the caller must be signed in to it, second factor included.
-- Outcomes: joined · sign-in-first · spent.
create or replace function public.accept_invitation(token text, name text, password text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  invitation public.invitations;
  account    uuid;
  person     uuid;
begin
  select * into invitation from public.invitations i
   where i.token_hash = extensions.digest(accept_invitation.token, 'sha256')
     and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
   for update;
  if not found then return jsonb_build_object('kind', 'spent'); end if;

  select u.id into account from auth.users u where lower(u.email) = invitation.email;
  if account is null then
    account := app.create_account(invitation.email, accept_invitation.password);
  elsif account is distinct from (select auth.uid()) or app.code_needed() then
    return jsonb_build_object('kind', 'sign-in-first', 'email', invitation.email);
  end if;

  -- A disabled account opens nothing: for it every link is spent.
  if exists (select 1 from public.people p where p.user_id = account and p.disabled_at is not null) then
    return jsonb_build_object('kind', 'spent');
  end if;
  select p.id into person from public.people p where p.user_id = account;
  -- Somebody the alliance knew before they had an account, by the address the letter has just proven.
  if person is null then
    update public.people p set user_id = account from public.contacts c
     where c.person_id = p.id and c.email = invitation.email and p.user_id is null and p.disabled_at is null
    returning p.id into person;
  end if;
  if person is null then
    insert into public.people (user_id, name) values (account, btrim(accept_invitation.name)) returning id into person;
    insert into public.contacts (person_id, email) values (person, invitation.email);
  end if;

  insert into public.affiliations (person_id, institution_id, role)
  values (person, invitation.institution_id, invitation.role)
  -- Whoever was to come on a later day is there from today.
  on conflict (person_id, institution_id) where ended_on is null
    do update set role = excluded.role, started_on = least(public.affiliations.started_on, excluded.started_on);
  update public.invitations set accepted_at = now() where id = invitation.id;
  return jsonb_build_object('kind', 'joined', 'email', invitation.email);
end $$;
