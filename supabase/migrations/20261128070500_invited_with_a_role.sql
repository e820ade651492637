-- Accepting an invitation never takes a role away: who represents an institution and is invited once more, with a lesser role,
-- goes on representing it. The last representative would otherwise be stopped by the rule that one stays (GP001).

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
  -- Whoever was to come on a later day is there from today. Roles are in order, the weightiest first.
  on conflict (person_id, institution_id) where ended_on is null
    do update set role = least(public.affiliations.role, excluded.role),
                  started_on = least(public.affiliations.started_on, excluded.started_on);
  update public.invitations set accepted_at = now() where id = invitation.id;
  return jsonb_build_object('kind', 'joined', 'email', invitation.email);
end $$;
