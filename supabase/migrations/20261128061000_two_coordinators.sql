-- Nobody decides alone: who coordinates, until when, and how many institutions must be heard is proposed by one coordinator and
-- confirmed by one of another coordinating institution. Where nobody could confirm (the first coordinator, or those of one
-- institution only) it is done at once, so that an alliance can begin.

create type public.proposal_kind as enum ('coordinator', 'coordinator days', 'quorum');
create type public.proposal_outcome as enum ('confirmed', 'declined', 'withdrawn');

create table public.alliance_proposals (
  id             uuid primary key default gen_random_uuid(),
  kind           public.proposal_kind not null,
  -- Whom it is about; none for the quorum.
  person_id      uuid references public.people (id) on delete cascade,
  -- The role whose days are to change.
  role_id        uuid references public.alliance_roles (id) on delete cascade,
  from_day       date,
  until_day      date,
  -- The quorum proposed; null: all coordinating institutions.
  quorum         int check (quorum between 1 and 50),
  proposed_by    uuid references public.people (id) on delete set null,
  -- The coordinating institution that the proposer spoke for.
  institution_id uuid references public.institutions (id) on delete set null,
  proposed_at    timestamptz not null default now(),
  outcome        public.proposal_outcome,
  settled_by     uuid references public.people (id) on delete set null,
  settled_at     timestamptz,
  check ((kind = 'quorum') = (person_id is null)),
  check ((kind = 'coordinator days') = (role_id is not null)),
  check ((kind = 'quorum') = (from_day is null)),
  check (kind = 'quorum' or quorum is null),
  check ((outcome is null) = (settled_at is null))
);
create index alliance_proposals_person on public.alliance_proposals (person_id);
create index alliance_proposals_role on public.alliance_proposals (role_id);
create index alliance_proposals_proposed_by on public.alliance_proposals (proposed_by);
create index alliance_proposals_institution on public.alliance_proposals (institution_id);
create index alliance_proposals_settled_by on public.alliance_proposals (settled_by);
-- One open proposal about a person, and one about the quorum.
create unique index alliance_proposals_one_open on public.alliance_proposals (coalesce(person_id, '00000000-0000-0000-0000-000000000000'))
  where outcome is null;
alter table public.alliance_proposals enable row level security;
grant select on public.alliance_proposals to authenticated;
grant all on public.alliance_proposals to service_role;
create policy "coordinators see what is proposed" on public.alliance_proposals
  for select to authenticated using ((select app.i_coordinate()));
create trigger alliance_proposals_in_trail after insert or update on public.alliance_proposals
  for each row execute function app.note_in_trail('kind', 'person_id', 'from_day', 'until_day', 'quorum', 'outcome', 'settled_by');

-- Roles of the alliance and the quorum change by the functions below, and in no other way.
drop policy "coordinators name coordinators" on public.alliance_roles;
drop policy "coordinators end an alliance role" on public.alliance_roles;
revoke insert, update on public.alliance_roles from authenticated;
revoke insert (person_id, role, started_on, ended_on), update (ended_on) on public.alliance_roles from authenticated;
revoke update (quorum) on public.alliance_settings from authenticated;

-- ── Who may confirm ──────────────────────────────────────────────────────────────────────────────

