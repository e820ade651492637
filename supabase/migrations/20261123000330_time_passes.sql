-- Time passes: what happens to applications by itself. Each function does what is due now and may be called again at any
-- moment, by several processes at once: rows that another one holds are left to it.

-- Warns of silence: a draft nobody wrote in, a request nobody answered. Once, some days before the end. Returns how many.
create function public.warn_silent_applicants() returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  terms public.alliance_settings;
  one   record;
  done  int := 0;
begin
  select * into terms from public.alliance_settings;
  for one in
    select a.id, a.state, coalesce(a.answer_due_at, a.heard_from_at + make_interval(days => terms.draft_days)) as ends_at
      from public.applications a
     where a.warned_at is null
       and ((a.state = 'draft' and a.heard_from_at < now() - make_interval(days => terms.draft_days - terms.warning_days))
         or (a.state = 'information requested' and a.answer_due_at < now() + make_interval(days => terms.warning_days)))
     order by a.id limit 200 for update skip locked
  loop
    update public.applications a set warned_at = now() where a.id = one.id;
    perform app.write_to_applicant(one.id, 'application-expiring', jsonb_build_object('due', one.ends_at, 'draft', one.state = 'draft'));
    done := done + 1;
  end loop;
  return done;
end $$;

-- Ends what stayed silent, never before its warning had its days. Returns how many.
create function public.expire_applications() returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  terms public.alliance_settings;
  one   record;
  done  int := 0;
begin
  select * into terms from public.alliance_settings;
  for one in
    select a.id, a.submitted_at from public.applications a
     where a.warned_at < now() - make_interval(days => terms.warning_days)
       and ((a.state = 'draft' and a.heard_from_at < now() - make_interval(days => terms.draft_days))
         or (a.state = 'information requested' and a.answer_due_at < now()))
     order by a.id limit 200 for update skip locked
  loop
    update public.applications a set state = 'expired', paused_at = null, closed_at = now() where a.id = one.id;
    perform app.write_to_applicant(one.id, 'application-expired', jsonb_build_object('draft', one.submitted_at is null));
    if one.submitted_at is not null then perform app.tell_coordinators(one.id, 'application-lapsed'); end if;
    done := done + 1;
  end loop;
  return done;
end $$;

-- Reminds coordinators, once, of an application whose day comes near. Returns how many.
create function public.remind_of_reviews() returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one  record;
  done int := 0;
begin
  for one in
    select a.id from public.applications a
     where a.state in ('submitted', 'under review') and a.reminded_at is null
       and a.review_due_at < now() + make_interval(days => (select s.warning_days from public.alliance_settings s))
     order by a.id limit 200 for update skip locked
  loop
    update public.applications a set reminded_at = now() where a.id = one.id;
    perform app.tell_coordinators(one.id, 'application-due');
    done := done + 1;
  end loop;
  return done;
end $$;

-- Forgets applications that led nowhere: those handed in after the months of retention, drafts a month after they ended.
-- Papers, messages, links and letters go with them; the audit trail keeps number and states. Returns how many.
create function public.purge_applications() returns int
  language plpgsql volatile security definer set search_path = '' as $$
declare
  done int;
begin
  delete from public.applications where id in (
    select a.id from public.applications a, public.alliance_settings s
     where a.state in ('declined', 'withdrawn', 'expired')
       and a.closed_at < now() - case when a.submitted_at is null then interval '1 month' else make_interval(months => s.retention_months) end
     limit 200 for update of a skip locked);
  get diagnostics done = row_count;
  delete from public.application_links l where l.expires_at < now();
  return done;
end $$;

revoke execute on function public.warn_silent_applicants(), public.expire_applications(), public.remind_of_reviews(),
  public.purge_applications() from public, anon, authenticated;
grant execute on function public.warn_silent_applicants(), public.expire_applications(), public.remind_of_reviews(),
  public.purge_applications() to service_role;
