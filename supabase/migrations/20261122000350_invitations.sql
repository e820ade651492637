-- Invitations: a representative names a person, a letter carries the link, the link makes account and affiliation.
-- Nobody can sign up without one, so an address cannot be taken before its owner arrives.

-- Invites a person to an institution the caller speaks for.
-- Outcomes: invited · refused · already-member · already-invited.
create function public.invite_person(institution uuid, email text, name text, role public.affiliation_role) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "email" below the insert is the column
declare
  address text := lower(btrim(invite_person.email));
  token   text := encode(extensions.gen_random_bytes(24), 'hex');
  made    uuid;
begin
  if (institution in (select app.institutions_i_represent())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  if exists (
    select 1 from public.contacts c join app.active_affiliations() a on a.person_id = c.person_id
     where c.email = address and a.institution_id = institution) then
    return jsonb_build_object('kind', 'already-member');
  end if;
  update public.invitations i set revoked_at = now()
   where i.institution_id = institution and i.email = address and i.accepted_at is null and i.revoked_at is null
     and i.expires_at <= now();
  insert into public.invitations (institution_id, email, name, role, token_hash, invited_by)
  values (institution, address, btrim(invite_person.name), invite_person.role, extensions.digest(token, 'sha256'), app.me())
  on conflict (institution_id, email) where accepted_at is null and revoked_at is null do nothing
  returning id into made;
  if made is null then return jsonb_build_object('kind', 'already-invited'); end if;
  insert into public.letters (kind, recipient, facts)
  select 'invitation', address, jsonb_build_object(
    'token', token, 'name', btrim(invite_person.name), 'institution', i.name, 'role', invite_person.role,
    'inviter', (select p.name from public.people p where p.id = app.me()))
  from public.institutions i where i.id = institution;
  return jsonb_build_object('kind', 'invited', 'id', made);
end $$;

-- What the holder of a link may know before accepting; null when the link is spent, withdrawn or too old.
create function public.open_invitation(token text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'institution', inst.name, 'email', i.email, 'name', i.name, 'role', i.role,
    'hasAccount', exists (select 1 from auth.users u where lower(u.email) = i.email))
  from public.invitations i join public.institutions inst on inst.id = i.institution_id
  where i.token_hash = extensions.digest(open_invitation.token, 'sha256')
    and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;

-- Accepts an invitation. Without an account one is made from name and password (the letter proved the address);
-- with an account the caller must be signed in to it.
-- Outcomes: joined · sign-in-first · spent.
create function public.accept_invitation(token text, name text, password text) returns jsonb
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
  elsif account is distinct from (select auth.uid()) then
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
  on conflict (person_id, institution_id) where ended_on is null do update set role = excluded.role;
  update public.invitations set accepted_at = now() where id = invitation.id;
  return jsonb_build_object('kind', 'joined', 'email', invitation.email);
end $$;

-- An account as Supabase Auth itself would write it, with the address already proven.
create function app.create_account(email text, password text) returns uuid
  language plpgsql volatile security definer set search_path = '' as $$
declare
  account uuid := gen_random_uuid();
begin
  if coalesce(char_length(create_account.password), 0) < 10 then
    raise exception 'A password needs at least ten characters.' using errcode = 'invalid_parameter_value';
  end if;
  insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at,
                          raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
                          confirmation_token, recovery_token, email_change, email_change_token_new)
  values (account, 'authenticated', 'authenticated', create_account.email,
          extensions.crypt(create_account.password, extensions.gen_salt('bf', 10)), now(),
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

-- A changed and confirmed address reaches the contact entry by itself.
create function app.follow_address() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.contacts c set email = lower(new.email)
    from public.people p where p.user_id = new.id and c.person_id = p.id;
  return new;
end $$;
create trigger people_follow_address after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function app.follow_address();

revoke execute on function app.follow_address() from public;
revoke execute on function public.invite_person(uuid, text, text, public.affiliation_role),
  public.open_invitation(text), public.accept_invitation(text, text, text), app.create_account(text, text)
  from public, anon, authenticated;
grant execute on function public.invite_person(uuid, text, text, public.affiliation_role) to authenticated;
grant execute on function public.open_invitation(text), public.accept_invitation(text, text, text) to anon, authenticated;
