-- Accounts: passwords as everybody types them, a letter to the address that is left, and wishes kept by one function.

-- ── Passwords ────────────────────────────────────────────────────────────────────────────────────

-- An account as Supabase Auth itself would write it, with the address already proven. Letters with signs above them are written in
-- two ways, by the keyboard's choice: a password is kept in one (NFC). bcrypt reads 72 bytes: what is longer would be a shorter
-- password than it seems.
create or replace function app.create_account(email text, password text) returns uuid
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

-- ── Addresses ────────────────────────────────────────────────────────────────────────────────────

-- A changed and confirmed address reaches the contact entry by itself, and the address that was left is told: whoever did not ask
-- for the change learns of it there.
create or replace function app.follow_address() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.contacts c set email = lower(new.email)
    from public.people p where p.user_id = new.id and c.person_id = p.id;
  insert into public.letters (kind, recipient, facts)
  select 'address-changed', lower(old.email), jsonb_build_object('name', p.name)
    from public.people p where p.user_id = new.id and old.email is not null and new.email is not null;
  return new;
end $$;

-- ── Wishes ───────────────────────────────────────────────────────────────────────────────────────

-- Keeps what the caller wants to be told by letter: {"application": "daily", …}. Kinds that are not named stay as they are.
-- Answers all wishes as they are then.
create function public.keep_mail_wishes(wishes jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := app.me();
begin
  if me is null then
    raise exception 'Nobody is signed in.' using errcode = 'insufficient_privilege';
  end if;
  insert into public.mail_wishes as w (person_id, kind, cadence)
  select me, wish.key, wish.value::public.mail_cadence from jsonb_each_text(wishes) wish
  on conflict (person_id, kind) do update set cadence = excluded.cadence;
  return public.my_mail_wishes();
end $$;

-- The function is the one way to write them.
revoke insert, update, delete on public.mail_wishes from authenticated;
drop policy "people make their own wishes" on public.mail_wishes;
drop policy "people change their own wishes" on public.mail_wishes;
drop policy "people take back their own wishes" on public.mail_wishes;

revoke execute on function public.keep_mail_wishes(jsonb) from public, anon, authenticated;
grant execute on function public.keep_mail_wishes(jsonb) to authenticated;
