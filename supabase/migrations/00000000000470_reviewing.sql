-- Reviewing: what coordinators do with an application. One function a transition; each locks the application first, so that
-- of two coordinators who press at once the second is told what the first one did.

-- Keeps who coordinates, and for which institution, when an application comes in.
create function app.note_panel() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.application_panels (application_id, person_id, institution_id)
  select new.id, c, app.coordinating_institution_of(c) from app.coordinators() c where app.coordinating_institution_of(c) is not null
  on conflict do nothing;
  return null;
end $$;

create trigger applications_note_panel_at_once after insert on public.applications
  for each row when (new.submitted_at is not null) execute function app.note_panel();
create trigger applications_note_panel after update of submitted_at on public.applications
  for each row when (old.submitted_at is null and new.submitted_at is not null) execute function app.note_panel();

-- Who can be heard about an application, and for which institution: those of its panel who coordinate today and declared no
-- conflict of interest. Where none of them is left, those who coordinate today: else nobody could ever decide it.
create function app.heard_about(application uuid) returns table (person_id uuid, institution_id uuid)
  language sql stable security definer set search_path = '' as $$
  with free as (
    select c as person_id from app.coordinators() c
     where not exists (select 1 from public.application_conflicts x where x.application_id = heard_about.application and x.person_id = c)),
  panel as (
    select s.person_id, s.institution_id from public.application_panels s join free using (person_id) where s.application_id = heard_about.application)
  select p.person_id, p.institution_id from panel p
  union all
  select f.person_id, app.coordinating_institution_of(f.person_id) from free f
   where not exists (select 1 from panel) and app.coordinating_institution_of(f.person_id) is not null
$$;

-- What the coordinating institutions say in this round: the latest recommendation of each, from somebody who is heard about
-- this application and still coordinates for the institution.
create function app.voices_on(application uuid) returns table (institution_id uuid, verdict public.application_verdict)
  language sql stable security definer set search_path = '' as $$
  select distinct on (v.institution_id) v.institution_id, v.verdict
    from public.application_voices v join public.applications a on a.id = v.application_id and a.round = v.round
    join app.heard_about(voices_on.application) h on h.person_id = v.person_id and h.institution_id = v.institution_id
   where v.application_id = voices_on.application and app.coordinating_institution_of(v.person_id) = v.institution_id
   order by v.institution_id, v.given_at desc
$$;

-- How many coordinating institutions must be heard: the quorum set by the alliance, but no more than can speak at all (an
-- institution whose coordinators all declared a conflict or gave up the role cannot), and never none. An affiliation that somebody
-- ended meanwhile lowers nothing: else one coordinator could take the others' voices away.
create function app.quorum_on(application uuid) returns int
  language sql stable security definer set search_path = '' as $$
  select greatest(1, least(s.quorum, (select count(distinct h.institution_id) from app.heard_about(quorum_on.application) h)))::int
    from public.alliance_settings s
$$;

-- The application, locked, if the caller coordinates and it was submitted; null otherwise.
create function app.application_for_review(application uuid) returns public.applications
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select * into stands from public.applications a where a.id = application and a.submitted_at is not null for update;
  return stands;
end $$;

-- Gives an application to a coordinator, or to nobody (null); the first look at it begins the review. Neither side may have
-- declared a conflict of interest about it. Outcomes: assigned · conflict (the caller's) · assignee-conflict · refused · closed.
create function public.assign_application(application uuid, person uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications := app.application_for_review(application);
begin
  if stands.id is null or (person is not null and not app.is_coordinator(person)) then return jsonb_build_object('kind', 'refused'); end if;
  if stands.state not in ('submitted', 'under review', 'information requested') then
    return jsonb_build_object('kind', 'closed', 'state', stands.state);
  end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = app.me()) then
    return jsonb_build_object('kind', 'conflict');
  end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = assign_application.person) then
    return jsonb_build_object('kind', 'assignee-conflict');
  end if;
  update public.applications a set assigned_to = person,
         state = case when a.state = 'submitted' and person is not null then 'under review' else a.state end::public.application_state
   where a.id = application;
  return jsonb_build_object('kind', 'assigned');
end $$;

