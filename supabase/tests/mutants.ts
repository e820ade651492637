/** What `mutate.ts` breaks beyond the policies as a whole: their branches, and the conditions of the helper functions. */

import { profileHoles } from './profile-mutants.ts'

/** Checks that no row can fail once the row could be found: they repeat a condition that does not look at the row. */
export const equivalent = new Set(['coordinators set how the alliance decides'])

/** Policies that let every row be read as they stand. */
export const open = new Set(['everybody reads the texts of the public pages'])

/** By policy: the branch that is taken out, and what then remains. */
export const branches: Record<string, readonly [part: string, remains: string][]> = {
  'people see themselves, members see members': [
    ['themselves', '(select app.i_am_member())'],
    ['members', 'id = (select app.me())'],
  ],
  'people see what others show them': [
    [
      'themselves',
      `(shown in ('public', 'members') and (select app.i_am_member()) and app.account_is_open(person_id)) or (shown = 'institution' and person_id in (select app.colleagues()))`,
    ],
    [
      'members',
      `person_id = (select app.me()) or (shown = 'institution' and person_id in (select app.colleagues()))`,
    ],
    [
      'closed',
      `person_id = (select app.me()) or (shown in ('public', 'members') and (select app.i_am_member())) or (shown = 'institution' and person_id in (select app.colleagues()))`,
    ],
    [
      'colleagues',
      `person_id = (select app.me()) or (shown in ('public', 'members') and (select app.i_am_member()) and app.account_is_open(person_id))`,
    ],
    [
      'of whom',
      `person_id = (select app.me()) or (shown in ('public', 'members') and (select app.i_am_member()) and app.account_is_open(person_id)) or shown = 'institution'`,
    ],
  ],
  'everybody sees what is shown in public beside a name': [
    ['in public', `exists (select 1 from app.institutions_naming(person_details.person_id))`],
    ['beside a name', `shown = 'public'`],
  ],
  'people see their own affiliations, members see all': [
    ['their own', '(select app.i_am_member())'],
    ['members', 'person_id = (select app.me())'],
  ],
  'leads and those concerned see the rights to a chapter': [
    ['the person', 'institution_id in (select app.my_institutions()) or app.i_lead_chapter(chapter_id)'],
    ['the institution', 'person_id = (select app.me()) or app.i_lead_chapter(chapter_id)'],
    ['the leads', 'person_id = (select app.me()) or institution_id in (select app.my_institutions())'],
  ],
  'invitations are withdrawn by who speaks for the institution': [
    ['accepted', 'institution_id in (select app.institutions_i_represent()) and revoked_at is null'],
    ['withdrawn', 'institution_id in (select app.institutions_i_represent()) and accepted_at is null'],
  ],
}

export type Hole = {
  readonly name: string
  /** Each is made alone: what stands there, and what is put in its place. */
  readonly cuts: readonly (readonly [from: string, to: string])[]
  /** Whose scenes should notice. */
  readonly seen: readonly string[]
}

const started = 'started_on <= current_date'
const day = 'ended_on > current_date'
const orNever = 'ended_on is null or'

