-- What time does with applications when it is over: decision 025.

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

revoke execute on all functions in schema app, public from public;
grant execute on function public.purge_applications() to service_role;