-- Recommends, in the name of one's coordinating institution; a second time in one round replaces the first.
-- Outcomes: given · conflict · no-voice (the caller speaks for no coordinating institution) · named-later (the
-- application came in before the caller got the role) · refused · closed.
create function public.recommend_on_application(application uuid, verdict text, reasons text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands     public.applications := app.application_for_review(application);
  speaks_for uuid := app.coordinating_institution_of(app.me());
begin
  if stands.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if stands.state not in ('submitted', 'under review', 'information requested') then
    return jsonb_build_object('kind', 'closed', 'state', stands.state);
  end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = app.me()) then
    return jsonb_build_object('kind', 'conflict');
  end if;
  if speaks_for is null then return jsonb_build_object('kind', 'no-voice'); end if;
  if not exists (select 1 from app.heard_about(stands.id) h where h.person_id = app.me() and h.institution_id = speaks_for) then
    return jsonb_build_object('kind', 'named-later');
  end if;
  insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons)
  values (stands.id, stands.round, app.me(), speaks_for, recommend_on_application.verdict::public.application_verdict,
          btrim(recommend_on_application.reasons))
  on conflict (application_id, round, person_id) do update
    set institution_id = excluded.institution_id, verdict = excluded.verdict, reasons = excluded.reasons, given_at = now();
  update public.applications a set state = 'under review' where a.id = stands.id and a.state = 'submitted';
  return jsonb_build_object('kind', 'given');
end $$;