-- Coordinators who may confirm what is proposed in the name of this institution (null: of none): those of other coordinating ones.
create function app.coordinators_beside(institution uuid, proposer uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select c from app.coordinators() c
   where c is distinct from proposer and app.coordinating_institution_of(c) is distinct from coordinators_beside.institution
     and app.coordinating_institution_of(c) is not null
$$;

-- Tells every coordinator but one about a proposal or a change, whatever letters they chose: this is how they notice.
create function app.tell_of_proposal(proposal public.alliance_proposals, letter text, but uuid) returns void
  language sql volatile security definer set search_path = '' as $$
  select app.tell(c, 'alliance', letter, jsonb_build_object(
      'id', proposal.id, 'what', proposal.kind, 'from', proposal.from_day, 'until', proposal.until_day, 'quorum', proposal.quorum,
      'person', (select p.name from public.people p where p.id = proposal.person_id),
      'by', (select p.name from public.people p where p.id = proposal.proposed_by),
      'settledBy', (select p.name from public.people p where p.id = proposal.settled_by)))
    from app.coordinators() c where c is distinct from but
$$;

-- ── What is done in the end ──────────────────────────────────────────────────────────────────────

-- Whether a person can be named for these days: fit · already (has the role within them) · closed (the account is) · days-unfit · refused.
create function app.fit_to_name(person uuid, from_day date, until_day date) returns text
  language sql stable security definer set search_path = '' as $$
  select coalesce((select case
      when p.disabled_at is not null then 'closed'
      when from_day is null or until_day <= greatest(from_day, current_date) then 'days-unfit'
      when exists (select 1 from public.alliance_roles r where r.person_id = p.id and r.role = 'coordinator'
                      and daterange(r.started_on, r.ended_on) && daterange(fit_to_name.from_day, fit_to_name.until_day)) then 'already'
      else 'fit' end
    from public.people p where p.id = fit_to_name.person), 'refused')
$$;

-- Whether a role can get these days: fit · already (the person has the role a second time within them) · gone · days-unfit.
create function app.fit_to_date(held uuid, from_day date, until_day date) returns text
  language sql stable security definer set search_path = '' as $$
  select coalesce((select case
      when from_day is null or until_day < from_day or (until_day = from_day and from_day > current_date) then 'days-unfit'
      when exists (select 1 from public.alliance_roles o where o.person_id = r.person_id and o.role = 'coordinator' and o.id <> r.id
                      and daterange(o.started_on, o.ended_on) && daterange(fit_to_date.from_day, fit_to_date.until_day)) then 'already'
      else 'fit' end
    from public.alliance_roles r
   where r.id = fit_to_date.held and r.role = 'coordinator' and (r.ended_on is null or r.ended_on > current_date)), 'gone')
$$;

-- Does what a proposal says. Answers done, or why it can no longer be done. The caller holds the lock on coordinators.
create function app.carry_out(proposal public.alliance_proposals) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  fit text := case proposal.kind
    when 'coordinator' then app.fit_to_name(proposal.person_id, proposal.from_day, proposal.until_day)
    when 'coordinator days' then app.fit_to_date(proposal.role_id, proposal.from_day, proposal.until_day)
    else 'fit' end;
begin
  if fit <> 'fit' then return fit; end if;
  case proposal.kind
    when 'coordinator' then
      insert into public.alliance_roles (person_id, role, started_on, ended_on)
      values (proposal.person_id, 'coordinator', proposal.from_day, proposal.until_day);
    when 'coordinator days' then
      update public.alliance_roles r set started_on = proposal.from_day, ended_on = proposal.until_day where r.id = proposal.role_id;
    when 'quorum' then
      update public.alliance_settings s set quorum = proposal.quorum where s.quorum is distinct from proposal.quorum;
  end case;
  return 'done';
exception when sqlstate 'GP002' then
  return 'last-coordinator';
end $$;

-- Proposes, or does at once where nobody could confirm or nobody has to (alone). Answers done · proposed · pending (another
-- proposal about the same is open) · or why it cannot be done.
create function app.propose(proposal public.alliance_proposals, alone boolean) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  became text;
begin
  proposal.id := gen_random_uuid();
  proposal.proposed_by := app.me();
  proposal.institution_id := app.coordinating_institution_of(app.me());
  proposal.proposed_at := now();
  if alone or not exists (select 1 from app.coordinators_beside(proposal.institution_id, app.me())) then
    became := app.carry_out(proposal);
    if became = 'done' and not alone then perform app.tell_of_proposal(proposal, 'alliance-changed', app.me()); end if;
    return became;
  end if;
  insert into public.alliance_proposals select proposal.* on conflict do nothing;
  if not found then return 'pending'; end if;
  perform app.tell_of_proposal(proposal, 'alliance-proposed', app.me());
  return 'proposed';
end $$;

-- ── Proposing ────────────────────────────────────────────────────────────────────────────────────

-- Names a coordinator from a day on, until a day (on which the role is over) or without end; a coordinator of another
-- coordinating institution confirms it. Outcomes: named (nobody had to confirm) · proposed · pending · already (has the role within
-- these days) · closed (the account is) · days-unfit · refused.
create or replace function public.name_coordinator(person uuid, from_day date, until_day date) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  asked public.alliance_proposals;
  fit   text;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  fit := app.fit_to_name(person, from_day, until_day);
  if fit <> 'fit' then return jsonb_build_object('kind', fit); end if;
  asked.kind := 'coordinator';
  asked.person_id := name_coordinator.person;
  asked.from_day := name_coordinator.from_day;
  asked.until_day := name_coordinator.until_day;
  return jsonb_build_object('kind', replace(app.propose(asked, false), 'done', 'named'));
end $$;

-- Sets the days of a coordinator's role that has not ended: until_day is the first day without it, null for no end. Who gives up
-- days of their own role needs nobody for it. Outcomes: dated · proposed · pending · already (has the role a second time within these
-- days) · gone · days-unfit · last-coordinator · refused.
create or replace function public.date_coordinator(held uuid, from_day date, until_day date) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.alliance_roles;
  asked  public.alliance_proposals;
  fit    text;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  fit := app.fit_to_date(held, from_day, until_day);
  if fit <> 'fit' then return jsonb_build_object('kind', fit); end if;
  select * into stands from public.alliance_roles r where r.id = held;
  asked.kind := 'coordinator days';
  asked.person_id := stands.person_id;
  asked.role_id := stands.id;
  asked.from_day := date_coordinator.from_day;
  asked.until_day := date_coordinator.until_day;
  return jsonb_build_object('kind', replace(app.propose(asked,
    stands.person_id = app.me() and asked.from_day >= stands.started_on
      and coalesce(asked.until_day, 'infinity') <= coalesce(stands.ended_on, 'infinity')), 'done', 'dated'));
end $$;

-- Sets how many coordinating institutions must be heard; null: all. Outcomes: set · proposed · pending · unchanged · refused.
create function public.set_quorum(quorum int) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  asked public.alliance_proposals;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  if (select s.quorum from public.alliance_settings s) is not distinct from set_quorum.quorum then return jsonb_build_object('kind', 'unchanged'); end if;
  asked.kind := 'quorum';
  asked.quorum := set_quorum.quorum;
  return jsonb_build_object('kind', replace(app.propose(asked, false), 'done', 'set'));
end $$;

-- Settles a proposal: the one who proposed it withdraws it, a coordinator of another institution confirms or declines it.
-- Outcomes: confirmed · declined · withdrawn · unfit (with why it can no longer be done) · gone (settled already) · refused.
create function public.settle_proposal(proposal uuid, answer text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.alliance_proposals;
  wanted public.proposal_outcome := case answer when 'confirm' then 'confirmed' when 'decline' then 'declined' when 'withdraw' then 'withdrawn' end;
  became text;
begin
  if (select app.i_coordinate()) is not true or wanted is null then return jsonb_build_object('kind', 'refused'); end if;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  select * into stands from public.alliance_proposals p where p.id = proposal and p.outcome is null for update;
  if stands.id is null then return jsonb_build_object('kind', 'gone'); end if;
  if wanted = 'withdrawn' and stands.proposed_by is distinct from app.me()
     or wanted <> 'withdrawn' and app.me() not in (select app.coordinators_beside(stands.institution_id, stands.proposed_by)) then
    return jsonb_build_object('kind', 'refused');
  end if;
  if wanted = 'confirmed' then
    became := app.carry_out(stands);
    if became <> 'done' then return jsonb_build_object('kind', 'unfit', 'why', became); end if;
  end if;
  update public.alliance_proposals p set outcome = wanted, settled_by = app.me(), settled_at = now() where p.id = stands.id
  returning * into stands;
  if wanted <> 'withdrawn' then perform app.tell_of_proposal(stands, case wanted when 'confirmed' then 'alliance-changed' else 'alliance-declined' end, app.me()); end if;
  return jsonb_build_object('kind', wanted);
end $$;

-- What waits for a second coordinator, oldest first, with what the caller may do. Null for who does not coordinate.
create function public.open_proposals() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce((select jsonb_agg(jsonb_build_object(
      'id', p.id, 'kind', p.kind, 'personId', p.person_id, 'from', p.from_day, 'until', p.until_day, 'quorum', p.quorum, 'at', p.proposed_at,
      'person', (select who.name from public.people who where who.id = p.person_id),
      'by', (select who.name from public.people who where who.id = p.proposed_by),
      'institution', (select i.name from public.institutions i where i.id = p.institution_id),
      'abilities', jsonb_build_object('withdraw', p.proposed_by = app.me(),
        'settle', app.me() in (select app.coordinators_beside(p.institution_id, p.proposed_by)))) order by p.proposed_at, p.id)
    from public.alliance_proposals p where p.outcome is null), '[]'::jsonb)
  where (select app.i_coordinate())
$$;

-- ── Voices ───────────────────────────────────────────────────────────────────────────────────────

-- Who coordinated, and for which institution, when an application came in: they and nobody named later are heard about it.
create table public.application_panels (
  application_id uuid not null references public.applications (id) on delete cascade,
  person_id      uuid not null references public.people (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  primary key (application_id, person_id)
);
create index application_panels_person on public.application_panels (person_id);
create index application_panels_institution on public.application_panels (institution_id);
alter table public.application_panels enable row level security;
grant select on public.application_panels to authenticated;
grant all on public.application_panels to service_role;
create policy "coordinators see who is heard about an application" on public.application_panels
  for select to authenticated using (app.i_review(application_id));

create function app.seat_panel() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.application_panels (application_id, person_id, institution_id)
  select new.id, c, app.coordinating_institution_of(c) from app.coordinators() c where app.coordinating_institution_of(c) is not null
  on conflict do nothing;
  return null;
end $$;
create trigger applications_seat_panel_at_once after insert on public.applications
  for each row when (new.submitted_at is not null) execute function app.seat_panel();
create trigger applications_seat_panel after update of submitted_at on public.applications
  for each row when (old.submitted_at is null and new.submitted_at is not null) execute function app.seat_panel();
insert into public.application_panels (application_id, person_id, institution_id)
select a.id, c, app.coordinating_institution_of(c) from public.applications a, app.coordinators() c
 where a.submitted_at is not null and app.coordinating_institution_of(c) is not null;

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
create or replace function app.voices_on(application uuid) returns table (institution_id uuid, verdict public.application_verdict)
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
create or replace function app.quorum_on(application uuid) returns int
  language sql stable security definer set search_path = '' as $$
  select greatest(1, least(s.quorum, (select count(distinct h.institution_id) from app.heard_about(quorum_on.application) h)))::int
    from public.alliance_settings s
$$;

-- Gives an application to a coordinator, or to nobody (null); the first look at it begins the review.
-- Neither
-- gives nor gets one who declared a conflict of interest about it. Outcomes: assigned · conflict (the caller’s) · assignee-conflict · refused · closed.
create or replace function public.assign_application(application uuid, person uuid) returns jsonb
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
create or replace function public.recommend_on_application(application uuid, verdict text, reasons text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications := app.application_for_review(application);
  house  uuid := app.coordinating_institution_of(app.me());
begin
  if stands.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if stands.state not in ('submitted', 'under review', 'information requested') then
    return jsonb_build_object('kind', 'closed', 'state', stands.state);
  end if;
  if exists (select 1 from public.application_conflicts c where c.application_id = stands.id and c.person_id = app.me()) then
    return jsonb_build_object('kind', 'conflict');
  end if;
  if house is null then return jsonb_build_object('kind', 'no-voice'); end if;
  if not exists (select 1 from app.heard_about(stands.id) h where h.person_id = app.me() and h.institution_id = house) then
    return jsonb_build_object('kind', 'named-later');
  end if;
  insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons)
  values (stands.id, stands.round, app.me(), house, recommend_on_application.verdict::public.application_verdict,
          btrim(recommend_on_application.reasons))
  on conflict (application_id, round, person_id) do update
    set institution_id = excluded.institution_id, verdict = excluded.verdict, reasons = excluded.reasons, given_at = now();
  update public.applications a set state = 'under review' where a.id = stands.id and a.state = 'submitted';
  return jsonb_build_object('kind', 'given');
end $$;

-- Decides. Enough coordinating institutions must have been heard; to accept, more of them must be for it than against, to
-- decline, at least as many against it as for. A decline has a reason. Accepting makes the institution and invites its focal
-- person, in the same transaction.
-- Outcomes: decided (with the institution's slug) · closed (with the state that it has) · no-quorum (heard, needed) ·
-- against-voices · reason-missing · conflict · no-voice · named-later · refused.
create or replace function public.decide_application(application uuid, verdict text, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands   public.applications := app.application_for_review(application);
  given    public.application_verdict := decide_application.verdict::public.application_verdict;
  why      text := nullif(btrim(coalesce(decide_application.reason, '')), '');
  heard    int;
  in_favour int;
  house    uuid;
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
    returning id into house;
  end if;
  update public.applications a set state = case given when 'accept' then 'accepted' else 'declined' end::public.application_state,
         closed_at = now(), paused_at = null, answer_due_at = null, decided_by = app.me(), decision_reason = why, institution_id = house
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
      'invitation', app.invite(house, stands.email, stands.focal_name, 'primary representative', app.me())));
    perform app.tell(m, 'new-member', 'new-member', jsonb_build_object('institution', stands.legal_name, 'slug', address))
       from (select distinct w.person_id as m from public.mail_wishes w where w.kind = 'new-member' and w.cadence <> 'off') wanting;
  end if;
  return jsonb_build_object('kind', 'decided', 'slug', address);
end $$;

-- One case, whole. Null for who does not coordinate, and for a number that was never given.
create or replace function public.application_case(number int) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', a.id, 'number', a.number, 'state', a.state, 'round', a.round, 'email', a.email,
    'answers', jsonb_build_object(
      'legalName', a.legal_name, 'acronym', a.acronym, 'legalForm', a.legal_form, 'kind', a.kind, 'country', a.country,
      'city', a.city, 'website', a.website, 'ror', a.ror, 'mandate', a.mandate, 'work', a.work, 'themes', a.themes,
      'languages', a.languages, 'focalName', a.focal_name, 'focalPosition', a.focal_position, 'referees', a.referees,
      'conflicts', a.conflicts, 'showInDirectory', a.show_in_directory, 'showFocalPerson', a.show_focal_person),
    'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'pausedAt', a.paused_at, 'answerDueAt', a.answer_due_at,
    'closedAt', a.closed_at, 'appealedAt', a.appealed_at, 'decisionReason', a.decision_reason,
    'decidedBy', (select p.name from public.people p where p.id = a.decided_by),
    'assignedTo', (select jsonb_build_object('id', p.id, 'name', p.name) from public.people p where p.id = a.assigned_to),
    'institution', (select jsonb_build_object('slug', i.slug, 'name', i.name) from public.institutions i where i.id = a.institution_id),
    'papers', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'mediaType', p.media_type, 'size', p.size) order by p.created_at, p.id)
                 from public.application_papers p where p.application_id = a.id), '[]'::jsonb),
    'messages', coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'mine', m.from_applicant, 'body', m.body, 'at', m.created_at,
                   'author', (select p.name from public.people p where p.id = m.author_id)) order by m.id)
                   from public.application_messages m where m.application_id = a.id), '[]'::jsonb),
    'notes', coalesce((select jsonb_agg(jsonb_build_object('body', n.body, 'at', n.created_at,
                   'author', (select p.name from public.people p where p.id = n.author_id)) order by n.id)
                   from public.application_notes n where n.application_id = a.id), '[]'::jsonb),
    'houses', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.sort_name, i.id)
                   from public.institutions i where i.coordinating and i.status = 'active'), '[]'::jsonb),
    'voices', coalesce((select jsonb_agg(jsonb_build_object('round', v.round, 'verdict', v.verdict, 'reasons', v.reasons, 'at', v.given_at,
                   'institution', (select i.name from public.institutions i where i.id = v.institution_id),
                   'author', (select p.name from public.people p where p.id = v.person_id), 'mine', v.person_id = app.me()) order by v.round desc, v.given_at)
                   from public.application_voices v where v.application_id = a.id), '[]'::jsonb),
    'conflicts', coalesce((select jsonb_agg(jsonb_build_object('author', (select p.name from public.people p where p.id = c.person_id),
                   'reason', c.reason, 'mine', c.person_id = app.me()) order by c.declared_at)
                   from public.application_conflicts c where c.application_id = a.id), '[]'::jsonb),
    'standing', jsonb_build_object('heard', (select count(*) from app.voices_on(a.id)),
                   'inFavour', (select count(*) from app.voices_on(a.id) v where v.verdict = 'accept'), 'needed', app.quorum_on(a.id)),
    'duplicates', app.likely_duplicates(a.id),
    'letters', app.letters_of_case(a.id),
    'trail', coalesce((select jsonb_agg(jsonb_build_object('at', t.at, 'state', t.after ->> 'state', 'by', t.actor_kind,
                   'author', (select p.name from public.people p where p.id = t.actor_id)) order by t.id)
                   from public.audit_trail t where t.subject = 'applications' and t.subject_id = a.id and t.after ? 'state'), '[]'::jsonb),
    'coordinators', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.sort_name, p.id)
                   from public.people p where p.id in (select app.coordinators())), '[]'::jsonb),
    'abilities', jsonb_build_object(
      'review', a.state in ('submitted', 'under review', 'information requested'),
      'speak', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict
                 and exists (select 1 from app.heard_about(a.id) h
                              where h.person_id = app.me() and h.institution_id = app.coordinating_institution_of(app.me())),
      'assign', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict,
      'write', not mine.conflict,
      'ask', a.state in ('submitted', 'under review') and not mine.conflict,
      'declareConflict', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict))
  from public.applications a
  cross join lateral (select exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = app.me()) as conflict) mine
  where a.number = application_case.number and app.i_review(a.id)
$$;

revoke execute on function app.coordinators_beside(uuid, uuid), app.tell_of_proposal(public.alliance_proposals, text, uuid),
  app.fit_to_name(uuid, date, date), app.fit_to_date(uuid, date, date), app.carry_out(public.alliance_proposals),
  app.propose(public.alliance_proposals, boolean), app.seat_panel(), app.heard_about(uuid) from public;
revoke execute on function public.set_quorum(int), public.settle_proposal(uuid, text), public.open_proposals() from public, anon, authenticated;
grant execute on function public.set_quorum(int), public.settle_proposal(uuid, text), public.open_proposals() to authenticated;
