-- Accounts, their passwords and their second factor. An account that has a second factor is nobody until its session has shown it,
-- for every page, policy and connection.

-- An account as Supabase Auth itself would write it, with the address already proven. Keyboards write accented letters in two
-- ways, so a password is kept in one of them (NFC). bcrypt reads 72 bytes: a longer password would be weaker than it seems.
create function app.create_account(email text, password text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  account uuid := gen_random_uuid();
  kept    text := normalize(create_account.password, nfc);
begin
  if coalesce(char_length(kept), 0) < 10 then
    raise exception 'A password needs at least ten characters.' using errcode = 'invalid_parameter_value';
  end if;
  if octet_length(kept) > 72 then
    raise exception 'A password has at most 72 bytes.' using errcode = 'invalid_parameter_value';
  end if;
  insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at,
                          raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
                          confirmation_token, recovery_token, email_change, email_change_token_new)
  values (account, 'authenticated', 'authenticated', create_account.email,
          extensions.crypt(kept, extensions.gen_salt('bf', 10)), now(),
          '{"provider":"email","providers":["email"]}', '{}', now(), now(), '', '', '', '');
  insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
  values (gen_random_uuid(), 'email', account::text, account,
          jsonb_build_object('sub', account::text, 'email', create_account.email, 'email_verified', true), now(), now(), now());
  -- Hosted Supabase looks accounts up by this column; the embedded one has no need of it.
  if exists (select 1 from information_schema.columns c
              where c.table_schema = 'auth' and c.table_name = 'users' and c.column_name = 'instance_id') then
    execute 'update auth.users set instance_id = $1 where id = $2' using '00000000-0000-0000-0000-000000000000'::uuid, account;
  end if;
  return account;
end $$;

-- A changed and confirmed address reaches the contact entry by itself. A letter tells the old address, so that somebody who did
-- not ask for the change learns of it.
create function app.follow_address() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.contacts c set email = lower(new.email)
    from public.people p where p.user_id = new.id and c.person_id = p.id;
  insert into public.letters (kind, recipient, facts)
  select 'address-changed', lower(old.email), jsonb_build_object('name', p.name)
    from public.people p where p.user_id = new.id and old.email is not null and new.email is not null;
  return new;
end $$;

create trigger people_follow_address after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function app.follow_address();

-- Who is asking, for the frame of every page: name, session, institutions with roles, and since when their letters have come back.
-- {"codeNeeded": person} while a live session waits for its code; null for nobody.
create function public.who_am_i() returns jsonb
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

-- When a person was last here, by day: when one of their sessions was made or renewed.
create function app.last_seen(account uuid) returns date
  language sql stable security definer set search_path = '' as $$
  select max(coalesce((to_jsonb(s) ->> 'refreshed_at')::timestamptz, (to_jsonb(s) ->> 'updated_at')::timestamptz,
                      (to_jsonb(s) ->> 'created_at')::timestamptz))::date
    from auth.sessions s where s.user_id = account
$$;

-- Takes a person's second factor away, for who lost the device, and signs them out everywhere: they sign in by password alone
-- and are told by letter. Noted in the trail. Nobody does it for themselves: their account page asks for the password.
-- Outcomes: removed · none · refused.
create function public.remove_second_factor(person uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who   public.people;
  count int;
begin
  select * into who from public.people p where p.id = remove_second_factor.person and p.disabled_at is null;
  if (select app.i_coordinate()) is not true or who.id is null or who.id = app.me() then return jsonb_build_object('kind', 'refused'); end if;
  if not app.has_second_factor(who.user_id) then return jsonb_build_object('kind', 'none'); end if;
  delete from auth.mfa_factors f where f.user_id = who.user_id;
  get diagnostics count = row_count;
  delete from auth.sessions s where s.user_id = who.user_id;
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (app.me(), 'person', 'update', 'people', who.id, jsonb_build_object('second_factors', count), jsonb_build_object('second_factors', 0));
  insert into public.letters (kind, recipient, facts)
  select 'second-factor-removed', c.email, jsonb_build_object('name', who.name, 'by', (select p.name from public.people p where p.id = app.me()))
    from public.contacts c where c.person_id = who.id;
  return jsonb_build_object('kind', 'removed');
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.who_am_i(), public.remove_second_factor(uuid) to authenticated;
