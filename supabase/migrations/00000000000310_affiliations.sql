-- Roles with dates: who speaks for an institution says from which day to which day somebody has a role there, and which one
-- follows. Nothing happens on the day itself: rights are derived from the dates whenever they are asked for.
-- An affiliation changes by functions only, which lock the institution first, as a handover does. One that is over stays over:
-- who is to come back is invited, and answers.

-- Hands the primary representation over to somebody who is at the institution today. Whoever hands over becomes alternate;
-- when a coordinator does it, all who were primary representatives do. Both sides are told.
-- Outcomes: handed-over (with the successor's name) · not-there · refused.
create function public.hand_over(institution uuid, successor uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  member  public.institutions;
  coming  public.affiliations;
  going   public.affiliations;
  by_own  boolean;
begin
  if (institution in (select app.institutions_i_represent())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into member from public.institutions i where i.id = institution for update;
  select * into coming from app.active_affiliations() a
   where a.institution_id = member.id and a.person_id = successor and a.role <> 'primary representative' and a.ended_on is null;
  if coming.id is null then return jsonb_build_object('kind', 'not-there'); end if;
  by_own := exists (select 1 from app.active_affiliations() a
    where a.institution_id = member.id and a.person_id = app.me() and a.role = 'primary representative');
  update public.affiliations a set role = 'primary representative' where a.id = coming.id;
  for going in select * from app.active_affiliations() a
      where a.institution_id = member.id and a.role = 'primary representative' and a.id <> coming.id
        and (a.person_id = app.me() or not by_own) loop
    update public.affiliations a set role = 'alternate' where a.id = going.id;
    perform app.tell(going.person_id, 'institution', 'handed-over', jsonb_build_object('institution', member.name, 'slug', member.slug,
      'successor', (select p.name from public.people p where p.id = successor)));
  end loop;
  perform app.tell(successor, 'institution', 'taken-over', jsonb_build_object('institution', member.name, 'slug', member.slug,
    'by', (select p.name from public.people p where p.id = app.me())));
  return jsonb_build_object('kind', 'handed-over', 'name', (select p.name from public.people p where p.id = successor));
end $$;

-- Gives somebody another role from today on, or ends it today (role null). Outcomes: amended · gone · last-representative.
create function public.amend_affiliation(affiliation uuid, role public.affiliation_role) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.affiliations := app.affiliation_to_date(affiliation);
begin
  if stands.id is null then return jsonb_build_object('kind', 'gone'); end if;
  update public.affiliations a
     set role = coalesce(amend_affiliation.role, a.role),
         ended_on = case when amend_affiliation.role is null then greatest(a.started_on, current_date) else a.ended_on end
   where a.id = stands.id;
  return jsonb_build_object('kind', 'amended');
exception when sqlstate 'GP001' then
  return jsonb_build_object('kind', 'last-representative');
end $$;

-- An affiliation that has not ended, locked together with its institution; null when there is none or the caller does not speak
-- for the institution. The institution comes first, as in a handover, so that two who meet do not wait for each other.
create function app.affiliation_to_date(affiliation uuid) returns public.affiliations
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.affiliations;
begin
  perform 1 from public.institutions i
   where i.id = (select a.institution_id from public.affiliations a where a.id = affiliation)
     and i.id in (select app.institutions_i_represent()) for update;
  if not found then return null; end if;
  select * into stands from public.affiliations a
   where a.id = affiliation and (a.ended_on is null or a.ended_on > current_date) for update;
  return stands;
end $$;

-- Whether the same person has another role at the same institution within these days.
create function app.overlaps_another_role(stands public.affiliations, from_day date, until_day date) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.affiliations a
   where a.person_id = stands.person_id and a.institution_id = stands.institution_id and a.id <> stands.id
     and daterange(a.started_on, a.ended_on) && daterange(from_day, until_day))
$$;

-- Sets the days of a role that has not ended: until_day is the first day without it, null for no end.
-- Outcomes: dated · gone · days-unfit · overlaps · last-representative.
create function public.date_affiliation(affiliation uuid, from_day date, until_day date) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.affiliations := app.affiliation_to_date(affiliation);
begin
  if stands.id is null then return jsonb_build_object('kind', 'gone'); end if;
  if from_day is null or until_day < from_day or (until_day = from_day and from_day > current_date) then
    return jsonb_build_object('kind', 'days-unfit');
  end if;
  if app.overlaps_another_role(stands, from_day, until_day) then return jsonb_build_object('kind', 'overlaps'); end if;
  update public.affiliations a set started_on = from_day, ended_on = until_day where a.id = stands.id;
  return jsonb_build_object('kind', 'dated');
exception when sqlstate 'GP001' then
  return jsonb_build_object('kind', 'last-representative');
end $$;

-- Gives somebody who is at the institution another role from a later day on: the one they have ends that day, and the new one
-- takes over whatever end that had. Outcomes: planned · gone · days-unfit · overlaps · last-representative.
create function public.plan_role(affiliation uuid, role public.affiliation_role, from_day date) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.affiliations := app.affiliation_to_date(affiliation);
begin
  if stands.id is null then return jsonb_build_object('kind', 'gone'); end if;
  if from_day is null or from_day <= greatest(current_date, stands.started_on) or from_day >= stands.ended_on then
    return jsonb_build_object('kind', 'days-unfit');
  end if;
  if app.overlaps_another_role(stands, from_day, stands.ended_on) then return jsonb_build_object('kind', 'overlaps'); end if;
  update public.affiliations a set ended_on = from_day where a.id = stands.id;
  insert into public.affiliations (person_id, institution_id, role, started_on, ended_on)
  values (stands.person_id, stands.institution_id, plan_role.role, from_day, stands.ended_on);
  return jsonb_build_object('kind', 'planned');
exception when sqlstate 'GP001' then
  return jsonb_build_object('kind', 'last-representative');
end $$;

-- Takes back a role that has not begun; one that was to end for it goes on instead. Outcomes: taken-back · gone.
create function public.take_back_role(affiliation uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.affiliations := app.affiliation_to_date(affiliation);
begin
  if stands.id is null or stands.started_on <= current_date then return jsonb_build_object('kind', 'gone'); end if;
  delete from public.affiliations a where a.id = stands.id;
  update public.affiliations a set ended_on = stands.ended_on
   where a.person_id = stands.person_id and a.institution_id = stands.institution_id and a.ended_on = stands.started_on;
  return jsonb_build_object('kind', 'taken-back');
end $$;

-- The people of an institution as who speaks for it keeps them, each role with its days. Null for everybody else.
create function public.institution_roles(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'today', current_date,
    'roles', coalesce((
      select jsonb_agg(jsonb_build_object('id', a.id, 'personId', p.id, 'name', p.name, 'role', a.role,
          'startedOn', a.started_on, 'endedOn', a.ended_on,
          'when', case when a.ended_on <= current_date then 'over' when a.started_on > current_date then 'coming' else 'now' end)
          order by a.role, p.name, a.started_on desc, a.id)
        from public.affiliations a join public.people p on p.id = a.person_id
       where a.institution_id = i.id and (p.disabled_at is null or a.ended_on <= current_date)), '[]'::jsonb))
  from public.institutions i
  where i.slug = institution_roles.slug and i.id in (select app.institutions_i_represent())
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.hand_over(uuid, uuid), public.amend_affiliation(uuid, public.affiliation_role),
  public.date_affiliation(uuid, date, date), public.plan_role(uuid, public.affiliation_role, date),
  public.take_back_role(uuid), public.institution_roles(text) to authenticated;
