-- Invitations: a representative names a person, a letter carries the link, the link makes account and affiliation.
-- Nobody can sign up without one, so an address cannot be taken before its owner arrives.

create table public.invitations (
  id             uuid primary key default gen_random_uuid(),
  institution_id uuid not null references public.institutions (id) on delete cascade,
  email          text not null check (app.is_email(email)),
  name           text not null check (app.is_single_line(name, 120)),
  role           public.affiliation_role not null default 'member',
  token_hash     bytea not null unique,
  invited_by     uuid references public.people (id) on delete set null,
  created_at     timestamptz not null default now(),
  expires_at     timestamptz not null default now() + interval '14 days',
  accepted_at    timestamptz,
  revoked_at     timestamptz,
  constraint invitations_moments_check check (app.is_moment(expires_at) and app.is_moment(accepted_at) and app.is_moment(revoked_at))
);
create index invitations_institution on public.invitations (institution_id);
create index invitations_invited_by on public.invitations (invited_by);
create unique index invitations_one_open on public.invitations (institution_id, email)
  where accepted_at is null and revoked_at is null;
alter table public.invitations enable row level security;
grant select (id, institution_id, email, name, role, invited_by, created_at, expires_at, accepted_at, revoked_at)
  on public.invitations to authenticated;
grant update (revoked_at) on public.invitations to authenticated;
grant all on public.invitations to service_role;

create policy "invitations are seen by who speaks for the institution" on public.invitations
  for select to authenticated
  using ((select app.i_coordinate()) or institution_id in (select app.institutions_i_represent()));
create policy "invitations are withdrawn by who speaks for the institution" on public.invitations
  for update to authenticated
  using (institution_id in (select app.institutions_i_represent()) and accepted_at is null and revoked_at is null)
  with check (institution_id in (select app.institutions_i_represent()) and revoked_at is not null);

create trigger invitations_in_trail after insert or update on public.invitations
  for each row execute function app.note_in_trail('institution_id', 'role', 'accepted_at', 'revoked_at');

-- An invitation without asking who invites: its link, or null where one is open already.
create function app.invite(institution uuid, email text, name text, role public.affiliation_role, inviter uuid) returns text
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "email" below the insert is the column
declare
  token text := encode(extensions.gen_random_bytes(24), 'hex');
begin
  insert into public.invitations (institution_id, email, name, role, token_hash, invited_by)
  values (invite.institution, lower(btrim(invite.email)), btrim(invite.name), invite.role, extensions.digest(token, 'sha256'), invite.inviter)
  on conflict (institution_id, email) where accepted_at is null and revoked_at is null do nothing;
  return case when found then token end;
end $$;

-- Invites a person to an institution the caller speaks for.
-- Outcomes: invited · refused · already-member · already-invited · too-many (letters to this address, or invitations by the caller
-- or to the institution, within the hour or the day).
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
  if exists (select 1 from public.invitations i where i.institution_id = institution and i.email = address
              and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) then
    return jsonb_build_object('kind', 'already-invited');
  end if;
  if not (app.may_again('invitations by a person', app.me()::text, 150, 300)
          and app.may_again('invitations to an institution', institution::text, 300, 600)
          and app.may_again('invitations to an address', app.digest_of(address), 3, 6)) then
    return jsonb_build_object('kind', 'too-many');
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
    'token', token, 'name', app.fit_to_greet(btrim(invite_person.name)), 'institution', i.name, 'role', invite_person.role,
    'inviter', (select app.fit_to_greet(p.name) from public.people p where p.id = app.me()))
  from public.institutions i where i.id = institution;
  return jsonb_build_object('kind', 'invited', 'id', made);
end $$;

-- Invites up to a hundred people: [{email, name, role}]. Answers one outcome a line, in order, each as `invite_person` says it.
create function public.invite_people(institution uuid, people jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one     jsonb;
  address text;
  answers jsonb := '[]';
begin
  if jsonb_typeof(people) <> 'array' or jsonb_array_length(people) not between 1 and 100 then
    raise exception 'A list of one to a hundred people is asked for.' using errcode = '22023';
  end if;
  -- Counted in one order for everybody: two lists that name the same addresses must not wait for each other.
  if (institution in (select app.institutions_i_represent())) is true then
    perform app.count_in_turn('invitations by a person', app.me()::text);
    perform app.count_in_turn('invitations to an institution', institution::text);
    for address in select distinct app.digest_of(lower(btrim(p ->> 'email'))) as digest from jsonb_array_elements(people) p order by digest loop
      perform app.count_in_turn('invitations to an address', address);
    end loop;
  end if;
  for one in select * from jsonb_array_elements(people) loop
    answers := answers || jsonb_build_array(public.invite_person(institution, one ->> 'email', one ->> 'name',
      (one ->> 'role')::public.affiliation_role) - 'id');
  end loop;
  return answers;
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

-- Accepts an invitation. Without an account one is made from name and password (the letter proved the address); with an account
-- the caller must be signed in to it, second factor included. It never takes a role away: who represents an institution and is
-- invited once more, with a lesser role, goes on representing it. The last representative would otherwise be stopped by the
-- rule that one stays (GP001). Outcomes: joined · sign-in-first · spent.
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
  -- Whoever was to come on a later day is there from today. Roles are in order, the weightiest first.
  on conflict (person_id, institution_id) where ended_on is null
    do update set role = least(public.affiliations.role, excluded.role),
                  started_on = least(public.affiliations.started_on, excluded.started_on);
  update public.invitations set accepted_at = now() where id = invitation.id;
  return jsonb_build_object('kind', 'joined', 'email', invitation.email);
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.invite_person(uuid, text, text, public.affiliation_role),
  public.invite_people(uuid, jsonb) to authenticated;
grant execute on function public.open_invitation(text), public.accept_invitation(text, text, text) to anon, authenticated;
