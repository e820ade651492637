-- Coordinators come and go by date, and can help who lost a second factor. The alliance always keeps a coordinator.

-- The last coordinator cannot leave, nor fix a day to leave, without another one who is there already and has no such day.
create function app.keep_a_coordinator() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.role <> 'coordinator' or old.ended_on <= current_date or old.started_on > current_date then return new; end if;
  if new.role = 'coordinator' and new.started_on <= current_date and (new.ended_on is null or new.ended_on >= old.ended_on) then return new; end if;
  -- Of two who leave at once the second is told that they are the last.
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  if not exists (
    select 1 from public.alliance_roles r join public.people p on p.id = r.person_id and p.disabled_at is null
     where r.id <> old.id and r.role = 'coordinator' and r.started_on <= current_date and r.ended_on is null) then
    raise exception 'The last coordinator cannot leave without another one.' using errcode = 'GP002';
  end if;
  return new;
end $$;
create trigger alliance_roles_keep_a_coordinator before update on public.alliance_roles
  for each row execute function app.keep_a_coordinator();
revoke execute on function app.keep_a_coordinator() from public;

-- Names a coordinator from a day on, until a day (on which the role is over) or without end.
-- Outcomes: named · already (has the role within these days) · closed (the account is) · days-unfit · refused.
create function public.name_coordinator(person uuid, from_day date, until_day date) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who public.people;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into who from public.people p where p.id = name_coordinator.person;
  if who.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if who.disabled_at is not null then return jsonb_build_object('kind', 'closed'); end if;
  if from_day is null or until_day <= greatest(from_day, current_date) then return jsonb_build_object('kind', 'days-unfit'); end if;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  if exists (select 1 from public.alliance_roles r where r.person_id = who.id and r.role = 'coordinator'
               and daterange(r.started_on, r.ended_on) && daterange(from_day, until_day)) then
    return jsonb_build_object('kind', 'already');
  end if;
  insert into public.alliance_roles (person_id, role, started_on, ended_on) values (who.id, 'coordinator', from_day, until_day);
  return jsonb_build_object('kind', 'named');
end $$;

-- Sets the days of a coordinator's role that has not ended: until_day is the first day without it, null for no end.
-- Outcomes: dated · already (has the role a second time within these days) · gone · days-unfit · last-coordinator · refused.
create function public.date_coordinator(held uuid, from_day date, until_day date) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.alliance_roles;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  select * into stands from public.alliance_roles r
   where r.id = held and r.role = 'coordinator' and (r.ended_on is null or r.ended_on > current_date) for update;
  if stands.id is null then return jsonb_build_object('kind', 'gone'); end if;
  if from_day is null or until_day < from_day or (until_day = from_day and from_day > current_date) then
    return jsonb_build_object('kind', 'days-unfit');
  end if;
  if exists (select 1 from public.alliance_roles r where r.person_id = stands.person_id and r.role = 'coordinator' and r.id <> stands.id
               and daterange(r.started_on, r.ended_on) && daterange(from_day, until_day)) then
    return jsonb_build_object('kind', 'already');
  end if;
  update public.alliance_roles r set started_on = from_day, ended_on = until_day where r.id = stands.id;
  return jsonb_build_object('kind', 'dated');
exception when sqlstate 'GP002' then
  return jsonb_build_object('kind', 'last-coordinator');
end $$;

-- Takes a person's second factor away, for who lost the device, and signs them out everywhere: they sign in by password alone
-- and are told by letter. Noted in the trail. Nobody does it for themselves: their account page asks for the password.
-- Outcomes: removed · none · refused.
create function public.remove_second_factor(person uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who   public.people;
  count int;
begin
  select * into who from public.people p where p.id = remove_second_factor.person and p.disabled_at is null;
  if (select app.i_coordinate()) is not true or who.id is null or who.id = app.me() then return jsonb_build_object('kind', 'refused'); end if;
  if not app.has_second_factor(who.user_id) then return jsonb_build_object('kind', 'none'); end if;
  delete from auth.mfa_factors f where f.user_id = who.user_id;
  get diagnostics count = row_count;
  delete from auth.sessions s where s.user_id = who.user_id;
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (app.me(), 'person', 'update', 'people', who.id, jsonb_build_object('second_factors', count), jsonb_build_object('second_factors', 0));
  insert into public.letters (kind, recipient, facts)
  select 'second-factor-removed', c.email, jsonb_build_object('name', who.name, 'by', (select p.name from public.people p where p.id = app.me()))
    from public.contacts c where c.person_id = who.id;
  return jsonb_build_object('kind', 'removed');
end $$;

-- A person as coordinators manage them. Null for who does not coordinate, and where there is nobody.
create function public.person_managed(person uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'name', p.name, 'me', p.id = app.me(),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
    'account', case when p.disabled_at is not null then 'closed' when p.user_id is null then 'none' else 'open' end,
    'lastSeen', app.last_seen(p.user_id),
    'secondFactor', app.has_second_factor(p.user_id),
    'roles', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'startedOn', r.started_on, 'endedOn', r.ended_on,
          'when', case when r.ended_on <= current_date then 'over' when r.started_on > current_date then 'coming' else 'now' end)
          order by r.started_on desc) from public.alliance_roles r where r.person_id = p.id and r.role = 'coordinator'), '[]'::jsonb))
  from public.people p where p.id = person_managed.person and (select app.i_coordinate())
$$;

revoke execute on function public.name_coordinator(uuid, date, date), public.date_coordinator(uuid, date, date),
  public.remove_second_factor(uuid), public.person_managed(uuid) from public, anon, authenticated;
grant execute on function public.name_coordinator(uuid, date, date), public.date_coordinator(uuid, date, date),
  public.remove_second_factor(uuid), public.person_managed(uuid) to authenticated;
