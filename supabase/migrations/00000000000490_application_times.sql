-- Time passes: what happens to applications by itself. Each function does what is due now and may be called again at any
-- moment, by several processes at once: rows that another one holds are left to it. What stops one application stops no other.
-- Each answers {done: how many, leftOut: [{application: its id, reason}]}.

-- Warns of silence: a draft nobody wrote in, a request nobody answered. Once, some days before the end.
create function public.warn_silent_applicants() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  terms    public.alliance_settings;
  one      record;
  done     int := 0;
  left_out jsonb := '[]';
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
    begin
      update public.applications a set warned_at = now() where a.id = one.id;
      perform app.write_to_applicant(one.id, 'application-expiring', jsonb_build_object('due', one.ends_at, 'draft', one.state = 'draft'));
      done := done + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('application', one.id, 'reason', sqlstate);
    end;
  end loop;
  return jsonb_build_object('done', done, 'leftOut', left_out);
end $$;

-- Ends what stayed silent, never before its warning had its days.
create function public.expire_applications() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  terms    public.alliance_settings;
  one      record;
  done     int := 0;
  left_out jsonb := '[]';
begin
  select * into terms from public.alliance_settings;
  for one in
    select a.id, a.submitted_at from public.applications a
     where a.warned_at < now() - make_interval(days => terms.warning_days)
       and ((a.state = 'draft' and a.heard_from_at < now() - make_interval(days => terms.draft_days))
         or (a.state = 'information requested' and a.answer_due_at < now()))
     order by a.id limit 200 for update skip locked
  loop
    begin
      update public.applications a set state = 'expired', paused_at = null, closed_at = now() where a.id = one.id;
      perform app.write_to_applicant(one.id, 'application-expired', jsonb_build_object('draft', one.submitted_at is null));
      if one.submitted_at is not null then perform app.tell_coordinators(one.id, 'application-lapsed'); end if;
      done := done + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('application', one.id, 'reason', sqlstate);
    end;
  end loop;
  return jsonb_build_object('done', done, 'leftOut', left_out);
end $$;

-- Reminds coordinators, once, of an application whose day comes near.
create function public.remind_of_reviews() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one      record;
  done     int := 0;
  left_out jsonb := '[]';
begin
  for one in
    select a.id from public.applications a
     where a.state in ('submitted', 'under review') and a.reminded_at is null
       and a.review_due_at < now() + make_interval(days => (select s.warning_days from public.alliance_settings s))
     order by a.id limit 200 for update skip locked
  loop
    begin
      update public.applications a set reminded_at = now() where a.id = one.id;
      perform app.tell_coordinators(one.id, 'application-due');
      done := done + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('application', one.id, 'reason', sqlstate);
    end;
  end loop;
  return jsonb_build_object('done', done, 'leftOut', left_out);
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.warn_silent_applicants(), public.expire_applications(), public.remind_of_reviews()
  to service_role;
