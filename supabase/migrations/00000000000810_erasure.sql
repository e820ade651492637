-- Leaving the portal: what erasure takes, and who may not leave yet (decision 025).

-- Institutions that would be left without a primary representative if this person went.
create function app.left_without(person uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_agg(i.name order by i.name) from (
    select distinct a.institution_id from public.affiliations a
     where a.person_id = left_without.person and a.role = 'primary representative'
       and (a.ended_on is null or a.ended_on > current_date)) mine
    join public.institutions i on i.id = mine.institution_id and i.status = 'active'
   where not exists (
     select 1 from public.affiliations o join public.people p on p.id = o.person_id and p.disabled_at is null
      where o.institution_id = i.id and o.person_id <> left_without.person and o.role = 'primary representative'
        and o.started_on <= current_date and o.ended_on is null)
$$;

-- Removes the contact person of an application that ended: name, position, address, letters, links, and what they wrote.
create function app.forget_contact(application uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.application_links l where l.application_id = forget_contact.application;
  delete from public.letters l where l.application_id = forget_contact.application;
  delete from public.application_messages m where m.application_id = forget_contact.application and m.from_applicant;
  update public.applications a set email = null, email_verified_at = null, focal_name = null, focal_position = null
   where a.id = forget_contact.application;
end $$;

-- What others wrote about a person by address follows when the address changes, so that export and erasure find it.
create function app.address_follows() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.application_links l
   using public.applications a where a.email = old.email and l.application_id = a.id and l.by_letter;
  update public.applications a set email = new.email where a.email = old.email;
  update public.applications a set referees = (
    select jsonb_agg(case when r.value ->> 'email' = old.email then r.value || jsonb_build_object('email', new.email) else r.value end
                     order by r.ordinality)
      from jsonb_array_elements(a.referees) with ordinality r)
   where a.id in (select app.applications_naming(old.email));
  update public.invitations v set email = new.email where v.email = old.email and v.accepted_at is not null;
  return null;
end $$;

create trigger contacts_address_follows after update of email on public.contacts
  for each row when (old.email is distinct from new.email) execute function app.address_follows();

-- Erases the applications that a person made: drafts go, those that are being reviewed are withdrawn, and those that ended
-- lose their contact person. Where others named the person as a referee, the entry goes.
create function app.erase_applications(address text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one public.applications;
begin
  for one in select * from public.applications a where a.email = erase_applications.address order by a.id for update loop
    if one.state = 'draft' then
      delete from public.applications a where a.id = one.id;
      continue;
    end if;
    if one.state in ('submitted', 'under review', 'information requested') then
      update public.applications a set state = 'withdrawn', paused_at = null, closed_at = now(), heard_from_at = now() where a.id = one.id;
      perform app.tell_coordinators(one.id, 'application-taken-back');
    end if;
    perform app.forget_contact(one.id);
  end loop;
  update public.applications a set referees = coalesce((
    select jsonb_agg(r.value order by r.ordinality) from jsonb_array_elements(a.referees) with ordinality r
     where r.value ->> 'email' is distinct from erase_applications.address), '[]'::jsonb)
   where a.id in (select app.applications_naming(erase_applications.address));
  delete from public.application_links l where l.email = erase_applications.address;
end $$;

-- Erases an account with all that Auth keeps of it. Its own log of sign-ins names people by address and goes with nothing:
-- hosted Supabase fills it, the embedded one does not.
create function app.erase_account(account uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from auth.users u where u.id = erase_account.account;
  if to_regclass('auth.audit_log_entries') is not null
     and has_table_privilege('auth.audit_log_entries', 'SELECT, DELETE') then
    delete from auth.audit_log_entries e where e.payload ->> 'actor_id' = erase_account.account::text;
  end if;
end $$;

-- Erases the caller: account, address, profile, photo, sessions, visits, wishes, rights, letters and what they applied for go;
-- affiliations end today; what they signed and decided keeps a name, their own or "Former member", as they choose. An
-- institution that takes part is not left without a primary representative, nor the alliance without a coordinator.
-- Outcomes: erased · last-representative (with the institutions) · last-coordinator · refused.
create function public.erase_me(keep_name boolean) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who     public.people;
  address text;
  account uuid;
begin
  select * into who from public.people p where p.id = app.me() for update;
  if who.id is null then return jsonb_build_object('kind', 'refused'); end if;
  account := who.user_id;
  -- Of two who leave at once the second is told that they are the last.
  perform 1 from public.institutions i where i.id in (
    select a.institution_id from public.affiliations a where a.person_id = who.id and a.role = 'primary representative') order by i.id for update;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));

  select c.email into address from public.contacts c where c.person_id = who.id;
  update public.affiliations a set ended_on = greatest(a.started_on, current_date)
   where a.person_id = who.id and (a.ended_on is null or a.ended_on > current_date);
  update public.alliance_roles r set ended_on = greatest(r.started_on, current_date)
   where r.person_id = who.id and (r.ended_on is null or r.ended_on > current_date);
  perform app.erase_applications(address);
  update public.applications a set assigned_to = null
   where a.assigned_to = who.id and a.state in ('submitted', 'under review', 'information requested');
  update public.application_conflicts c set reason = '…' where c.person_id = who.id;
  delete from public.chapter_grants g where g.person_id = who.id;
  delete from public.chapter_visits v where v.person_id = who.id;
  delete from public.person_details d where d.person_id = who.id;
  delete from public.known_names k where k.person_id = who.id;
  delete from public.person_photos ph where ph.person_id = who.id;
  delete from public.mail_wishes w where w.person_id = who.id;
  delete from public.digest_items d where d.person_id = who.id;
  delete from public.digests_sent s where s.person_id = who.id;
  delete from public.onboarding_put_away o where o.person_id = who.id;
  delete from public.invitations v where v.email = address;
  delete from public.letters l where l.recipient = address;
  delete from public.contacts c where c.person_id = who.id;
  update public.people p set name = case when keep_name then p.name else 'Former member' end, time_zone = 'UTC',
         user_id = null, disabled_at = coalesce(p.disabled_at, now()) where p.id = who.id;
  perform app.erase_account(account);
  return jsonb_build_object('kind', 'erased');
-- The triggers on affiliations and roles say who is the last. Nothing was changed then.
exception
  when sqlstate 'GP001' then
    return jsonb_build_object('kind', 'last-representative', 'institutions', coalesce(app.left_without(who.id), '[]'::jsonb));
  when sqlstate 'GP002' then
    return jsonb_build_object('kind', 'last-coordinator');
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.erase_me(boolean) to authenticated;