export const holes: readonly Hole[] = [
  {
    name: 'app.me',
    seen: ['people', 'chapter_grants', 'access', 'second factor'],
    cuts: [
      ['and not app.code_needed()', ''],
      ['and p.disabled_at is null', ''],
      [`(select auth.jwt() ->> 'session_id') is null`, 'true'],
      ['and s.user_id = p.user_id', ''],
      [`s.id = (select (auth.jwt() ->> 'session_id')::uuid) and`, ''],
      ['p.user_id = (select auth.uid())', `p.name = 'coordinator'`],
    ],
  },
  {
    name: 'app.has_second_factor',
    seen: ['second factor'],
    cuts: [
      ['f.user_id = account and', ''],
      [`and f.status = 'verified'`, ''],
      [`to_regclass('auth.mfa_factors') is null`, 'false'],
      [`to_regclass('auth.mfa_factors') is null`, 'true'],
    ],
  },
  {
    name: 'app.code_needed',
    seen: ['second factor'],
    cuts: [
      ['if not app.has_second_factor(auth.uid()) then return false; end if;', ''],
      [`coalesce(token ->> 'aal', '') not in ('aal2', 'aal3')`, 'false'],
      [`coalesce(token ->> 'aal', '') not in`, `(token ->> 'aal') not in`],
      [`token ->> 'session_id' is not null`, 'false'],
      [`token ->> 'session_id' is not null\n          and`, ''],
      [`and s.aal::text in ('aal2', 'aal3')`, ''],
    ],
  },
  {
    name: 'app.active_affiliations',
    seen: ['compendia', 'access'],
    cuts: [
      ['and p.disabled_at is null', ''],
      [`a.${started}`, 'true'],
      [`a.${started}`, 'a.started_on < current_date'],
      [`(a.${orNever} a.${day})`, 'true'],
      [`a.${day}`, 'a.ended_on >= current_date'],
      [`a.${day}`, 'false'],
      [`a.${orNever}`, ''],
    ],
  },
  {
    name: 'app.is_coordinator',
    seen: ['alliance_roles', 'access'],
    cuts: [
      ['and p.disabled_at is null', ''],
      [`r.${started}`, 'true'],
      [`r.${started}`, 'r.started_on < current_date'],
      [`(r.${orNever} r.${day})`, 'true'],
      [`r.${day}`, 'r.ended_on >= current_date'],
      [`r.${day}`, 'false'],
      [`r.person_id = person`, 'true'],
    ],
  },
  {
    name: 'app.i_am_member',
    seen: ['institutions', 'people'],
    cuts: [
      ['app.is_coordinator(me)', 'false'],
      ['a.person_id = me', 'true'],
      ['exists (select 1 from app.active_affiliations()', 'exists (select 1 from public.affiliations'],
    ],
  },
  {
    name: 'app.my_institutions',
    seen: ['chapter_grants', 'pages'],
    cuts: [
      ['a.person_id = (select app.me())', 'true'],
      ['app.active_affiliations()', 'public.affiliations'],
    ],
  },
  {
    name: 'app.institutions_i_represent',
    seen: ['institutions', 'affiliations', 'invitations'],
    cuts: [
      [`and a.role = 'primary representative'`, ''],
      [`a.person_id = (select app.me()) and`, ''],
      ['app.active_affiliations()', 'public.affiliations'],
      ['where (select app.i_coordinate())', ''],
      ['where (select app.i_coordinate())', 'where false'],
    ],
  },
  {
    name: 'app.people_i_may_reach',
    seen: ['contacts'],
    cuts: [
      ['select app.me()', 'select null::uuid'],
      ['a.institution_id in (select app.institutions_i_represent())', 'true'],
      ['a.institution_id in (select app.institutions_i_represent())', 'false'],
      ['and (a.ended_on is null or a.ended_on > current_date)', ''],
      ['and p.disabled_at is null', ''],
      ['where (select app.i_coordinate())', ''],
    ],
  },
  {
    name: 'app.compendia_led_by',
    seen: ['access', 'chapters', 'compendia', 'chapter_grants', 'functions', 'names agreed', 'pages'],
    cuts: [
      ['where app.is_coordinator(person)', ''],
      ['where app.is_coordinator(person)', 'where false'],
      ['c.lead_editor_id = person and', ''],
      ['c.lead_editor_id = person and', 'false and'],
      ['and exists (select 1 from app.active_affiliations() a where a.person_id = person)', ''],
      [`and a.role in ('primary representative', 'alternate', 'editor')`, ''],
      [`'primary representative', `, ''],
      [`'alternate', `, ''],
      [`, 'editor'`, ''],
      ['on a.institution_id = c.lead_institution_id', 'on true'],
      ['app.active_affiliations() a on', 'public.affiliations a on'],
    ],
  },
  {
    name: 'app.leads',
    seen: ['access'],
    cuts: [
      [`r.role = 'coordinator'`, 'false'],
      ['r.person_id = leads.person and', ''],
      ['and p.disabled_at is null', ''],
      [`r.${started} and`, ''],
      [`and (r.${orNever} r.${day})`, ''],
      ['c.lead_editor_id = leads.person\n                   or', ''],
      ['c.lead_editor_id = leads.person\n', 'true\n'],
      ['a.person_id = leads.person\n', 'true\n'],
      [`'primary representative', `, ''],
      [`'alternate', `, ''],
      [`, 'editor'`, ''],
      [`and a.role in ('primary representative', 'alternate', 'editor')`, ''],
      ['a.institution_id = c.lead_institution_id and', ''],
      ['app.active_affiliations()', 'public.affiliations'],
    ],
  },
  {
    name: 'app.access_to',
    seen: ['access'],
    cuts: [
      [`if app.leads(person, volume.id) then return 'edit'; end if;`, ''],
      ['app.active_affiliations()', 'public.affiliations'],
      ['where exists (select 1 from mine)', ''],
      ['g.person_id = access_to.person or', ''],
      ['or g.institution_id in (select institution_id from mine)', ''],
      ['g.institution_id in (select institution_id from mine)', 'g.institution_id is not null'],
      ['on ch.id = up.parent_id', 'on false'],
      ['ci.institution_id in (select institution_id from mine)', 'true'],
      ['ci.institution_id in (select institution_id from mine)', 'false'],
      [`volume.visibility in ('members', 'public')`, 'true'],
      [`volume.visibility in ('members', 'public')`, `volume.visibility = 'public'`],
      [`volume.visibility in ('members', 'public')`, `volume.visibility = 'members'`],
      ['max(g.access)', 'min(g.access)'],
    ],
  },
  {
    name: 'app.access_in',
    seen: ['access'],
    cuts: [
      ['if app.leads(person, volume.id) then', 'if false then'],
      ['app.active_affiliations()', 'public.affiliations'],
      ['where exists (select 1 from mine)', ''],
      ['g.person_id = access_in.person or', ''],
      ['or g.institution_id in (select m.institution_id from mine m)', ''],
      ['on ch.parent_id = up.id', 'on false'],
      ['ci.institution_id in (select m.institution_id from mine m)', 'false'],
      [`volume.visibility in ('members', 'public')`, 'true'],
      [`volume.visibility in ('members', 'public')`, 'false'],
      ['max(r.level)', 'min(r.level)'],
    ],
  },
  {
    name: 'app.compendia_i_take_part_in',
    seen: ['access', 'compendia'],
    cuts: [
      ['c.lead_editor_id = me and', ''],
      ['c.lead_editor_id = me and', 'false and'],
      ['and exists (select 1 from mine)', ''],
      [`'primary representative', `, ''],
      [`where m.role in ('primary representative', 'alternate', 'editor')`, ''],
      ['on ci.institution_id = m.institution_id', 'on true'],
      ['on ci.institution_id = m.institution_id', 'on false'],
    ],
  },
  {
    name: 'app.chapters_given_to_me',
    seen: ['access', 'chapters'],
    cuts: [
      ['g.person_id = me or', ''],
      ['or g.institution_id in (select m.institution_id from mine m)', ''],
      ['and exists (select 1 from mine)', ''],
      ['on ch.parent_id = up.chapter_id', 'on false'],
    ],
  },
  {
    name: 'app.compendia_given_to_me',
    seen: ['compendia'],
    cuts: [
      ['g.person_id = me or', ''],
      ['and exists (select 1 from mine)', ''],
    ],
  },
  {
    name: 'app.i_see',
    seen: ['pages'],
    cuts: [[`open_to = 'public'`, 'true']],
  },
  {
    name: 'app.institutions_i_edit_for',
    seen: ['functions'],
    cuts: [
      [`and a.role in ('primary representative', 'alternate', 'editor')`, ''],
      ['a.person_id = (select app.me()) and', ''],
      ['app.active_affiliations()', 'public.affiliations'],
      ['where (select app.i_coordinate())', ''],
      ['where (select app.i_coordinate())', 'where false'],
    ],
  },
  {
    name: 'app.keep_a_representative',
    seen: ['affiliations', 'leaving the portal'],
    cuts: [
      [`i.status <> 'active'`, `i.status = 'merged'`],
      [`i.status <> 'active'`, 'true'],
      ['if not exists', 'if false and not exists'],
      [`or old.ended_on <= current_date`, ''],
      [`new.role = 'primary representative' and`, ''],
      ['new.started_on <= greatest(old.started_on, current_date)', 'true'],
      ['and (new.ended_on is null or new.ended_on >= old.ended_on)', ''],
      ['and p.disabled_at is null', ''],
      [`and a.role = 'primary representative'`, ''],
      ['and a.started_on <= current_date', ''],
      ['and a.ended_on is null', 'and (a.ended_on is null or a.ended_on > current_date)'],
      ['and a.id <> old.id', ''],
      ['a.institution_id = old.institution_id and', ''],
    ],
  },
  {
    name: 'public.invite_person',
    seen: ['functions'],
    cuts: [
      ['(institution in (select app.institutions_i_represent())) is not true', 'false'],
      ['is not true', 'is false'],
      ['app.institutions_i_represent()', 'app.my_institutions()'],
    ],
  },
  {
    name: 'app.may_again',
    seen: ['letters within limits'],
    cuts: [
      ['lately >= hourly', 'lately > hourly'],
      ['c.who = may_again.who and', ''],
      [`c.at > now() - interval '1 day'`, 'true'],
    ],
  },
  {
    name: 'app.origin_of_call',
    seen: ['letters within limits'],
    cuts: [
      ['and proof = encode', 'or proof = encode'],
      [`',', -1)`, `',', 1)`],
      [`set_masklen(address::inet, 64)`, `set_masklen(address::inet, 128)`],
    ],
  },
  {
    name: 'app.send_application_link_letter',
    seen: ['letters within limits'],
    cuts: [
      [`application::text, 5, 10)`, `application::text, 50, 100)`],
      [`app.digest_of(address), 3, 6)`, `app.digest_of(address), 4, 6)`],
    ],
  },
  {
    name: 'public.accept_invitation',
    seen: ['functions', 'second factor', 'roles with dates'],
    cuts: [
      ['or app.code_needed()', ''],
      ['least(public.affiliations.started_on, excluded.started_on)', 'public.affiliations.started_on'],
      ['and i.accepted_at is null', ''],
      ['and i.revoked_at is null', ''],
      ['and i.expires_at > now()', ''],
      ['account is distinct from (select auth.uid())', 'false'],
      ['p.disabled_at is not null', 'false'],
      [`i.token_hash = extensions.digest(accept_invitation.token, 'sha256')`, 'true'],
    ],
  },
  {
    name: 'public.open_invitation',
    seen: ['functions'],
    cuts: [
      ['and i.accepted_at is null', ''],
      ['and i.revoked_at is null', ''],
      ['and i.expires_at > now()', ''],
    ],
  },
  {
    name: 'public.create_compendium',
    seen: ['functions'],
    cuts: [
      ['(lead_institution in (select app.institutions_i_edit_for())) is not true', 'false'],
      ['is not true', 'is false'],
    ],
  },
  {
    name: 'public.add_chapter',
    seen: ['functions'],
    cuts: [
      ['(compendium in (select app.compendia_i_lead())) is not true', 'false'],
      ['is not true', 'is false'],
      ['and ch.compendium_id = compendium) then', ') then'],
    ],
  },
  {
    name: 'public.move_chapter',
    seen: ['functions'],
    cuts: [
      ['volume not in (select app.compendia_i_lead())', 'false'],
      ['and ch.compendium_id = volume) then', ') then'],
      ['where up.id = chapter', 'where false'],
    ],
  },
  {
    name: 'public.rename_chapter',
    seen: ['functions'],
    cuts: [
      [`(app.my_access_to(chapter) = 'edit') is not true`, 'false'],
      ['is not true', 'is false'],
      [`'edit'`, `'read'`],
      ['standing is distinct from expected', 'false'],
    ],
  },
  {
    name: 'public.give_right',
    seen: ['functions'],
    cuts: [
      ['not app.i_lead_chapter(chapter)', 'false'],
      ['num_nonnulls(person, institution) <> 1', 'false'],
      ['not app.account_is_open(person)', 'false'],
      ['not exists (select 1 from public.institutions i where i.id = institution)', 'false'],
    ],
  },
  {
    name: 'public.note_visit',
    seen: ['functions', 'chapter_visits'],
    cuts: [['and app.my_access_to(note_visit.chapter) is not null', '']],
  },
  {
    name: 'public.keep_compendium',
    seen: ['functions', 'names agreed'],
    cuts: [
      ['not app.i_lead(compendium)', 'false'],
      ['standing.updated_at is distinct from expected', 'false'],
      ['lead_editor is distinct from standing.lead_editor_id and', ''],
      ['a.person_id = lead_editor and', ''],
      ['and ci.accepted_at is not null', ''],
      ['and ci.institution_id = any (author_institutions)))', '))'],
      ['a.started_on <= current_date', 'true'],
      ['(a.ended_on is null or a.ended_on > current_date)', 'true'],
      ['ci.compendium_id = compendium and ci.institution_id <> standing.lead_institution_id', 'false'],
    ],
  },
  {
    name: 'public.my_chapter_access',
    seen: ['access'],
    cuts: [['(select app.me())', `(select id from public.people where name = 'coordinator')`]],
  },
  {
    name: 'public.chapter_access_of',
    seen: ['access', 'second factor'],
    cuts: [
      [`s.aal::text in ('aal2', 'aal3') or not`, 'not'],
      ['or not app.has_second_factor(s.user_id)', ''],
      [`s.aal::text in ('aal2', 'aal3') or not app.has_second_factor(s.user_id)`, 'true'],
      ['asked.session is null', 'false'],
      ['asked.session is null', 'true'],
      ['s.id = asked.session and', ''],
      ['and s.user_id = p.user_id', ''],
    ],
  },
  {
    name: 'public.rights_clock',
    seen: ['access'],
    cuts: [
      ['select c.count from', 'select 0 from'],
      ['count(*)', '0'],
      ['max(created_at)', 'null::timestamptz'],
      ['max(created_at)', 'max(updated_at)'],
    ],
  },
  {
    name: 'public.who_am_i',
    seen: ['access', 'functions', 'second factor'],
    // That a code is needed follows from the rest; it is asked all the same, for the day when it no longer does.
    cuts: [
      [`s.id = (select (auth.jwt() ->> 'session_id')::uuid) and`, ''],
      ['p.user_id = (select auth.uid()) and', ''],
      ['and p.disabled_at is null', ''],
      [`auth.jwt() ->> 'session_id'`, 'null::text'],
      ['(select app.me())', `(select id from public.people where name = 'coordinator')`],
    ],
  },
  { name: 'app.authors_of', seen: ['pages'], cuts: [['app.i_see(authors_of.compendium)', 'true']] },
  {
    name: 'app.chapter_institutions',
    seen: ['pages'],
    cuts: [['and (select app.i_see(chapter_institutions.compendium))', '']],
  },
  {
    name: 'app.i_review',
    seen: ['application_papers', 'application_notes'],
    cuts: [
      ['(select app.i_coordinate()) and', ''],
      ['and a.submitted_at is not null', ''],
      ['a.id = application and', ''],
    ],
  },
  {
    name: 'app.application_of',
    seen: ['applying and reviewing'],
    cuts: [
      [`l.token_hash = extensions.digest(application_of.token, 'sha256') and`, ''],
      ['and l.expires_at > now()', ''],
    ],
  },
  {
    name: 'public.start_application',
    seen: ['letters within limits'],
    cuts: [
      [`'drafts from a place', source.digest, 20`, `'drafts from a place', source.digest, 21`],
      [`then 600 else 120`, `then 600 else 121`],
    ],
  },
  {
    name: 'public.open_application',
    seen: ['applying and reviewing'],
    cuts: [
      ['and l.by_letter', ''],
      ['and l.email = a.email', ''],
    ],
  },
  {
    name: 'public.save_application',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state <> 'draft'`, 'false'],
      ['coalesce(address <> stands.email, false)', 'false'],
      ['coalesce(address <> stands.email, false)', 'address is not null'],
    ],
  },
  {
    name: 'public.add_application_paper',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state not in ('draft', 'information requested')`, 'false'],
      [`, 'information requested'`, ''],
      ['>= 8', '>= 9'],
    ],
  },
  {
    name: 'public.remove_application_paper',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state = 'draft' or`, ''],
      ['and p.created_at > stands.paused_at', ''],
      ['where p.id = paper and p.application_id = which;', 'where p.id = paper;'],
    ],
  },
  {
    name: 'public.application_paper',
    seen: ['applying and reviewing'],
    cuts: [
      ['p.application_id = app.application_of(application_paper.token) or', ''],
      ['or app.i_review(p.application_id)', ''],
      ['app.i_review(p.application_id)', 'true'],
    ],
  },
  {
    name: 'app.missing_answers',
    seen: ['applying and reviewing'],
    cuts: [
      ['a.email_verified_at is null', 'false'],
      ['a.mandate is null', 'false'],
    ],
  },
  {
    name: 'public.submit_application',
    seen: ['applying and reviewing'],
    cuts: [[`stands.state <> 'draft'`, 'false']],
  },
  {
    name: 'public.withdraw_application',
    seen: ['applying and reviewing'],
    cuts: [[`stands.state not in ('draft', 'submitted', 'under review', 'information requested')`, 'false']],
  },
  {
    name: 'public.write_as_applicant',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state not in ('submitted', 'under review', 'information requested')`, 'false'],
      ['a.review_due_at + (now() - a.paused_at)', 'a.review_due_at'],
      ['>= 20', '>= 21'],
    ],
  },
  {
    name: 'public.appeal_decision',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state <> 'declined' or`, ''],
      ['or stands.appealed_at is not null', ''],
      ['stands.closed_at + make_interval(days => terms.appeal_days) < now()', 'false'],
    ],
  },
  {
    name: 'app.application_for_review',
    seen: ['applying and reviewing'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['and a.submitted_at is not null', ''],
    ],
  },
  {
    name: 'app.coordinating_institution_of',
    seen: ['applying and reviewing', 'two coordinators'],
    cuts: [
      ['and i.coordinating', ''],
      // Whoever asks about a person has them from the coordinators of today: without this condition nothing changes.
      ['app.active_affiliations()', 'public.affiliations'],
    ],
  },
  {
    name: 'app.voices_on',
    seen: ['applying and reviewing'],
    cuts: [
      ['and a.round = v.round', ''],
      ['v.application_id = voices_on.application and', ''],
    ],
  },
  {
    name: 'app.heard_about',
    seen: ['applying and reviewing', 'two coordinators'],
    cuts: [
      ['x.application_id = heard_about.application and x.person_id = c', 'false'],
      ['where not exists (select 1 from panel) and', 'where'],
      ['join free using (person_id)', ''],
    ],
  },
  {
    name: 'app.quorum_on',
    seen: ['applying and reviewing'],
    cuts: [['least(s.quorum, ', 'least(null, ']],
  },
  {
    name: 'app.coordinators_beside',
    seen: ['two coordinators'],
    cuts: [
      ['and app.coordinating_institution_of(c) is distinct from coordinators_beside.institution', ''],
      ['\n     and app.coordinating_institution_of(c) is not null', ''],
    ],
  },
  {
    name: 'public.settle_proposal',
    seen: ['two coordinators'],
    cuts: [
      [`wanted = 'withdrawn' and stands.proposed_by is distinct from app.me()\n     or`, ''],
      [
        `or wanted <> 'withdrawn' and app.me() not in`,
        `or wanted <> 'withdrawn' and false and app.me() not in`,
      ],
      ['and p.outcome is null', ''],
    ],
  },
  {
    name: 'public.assign_application',
    seen: ['applying and reviewing', 'two coordinators'],
    cuts: [
      ['(person is not null and not app.is_coordinator(person))', 'false'],
      ['c.application_id = stands.id and c.person_id = app.me()', 'false'],
      ['c.application_id = stands.id and c.person_id = assign_application.person', 'false'],
      [`stands.state not in ('submitted', 'under review', 'information requested')`, 'false'],
    ],
  },
  {
    name: 'public.recommend_on_application',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state not in ('submitted', 'under review', 'information requested')`, 'false'],
      ['c.application_id = stands.id and c.person_id = app.me()', 'false'],
    ],
  },
  {
    name: 'public.request_information',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state not in ('submitted', 'under review')`, 'false'],
      ['c.application_id = stands.id and c.person_id = app.me()', 'false'],
    ],
  },
  {
    name: 'public.message_applicant',
    seen: ['applying and reviewing'],
    cuts: [['c.application_id = stands.id and c.person_id = app.me()', 'false']],
  },
  {
    name: 'public.decide_application',
    seen: ['applying and reviewing'],
    cuts: [
      [`stands.state not in ('submitted', 'under review', 'information requested')`, 'false'],
      ['c.application_id = stands.id and c.person_id = app.me()', 'false'],
      ['app.coordinating_institution_of(app.me()) is null', 'false'],
      ['heard < app.quorum_on(stands.id)', 'false'],
      [`(given = 'accept' and in_favour * 2 <= heard) or`, ''],
      [`or (given = 'decline' and in_favour * 2 > heard)`, ''],
      [`given = 'decline' and why is null`, 'false'],
    ],
  },
  {
    name: 'public.expire_applications',
    seen: ['applying and reviewing'],
    cuts: [
      ['a.warned_at < now() - make_interval(days => terms.warning_days)', 'true'],
      ['a.warned_at < now() - make_interval(days => terms.warning_days)', 'a.warned_at is not null'],
    ],
  },
  {
    name: 'public.warn_silent_applicants',
    seen: ['applying and reviewing'],
    cuts: [
      ['a.heard_from_at < now() - make_interval(days => terms.draft_days - terms.warning_days)', 'true'],
    ],
  },
  {
    name: 'public.purge_applications',
    seen: ['applying and reviewing'],
    cuts: [
      ['else make_interval(months => months) end', `else interval '1 month' end`],
      [
        `a.state = 'accepted' and a.closed_at < now() - make_interval(months => months)`,
        `a.state = 'accepted'`,
      ],
      ['perform app.anonymise_application(one.id)', 'null'],
    ],
  },
  {
    name: 'public.application_by_link',
    seen: ['applying and reviewing'],
    cuts: [['a.id = app.application_of(application_by_link.token)', 'a.number = 902']],
  },
  {
    name: 'public.application_queue',
    seen: ['applying and reviewing'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  {
    name: 'public.application_case',
    seen: ['applying and reviewing'],
    cuts: [['and app.i_review(a.id)', '']],
  },
  {
    name: 'public.applications_waiting',
    seen: ['applying and reviewing'],
    cuts: [['having (select app.i_coordinate())', '']],
  },
  {
    name: 'public.set_institution_standing',
    seen: ['standing of institutions'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['stands.coordinating', 'false'],
      [`stands.status = 'merged'`, 'false'],
      [`why = ''`, 'false'],
    ],
  },
  {
    name: 'public.merge_institutions',
    seen: ['standing of institutions'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['leaving.coordinating', 'false'],
      [`leaving.status = 'merged' or`, ''],
      [`or staying.status <> 'active'`, ''],
      ['greatest(public.chapter_grants.access, excluded.access)', 'excluded.access'],
      ['where i.merged_into = leaving.id', 'where false'],
    ],
  },
  {
    name: 'public.institution_standing',
    seen: ['standing of institutions'],
    cuts: [
      ['and (select app.i_coordinate())', ''],
      [`and o.status = 'active'`, ''],
      ['and o.id <> i.id', ''],
    ],
  },
  {
    name: 'public.merger_preview',
    seen: ['standing of institutions'],
    cuts: [['and (select app.i_coordinate())', '']],
  },
  {
    name: 'public.member_directory',
    seen: ['public face'],
    cuts: [
      [`i.listed and i.status = 'active' and (asked`, '(asked'],
      [`i.listed and i.status = 'active' and (asked`, 'i.listed and (asked'],
      [
        `where i.listed and i.status = 'active' and (asked is null or i.search @@ asked)\n         and`,
        'where (asked is null or i.search @@ asked) and',
      ],
      [`i.listed and i.status = 'active' order by`, 'true order by'],
    ],
  },
  {
    name: 'public.member_page',
    seen: ['public face'],
    cuts: [
      [`and i.listed`, ''],
      [`and i.status = 'active'`, ''],
      [`c.visibility = 'public' and`, ''],
    ],
  },
  {
    name: 'public.save_site_text',
    seen: ['public face'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['stands.version <> save_site_text.version', 'false'],
    ],
  },
  {
    name: 'public.site_text_to_edit',
    seen: ['public face'],
    cuts: [['and (select app.i_coordinate())', '']],
  },
  {
    name: 'public.site_texts_list',
    seen: ['public face'],
    cuts: [['where (select app.i_coordinate())', '']],
  },
  {
    name: 'public.my_first_steps',
    seen: ['first steps'],
    cuts: [
      ['and i.joined_on > current_date - 183', ''],
      [`i.about <> '' and`, ''],
      ['i.website is not null and', ''],
      ['cardinality(i.themes) > 0 and', ''],
      ['and cardinality(i.languages) > 0', ''],
      ['i.listed or', ''],
      [`and t.actor_kind = 'person'`, ''],
      [`and t.after ? 'listed'`, ''],
      ['and other.person_id <> mine.person_id', ''],
      ['other.institution_id = i.id and', ''],
      [`and mine.role = 'primary representative'`, ''],
      ['mine.person_id = app.me() and', ''],
      [`and steps <> '{"profile": true, "visibility": true, "people": true, "text": true}'::jsonb`, ''],
      ['p.person_id = mine.person_id and', ''],
      ['and p.institution_id = i.id', ''],
    ],
  },
  {
    name: 'public.hand_over',
    seen: ['representing an institution'],
    cuts: [
      ['(institution in (select app.institutions_i_represent())) is not true', 'false'],
      [
        'from app.active_affiliations() a\n   where a.institution_id = member.id and a.person_id = successor',
        'from public.affiliations a\n   where a.institution_id = member.id and a.person_id = successor',
      ],
      ['a.institution_id = member.id and a.person_id = successor', 'a.person_id = successor'],
    ],
  },
  {
    name: 'app.keep_a_coordinator',
    seen: ['coordinators'],
    cuts: [
      ['or old.started_on > current_date', ''],
      ['or old.ended_on <= current_date', ''],
      ['and (new.ended_on is null or new.ended_on >= old.ended_on)', ''],
      ['and new.started_on <= current_date', ''],
      ['and p.disabled_at is null', ''],
      ['r.id <> old.id and', ''],
      ['and r.started_on <= current_date', ''],
      ['and r.ended_on is null', 'and (r.ended_on is null or r.ended_on > current_date)'],
    ],
  },
  {
    name: 'public.name_coordinator',
    seen: ['coordinators'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  {
    name: 'app.fit_to_name',
    seen: ['coordinators', 'two coordinators'],
    cuts: [
      ['p.disabled_at is not null', 'false'],
      ['greatest(from_day, current_date)', 'from_day'],
      ['greatest(from_day, current_date)', 'current_date'],
      ['from_day is null or', ''],
      ['r.person_id = p.id and', ''],
      [
        'and daterange(r.started_on, r.ended_on) && daterange(fit_to_name.from_day, fit_to_name.until_day)',
        '',
      ],
    ],
  },
  {
    name: 'public.date_coordinator',
    seen: ['coordinators'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  {
    name: 'app.fit_to_date',
    seen: ['coordinators', 'two coordinators'],
    cuts: [
      ['and (r.ended_on is null or r.ended_on > current_date)', ''],
      ['until_day < from_day or', ''],
      ['or (until_day = from_day and from_day > current_date)', ''],
      ['o.person_id = r.person_id and', ''],
      ['and o.id <> r.id', ''],
      [
        'and daterange(o.started_on, o.ended_on) && daterange(fit_to_date.from_day, fit_to_date.until_day)',
        '',
      ],
    ],
  },
  {
    name: 'public.remove_second_factor',
    seen: ['coordinators'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['or who.id = app.me()', ''],
      ['and p.disabled_at is null', ''],
      ['auth.mfa_factors f where f.user_id = who.user_id', 'auth.mfa_factors f'],
      ['auth.sessions s where s.user_id = who.user_id', 'auth.sessions s where false'],
      ['auth.sessions s where s.user_id = who.user_id', 'auth.sessions s'],
    ],
  },
  {
    name: 'public.person_managed',
    seen: ['coordinators'],
    cuts: [['and (select app.i_coordinate())', '']],
  },
  {
    name: 'public.institution_roles',
    seen: ['roles with dates'],
    cuts: [
      ['and i.id in (select app.institutions_i_represent())', ''],
      ['and (p.disabled_at is null or a.ended_on <= current_date)', ''],
      ['a.institution_id = i.id and', ''],
    ],
  },
  {
    name: 'app.affiliation_to_date',
    seen: ['roles with dates'],
    cuts: [
      ['and i.id in (select app.institutions_i_represent())', ''],
      ['app.institutions_i_represent()', 'app.my_institutions()'],
      ['and (a.ended_on is null or a.ended_on > current_date)', ''],
    ],
  },
  {
    name: 'app.overlaps_another_role',
    seen: ['roles with dates'],
    cuts: [
      ['a.person_id = stands.person_id and', ''],
      ['a.institution_id = stands.institution_id and', ''],
      ['a.id <> stands.id', 'true'],
      ['and daterange(a.started_on, a.ended_on) && daterange(from_day, until_day)', ''],
    ],
  },
  {
    name: 'public.date_affiliation',
    seen: ['roles with dates'],
    cuts: [
      ['until_day < from_day or', ''],
      ['or (until_day = from_day and from_day > current_date)', ''],
      ['app.overlaps_another_role(stands, from_day, until_day)', 'false'],
    ],
  },
  {
    name: 'public.plan_role',
    seen: ['roles with dates'],
    cuts: [
      ['from_day <= greatest(current_date, stands.started_on)', 'from_day <= stands.started_on'],
      ['from_day <= greatest(current_date, stands.started_on)', 'from_day <= current_date'],
      ['or from_day >= stands.ended_on', ''],
      [
        'stands.institution_id, plan_role.role, from_day, stands.ended_on',
        'stands.institution_id, plan_role.role, from_day, null',
      ],
    ],
  },
  {
    name: 'public.take_back_role',
    seen: ['roles with dates'],
    cuts: [
      ['or stands.started_on <= current_date', ''],
      ['a.person_id = stands.person_id and', ''],
      ['and a.ended_on = stands.started_on', 'and false'],
    ],
  },
  {
    name: 'public.institution_profile',
    seen: ['representing an institution'],
    cuts: [['and i.id in (select app.institutions_i_represent())', '']],
  },
  {
    name: 'public.send_digests',
    seen: ['representing an institution', 'letters that come and go'],
    cuts: [
      ['and extract(hour from app.local_now(p.time_zone)) >= 7', ''],
      ['p.disabled_at is null and', ''],
      ['delete from public.digest_items d where d.person_id = one.id;', ''],
      ['and c.bounced_at is null', ''],
    ],
  },
  {
    name: 'public.people_managed',
    seen: ['managing the alliance', 'letters that come and go'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['where c.email = address) p', 'where false) p'],
      ['where p.search @@ asked\n        union', 'where true union'],
      ['if back then', 'if false then'],
    ],
  },
  {
    name: 'public.institutions_managed',
    seen: ['managing the alliance'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  {
    name: 'public.managing',
    seen: ['managing the alliance'],
    cuts: [['where (select app.i_coordinate())', '']],
  },
  {
    name: 'public.trail_page',
    seen: ['managing the alliance'],
    cuts: [
      ['if own or (select app.i_coordinate()) is not true then', 'if own then'],
      ['if own or (select app.i_coordinate()) is not true then', 'if true then'],
      ['if own or (', 'if ('],
      ['if me is null', 'if false'],
      ['where t.actor_id = one and', 'where'],
      ['(t.at, t.id) < (moment, trail_page.before)', 'true'],
      ['app.my_access_to(c.id) is not null', 'true'],
      ['app.i_coordinate() or c.id in (select app.compendia_of_mine())', 'true'],
      ['app.i_coordinate() or c.id in (select app.compendia_of_mine())', 'app.i_coordinate()'],
    ],
  },
  {
    name: 'app.words_asked',
    seen: ['finding and ordering'],
    cuts: [["''::tsquery", 'null']],
  },
  {
    name: 'public.find_people',
    seen: ['pages'],
    cuts: [
      ['(select app.i_am_member()) or p.id', 'true or p.id'],
      ['or p.id = (select app.me())', ''],
      ['p.disabled_at is null and', ''],
      ['and (select app.i_am_member())', ''],
    ],
  },
  {
    name: 'public.logos_of',
    seen: ['pictures'],
    cuts: [
      [`i.listed and`, ''],
      [`and i.status = 'active'`, ''],
      ['or (select app.i_am_member())', ''],
    ],
  },
  {
    name: 'public.institutions_list',
    seen: ['pages'],
    cuts: [['if (select app.i_am_member()) then', 'if true then']],
  },
  {
    name: 'public.run_job_now',
    seen: ['managing the alliance'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  {
    name: 'public.claim_job',
    seen: ['managing the alliance'],
    cuts: [
      ['j.next_at <= now()', 'true'],
      ['j.claimed_at is null or', 'true or'],
    ],
  },
  {
    name: 'public.erase_me',
    seen: ['leaving the portal'],
    cuts: [
      ["when sqlstate 'GP001' then", "when sqlstate 'GP901' then"],
      ["when sqlstate 'GP002' then", "when sqlstate 'GP902' then"],
      ['perform app.erase_applications(address);', ''],
      ['delete from public.contacts c where c.person_id = who.id;', ''],
      ['delete from public.chapter_grants g where g.person_id = who.id;', ''],
      ['delete from public.chapter_visits v where v.person_id = who.id;', ''],
      ['delete from public.person_details d where d.person_id = who.id;', ''],
      ['delete from public.known_names k where k.person_id = who.id;', ''],
      ['delete from public.person_photos ph where ph.person_id = who.id;', ''],
    ],
  },
  {
    name: 'app.left_without',
    seen: ['leaving the portal'],
    cuts: [
      [`i.status = 'active'`, 'true'],
      ['and o.person_id <> left_without.person', ''],
      ['and o.ended_on is null', ''],
      ['a.ended_on > current_date', 'true'],
    ],
  },
  {
    name: 'app.erase_applications',
    seen: ['leaving the portal'],
    cuts: [
      [`if one.state = 'draft' then`, 'if false then'],
      [`one.state in ('submitted', 'under review', 'information requested')`, 'false'],
      ['perform app.forget_contact(one.id);', ''],
      [`where r.value ->> 'email' is distinct from erase_applications.address`, ''],
    ],
  },
  {
    name: 'public.my_data',
    seen: ['leaving the portal'],
    cuts: [['c.email from public.contacts c where c.person_id = p.id', `'reader@people.example'`]],
  },
  {
    name: 'public.save_letter_text',
    seen: ['words of letters'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['coalesce(stands.version, 0) <> save_letter_text.version', 'false'],
      ['coalesce(stands.version, 0)', 'stands.version'],
    ],
  },
  {
    name: 'app.letter_texts_newest',
    seen: ['words of letters'],
    cuts: [
      ['where l.locale = letter_texts_newest.locale', ''],
      ['l.version desc', 'l.version'],
    ],
  },
  {
    name: 'public.letter_texts_in_force',
    seen: ['words of letters'],
    cuts: [['where l.subject is not null', '']],
  },
  {
    name: 'public.letter_text_to_edit',
    seen: ['words of letters'],
    cuts: [['having (select app.i_coordinate())', '']],
  },
  {
    name: 'public.letter_texts_list',
    seen: ['words of letters'],
    cuts: [['having (select app.i_coordinate())', '']],
  },
  {
    name: 'app.note_return',
    seen: ['letters that come and go'],
    cuts: [
      ['and l.attempts > 0', ''],
      [`stands.bounced_at is not null and (stands.bounce_kind = 'hard' or kind = 'soft')`, 'false'],
      [
        `stands.bounced_at is not null and (stands.bounce_kind = 'hard' or kind = 'soft')`,
        'stands.bounced_at is not null',
      ],
      [`if kind = 'hard' then`, 'if true then'],
      ['whose := lower(stands.recipient);', ''],
      ['c.email = whose and c.bounced_at is null', 'c.bounced_at is null'],
      [`elsif letter is null then`, 'elsif false then'],
      ['lower(btrim(address))', 'address'],
    ],
  },
  {
    name: 'public.letter_came_back',
    seen: ['letters that come and go'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  {
    name: 'public.address_came_back',
    seen: ['letters that come and go'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['or address is null', ''],
    ],
  },
  {
    name: 'public.address_works',
    seen: ['letters that come and go'],
    cuts: [
      ['(whose = app.me() or (select app.i_coordinate())) is not true', 'false'],
      ['whose = app.me() or', ''],
      ['or (select app.i_coordinate())', ''],
      ['is not true', 'is false'],
      ['coalesce(person, app.me())', 'person'],
    ],
  },
  {
    name: 'public.send_letter_again',
    seen: ['letters that come and go'],
    cuts: [
      ['(select app.i_coordinate()) is not true', 'false'],
      ['and l.given_up_at is not null', ''],
      ['given_up_at = null,', ''],
    ],
  },
  {
    name: 'app.forget_return',
    seen: ['letters that come and go'],
    cuts: [['new.bounced_at := null;', '']],
  },
  {
    name: 'app.invitation_arrived',
    seen: ['letters that come and go'],
    cuts: [['c.email = new.email and', 'false and']],
  },
  {
    name: 'app.tell',
    seen: ['letters that come and go'],
    cuts: [['and c.bounced_at is null', '']],
  },
  {
    name: 'app.letters_of_fate',
    seen: ['letters that come and go'],
    cuts: [
      ['and l.given_up_at is not null', ''],
      ['and l.bounced_at is not null', ''],
      ['and l.sent_at is null and l.given_up_at is null', ''],
    ],
  },
  {
    name: 'app.letters_of_case',
    seen: ['letters that come and go'],
    cuts: [[`regexp_replace(l.body_text, '[0-9a-f]{48}', '…', 'g')`, 'l.body_text']],
  },
  {
    name: 'public.letters_managed',
    seen: ['letters that come and go'],
    cuts: [['(select app.i_coordinate()) is not true', 'false']],
  },
  ...profileHoles,
]
