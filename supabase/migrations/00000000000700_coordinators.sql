-- Coordinators come and go by date, and the alliance always keeps one. Naming coordinators and the quorum take two of them, of
-- two institutions: decision 024.

-- Nobody decides alone: who coordinates, until when, and how many institutions must be heard is proposed by one coordinator and
-- confirmed by one of another coordinating institution. Where nobody could confirm (the first coordinator, or those of one
-- institution only) it is done at once, so that an alliance can begin. Roles of the alliance and the quorum change by the
-- functions below, and in no other way.
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

-- ── Who may confirm ───────────────────────────────────────────────────────────────────────────────

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

-- ── What is done in the end ───────────────────────────────────────────────────────────────────────

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

-- ── Proposing ─────────────────────────────────────────────────────────────────────────────────────

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

-- Names a coordinator from a day on, until a day (on which the role is over) or without end; a coordinator of another
-- coordinating institution confirms it. Outcomes: named (nobody had to confirm) · proposed · pending · already (has the role within
-- these days) · closed (the account is) · days-unfit · refused.
create function public.name_coordinator(person uuid, from_day date, until_day date) returns jsonb
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
create function public.date_coordinator(held uuid, from_day date, until_day date) returns jsonb
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

revoke execute on all functions in schema app, public from public;
grant execute on function public.name_coordinator(uuid, date, date), public.date_coordinator(uuid, date, date),
  public.set_quorum(int), public.settle_proposal(uuid, text), public.open_proposals() to authenticated;