-- Declares a conflict of interest: from now on the caller sees this application and has no part in deciding it. It cannot
-- be taken back by the one who declared it. Outcomes: declared · refused · closed.
create function public.declare_conflict(application uuid, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications := app.application_for_review(application);
begin
  if stands.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if stands.state not in ('submitted', 'under review', 'information requested') then
    return jsonb_build_object('kind', 'closed', 'state', stands.state);
  end if;
  insert into public.application_conflicts (application_id, person_id, reason)
  values (stands.id, app.me(), btrim(declare_conflict.reason)) on conflict (application_id, person_id) do nothing;
  update public.applications a set assigned_to = null where a.id = stands.id and a.assigned_to = app.me();
  return jsonb_build_object('kind', 'declared');
end $$;

-- Asks the applicant for something; the time for the review does not go on until the answer.
-- Outcomes: requested · conflict · refused · closed.
create function public.request_information(application uuid, body text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications := app.application_for_review(application);
  due    timestamptz := now() + make_interval(days => (select s.information_days from public.alliance_settings s));
begin
  if stands.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if stands.state not in ('submitted', 'under review') then return jsonb_build_object('kind', 'closed', 'state', stands.state); end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = app.me()) then
    return jsonb_build_object('kind', 'conflict');
  end if;
  insert into public.application_messages (application_id, kind, from_applicant, author_id, body)
  values (stands.id, 'request', false, app.me(), btrim(request_information.body));
  update public.applications a set state = 'information requested', paused_at = now(), answer_due_at = due, warned_at = null where a.id = stands.id;
  perform app.write_to_applicant(stands.id, 'application-request', jsonb_build_object('text', btrim(request_information.body), 'due', due));
  return jsonb_build_object('kind', 'requested');
end $$;

-- Writes to the applicant; nothing else changes. Outcomes: sent · conflict · closed (nobody is left to write to) · refused.
create function public.message_applicant(application uuid, body text) returns jsonb
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

-- ── The decision ──────────────────────────────────────────────────────────────────────────────────

-- An address for a name: small letters and figures of the Latin alphabet, accents dropped; the first that is free.
create function app.free_slug(name text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  plain     text := lower(regexp_replace(normalize(free_slug.name, nfd), '[\u0300-\u036f]', '', 'g'));
  stem      text := btrim(left(btrim(regexp_replace(plain, '[^a-z0-9]+', '-', 'g'), '-'), 70), '-');
  candidate text;
  n         int := 1;
begin
  perform pg_advisory_xact_lock(hashtextextended('institutions.slug', 0));
  stem := coalesce(nullif(stem, ''), 'institution');
  candidate := stem;
  while exists (select 1 from public.institutions i where i.slug = candidate) loop n := n + 1; candidate := stem || '-' || n; end loop;
  return candidate;
end $$;

-- What an applicant wished is how the institution begins.
create function app.list_as_wished() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.institutions i set listed = coalesce(new.show_in_directory, false) where i.id = new.institution_id;
  return null;
end $$;

create trigger applications_list_as_wished after update of institution_id on public.applications
  for each row when (old.institution_id is null and new.institution_id is not null and new.state = 'accepted')
  execute function app.list_as_wished();

-- Decides. Enough coordinating institutions must have been heard; to accept, more of them must be for it than against, to
-- decline, at least as many against it as for. A decline has a reason. Accepting makes the institution and invites its focal
-- person, in the same transaction.
-- Outcomes: decided (with the institution's slug) · closed (with the state that it has) · no-quorum (heard, needed) ·
-- against-voices · reason-missing · conflict · no-voice · named-later · refused.
create function public.decide_application(application uuid, verdict text, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands   public.applications := app.application_for_review(application);
  given    public.application_verdict := decide_application.verdict::public.application_verdict;
  why      text := nullif(btrim(coalesce(decide_application.reason, '')), '');
  heard    int;
  in_favour int;
  member_id uuid;
  address  text;
begin
  if stands.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if stands.state not in ('submitted', 'under review', 'information requested') then
    return jsonb_build_object('kind', 'closed', 'state', stands.state);
  end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = app.me()) then
    return jsonb_build_object('kind', 'conflict');
  end if;
  if app.coordinating_institution_of(app.me()) is null then return jsonb_build_object('kind', 'no-voice'); end if;
  if not exists (select 1 from app.heard_about(stands.id) h where h.person_id = app.me() and h.institution_id = app.coordinating_institution_of(app.me())) then
    return jsonb_build_object('kind', 'named-later');
  end if;
  if given = 'decline' and why is null then return jsonb_build_object('kind', 'reason-missing'); end if;
  select count(*), count(*) filter (where v.verdict = 'accept') into heard, in_favour from app.voices_on(stands.id) v;
  if heard < app.quorum_on(stands.id) then
    return jsonb_build_object('kind', 'no-quorum', 'heard', heard, 'needed', app.quorum_on(stands.id));
  end if;
  if (given = 'accept' and in_favour * 2 <= heard) or (given = 'decline' and in_favour * 2 > heard) then
    return jsonb_build_object('kind', 'against-voices');
  end if;

  if given = 'accept' then
    address := app.free_slug(stands.legal_name);
    insert into public.institutions (slug, name, acronym, kind, country, city, legal_form, website, ror, themes, languages, about, joined_on)
    values (address, stands.legal_name, stands.acronym, stands.kind, stands.country, stands.city, stands.legal_form, stands.website,
            case when not exists (select 1 from public.institutions i where i.ror = stands.ror and i.status <> 'merged') then stands.ror end,
            stands.themes, stands.languages, coalesce(stands.mandate, ''), current_date)
    returning id into member_id;
  end if;
  update public.applications a set state = case given when 'accept' then 'accepted' else 'declined' end::public.application_state,
         closed_at = now(), paused_at = null, answer_due_at = null, decided_by = app.me(), decision_reason = why, institution_id = member_id
   where a.id = stands.id;
  if why is not null then
    insert into public.application_messages (application_id, kind, from_applicant, author_id, body)
    values (stands.id, 'decision', false, app.me(), why);
  end if;

  if given = 'decline' then
    perform app.write_to_applicant(stands.id, 'application-declined', jsonb_build_object('reason', why, 'appealUntil',
      case when stands.round = 1 then now() + make_interval(days => (select s.appeal_days from public.alliance_settings s)) end));
  else
    perform app.write_to_applicant(stands.id, 'application-accepted', jsonb_build_object('reason', why,
      'invitation', app.invite(member_id, stands.email, stands.focal_name, 'primary representative', app.me())));
    perform app.tell(m, 'new-member', 'new-member', jsonb_build_object('institution', stands.legal_name, 'slug', address))
       from (select distinct w.person_id as m from public.mail_wishes w where w.kind = 'new-member' and w.cadence <> 'off') wanting;
  end if;
  return jsonb_build_object('kind', 'decided', 'slug', address);
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.assign_application(uuid, uuid), public.recommend_on_application(uuid, text, text),
  public.declare_conflict(uuid, text), public.request_information(uuid, text), public.message_applicant(uuid, text),
  public.decide_application(uuid, text, text) to authenticated;
