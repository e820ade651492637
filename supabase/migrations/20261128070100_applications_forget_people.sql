-- What time and erasure do with applications: decision 025. Every column that can hold data about people is listed in
-- supabase/tests/personal-data.ts.

-- An application that ended may lose its address. A decision stays on record, without the people it named.
alter table public.applications
  alter column email drop not null,
  add column anonymised_at timestamptz,
  add check (email is not null or state in ('accepted', 'declined', 'withdrawn', 'expired')),
  add check (anonymised_at is null or (email is null and closed_at is not null));

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

-- Leaves of an application that was accepted what the alliance has to account for: who applied, when, who decided how.
create function app.anonymise_application(application uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app.forget_contact(anonymise_application.application);
  delete from public.application_papers p where p.application_id = anonymise_application.application;
  delete from public.application_messages m where m.application_id = anonymise_application.application;
  delete from public.application_notes n where n.application_id = anonymise_application.application;
  update public.application_voices v set reasons = '…' where v.application_id = anonymise_application.application;
  update public.application_conflicts c set reason = '…' where c.application_id = anonymise_application.application;
  update public.applications a set referees = '[]', mandate = null, work = null, conflicts = null, decision_reason = null,
         anonymised_at = now()
   where a.id = anonymise_application.application;
end $$;

-- Forgets applications when their time is over. Those that led nowhere are deleted: handed in ones after the months of
-- retention, drafts a month after they ended. Accepted ones are anonymised after the months of retention.
-- Answers {done: how many, leftOut: [{application: its id, reason}]}: what stops one stops no other.
drop function public.purge_applications();
create function public.purge_applications() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  months   int := (select s.retention_months from public.alliance_settings s);
  one      record;
  done     int := 0;
  left_out jsonb := '[]';
begin
  for one in
    select a.id, a.state = 'accepted' as stays from public.applications a
     where (a.state in ('declined', 'withdrawn', 'expired')
             and a.closed_at < now() - case when a.submitted_at is null then interval '1 month' else make_interval(months => months) end)
        or (a.state = 'accepted' and a.closed_at < now() - make_interval(months => months)
             and (a.anonymised_at is null
               or exists (select 1 from public.application_notes n
                           where n.application_id = a.id and n.created_at < now() - make_interval(months => months))))
     limit 200 for update of a skip locked
  loop
    begin
      if one.stays then perform app.anonymise_application(one.id);
      else delete from public.applications a where a.id = one.id; end if;
      done := done + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('application', one.id, 'reason', sqlstate);
    end;
  end loop;
  delete from public.application_links l where l.expires_at < now();
  return jsonb_build_object('done', done, 'leftOut', left_out);
end $$;
revoke execute on function public.purge_applications() from public, anon, authenticated;
grant execute on function public.purge_applications() to service_role;

-- Writes to the applicant; nothing else changes. Outcomes: sent · conflict · closed (nobody is left to write to) · refused.
create or replace function public.message_applicant(application uuid, body text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications := app.application_for_review(application);
begin
  if stands.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if stands.email is null then return jsonb_build_object('kind', 'closed', 'state', stands.state); end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = app.me()) then
    return jsonb_build_object('kind', 'conflict');
  end if;
  insert into public.application_messages (application_id, kind, from_applicant, author_id, body)
  values (stands.id, 'message', false, app.me(), btrim(message_applicant.body));
  perform app.write_to_applicant(stands.id, 'application-message', jsonb_build_object('text', btrim(message_applicant.body)));
  return jsonb_build_object('kind', 'sent');
end $$;

-- Applications that name an address as a referee's.
create index applications_referees on public.applications using gin (referees jsonb_path_ops);
create function app.applications_naming(address text) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.id from public.applications a
   where a.referees @> jsonb_build_array(jsonb_build_object('email', applications_naming.address))
$$;

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

revoke execute on function app.forget_contact(uuid), app.anonymise_application(uuid), app.applications_naming(text),
  app.address_follows() from public;

-- The text about data on people names applications too, where coordinators have not written a text of their own.
update public.site_texts t
   set version = t.version + 1, content = replace(t.content::text, 'For some weeks: letters sent to you, and attempts to sign in.',
         'For some weeks: letters sent to you, and attempts to sign in. For some months after it ended: an application to join, with the people it names.')::jsonb
 where t.key = 'privacy' and t.saved_by is null;
