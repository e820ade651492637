-- Jobs go on: what stops one person's letter, or one application, stops nobody else's.

-- Puts the daily letters that are due into the outbox: from seven in the morning where the person is, once a day. Answers how
-- many were made, and who got none because theirs could not be: [{person, reason}].
create or replace function public.send_digests() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one      record;
  made     int := 0;
  today    date;
  left_out jsonb := '[]';
begin
  for one in
    select p.id, p.name, p.time_zone, c.email from public.people p join public.contacts c on c.person_id = p.id
     where p.disabled_at is null and c.bounced_at is null and exists (select 1 from public.digest_items d where d.person_id = p.id)
       and extract(hour from app.local_now(p.time_zone)) >= 7
       and not exists (select 1 from public.digests_sent s where s.person_id = p.id and s.sent_on >= app.local_now(p.time_zone)::date)
     order by p.id limit 200 for update of p skip locked
  loop
    today := app.local_now(one.time_zone)::date;
    -- Looked at again under the lock: another process may have served them a moment ago.
    continue when exists (select 1 from public.digests_sent s where s.person_id = one.id and s.sent_on >= today);
    begin
      insert into public.letters (kind, recipient, facts)
      select 'digest', one.email, jsonb_build_object('name', one.name,
               'items', jsonb_agg(jsonb_build_object('kind', d.kind, 'facts', d.facts || jsonb_build_object('name', one.name)) order by d.id))
        from public.digest_items d where d.person_id = one.id;
      delete from public.digest_items d where d.person_id = one.id;
      insert into public.digests_sent (person_id, sent_on) values (one.id, today)
        on conflict (person_id) do update set sent_on = excluded.sent_on;
      made := made + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('person', one.id, 'reason', sqlstate);
    end;
  end loop;
  return jsonb_build_object('made', made, 'leftOut', left_out);
end $$;

-- The same for what time does to applications. Each answers {done: how many, leftOut: [{application: its id, reason}]}.
drop function public.warn_silent_applicants();
drop function public.expire_applications();
drop function public.remind_of_reviews();

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

revoke execute on function public.warn_silent_applicants(), public.expire_applications(), public.remind_of_reviews()
  from public, anon, authenticated;
grant execute on function public.warn_silent_applicants(), public.expire_applications(), public.remind_of_reviews() to service_role;
