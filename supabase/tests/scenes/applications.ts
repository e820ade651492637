import {
  answers,
  everyone,
  fails,
  nothing,
  refused,
  scene,
  sees,
  touches,
  type Chapter,
  type Scene,
} from '../scene.ts'
import { actingAs, application, called, institution, link, paper, person, type Actor } from '../world.ts'

const submitted = sees('901', '902', '903', '904')

/** A table of which coordinators see what belongs to submitted applications, and which only functions write. */
function caseTable(about: string, key: string, seen: readonly string[], insert: string): Chapter {
  const table = `public.${about}`
  return {
    about,
    scenes: [
      ...everyone(
        'select',
        'rows of cases',
        `select distinct ${key} from ${table}`,
        { anonymous: refused, coordinator: sees(...seen) },
        nothing,
      ),
      ...everyone('insert', 'a row past the functions', insert, {}, refused),
      ...everyone('update', 'a row', `update ${table} set application_id = application_id`, {}, refused),
      ...everyone('delete', 'a row', `delete from ${table}`, {}, refused),
    ],
  }
}

const note = (author: string, about = application.review) =>
  `insert into public.application_notes (application_id, author_id, body) values ('${about}', '${author}', 'mine')`
const papers = caseTable(
  'application_papers',
  'name',
  ['review.pdf'],
  `insert into public.application_papers (application_id, name) values ('${application.review}', 'x')`,
)
const notes = caseTable('application_notes', 'body', ['between us'], note(person.author))

export const applications: readonly Chapter[] = [
  {
    about: 'applications',
    scenes: [
      ...everyone(
        'select',
        'applications',
        'select number from public.applications',
        { anonymous: refused, coordinator: submitted },
        nothing,
      ),
      ...everyone(
        'insert',
        'an application past the function',
        `insert into public.applications (email) values ('x@y.example')`,
        {},
        refused,
      ),
      ...everyone('update', 'a state', `update public.applications set state = 'accepted'`, {}, refused),
      ...everyone('delete', 'applications', 'delete from public.applications', {}, refused),
      scene(
        'a second coordinator sees them too',
        'secondCoordinator',
        'select number from public.applications',
        submitted,
      ),
    ],
  },
  {
    ...papers,
    scenes: [
      ...papers.scenes,
      scene(
        'nobody reads the bytes past the function',
        'coordinator',
        'select bytes from public.application_papers',
        refused,
      ),
    ],
  },
  caseTable(
    'application_messages',
    'body',
    ['from the applicant', 'a request'],
    `insert into public.application_messages (application_id, kind, from_applicant, body) values ('${application.review}', 'message', true, 'x')`,
  ),
  {
    ...notes,
    scenes: [
      ...notes.scenes.filter(({ verb }) => verb !== 'insert'),
      ...everyone(
        'insert',
        'a note of their own',
        (who) => note(person[who]),
        { coordinator: touches(1) },
        refused,
      ),
      scene('a note in another name is refused', 'coordinator', note(person.secondCoordinator), refused),
      scene(
        'a note on a draft is refused',
        'coordinator',
        note(person.coordinator, application.draft),
        refused,
      ),
    ],
  },
  caseTable(
    'application_voices',
    'reasons',
    ['reasons'],
    `insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons)
     values ('${application.review}', 1, '${person.coordinator}', '${institution.lead}', 'accept', 'x')`,
  ),
  caseTable(
    'application_conflicts',
    'reason',
    ['my sister works there'],
    `insert into public.application_conflicts (application_id, person_id, reason) values ('${application.review}', '${person.coordinator}', 'x')`,
  ),
]

// ── Functions ────────────────────────────────────────────────────────────────────────────────────

type Which = keyof typeof application
/** One scene a call: what the function answers to whoever holds this link. */
const holder = (sentence: string, sql: string, word: string | null, given?: string) =>
  scene(sentence, 'anonymous', `select ${sql}`, answers(word), given)
const stampNow = (which: Which, part: string) =>
  `public.application_by_link('${link(which)}') -> 'stamps' ->> '${part}'`
const save = (which: Which, answer = '{"city": "Ségou"}') =>
  `public.save_application_part('${link(which)}', 'work', ${stampNow(which, 'work')}, '${answer}')`
const savePart = (which: Which, began = stampNow(which, 'institution'), part = 'institution') =>
  `public.save_application_part('${link(which)}', '${part}', ${began}, '{"city": "Ségou"}')`
const addPaper = (which: Which, content = 'JVBERg==') =>
  `public.add_application_paper('${link(which)}', 'a.pdf', 'application/pdf', '${content}')`
const submit = (which: Which) => `public.submit_application('${link(which)}')`
const withdraw = (which: Which) => `public.withdraw_application('${link(which)}')`
const write = (which: Which) => `public.write_as_applicant('${link(which)}', 'Good day')`
const appeal = (which: Which) => `public.appeal_decision('${link(which)}', 'Please look again')`
const assign = (which: Which, to: Actor = 'coordinator') =>
  `public.assign_application('${application[which]}', '${person[to as keyof typeof person]}')`
const recommend = (which: Which, verdict = 'accept') =>
  `public.recommend_on_application('${application[which]}', '${verdict}', 'because')`
const declare = (which: Which) => `public.declare_conflict('${application[which]}', 'I sat on its board')`
const request = (which: Which) => `public.request_information('${application[which]}', 'Who funds you?')`
const message = (which: Which) => `public.message_applicant('${application[which]}', 'Good day')`
const decide = (which: Which, verdict = 'accept', reason = '') =>
  `public.decide_application('${application[which]}', '${verdict}', '${reason}')`

/** Two coordinating institutions, each with its coordinator. */
const houses = `update public.institutions set coordinating = true where slug in ('lead', 'outside');
  insert into public.affiliations (person_id, institution_id, started_on) values
    ('${person.coordinator}', '${institution.lead}', current_date), ('${person.secondCoordinator}', '${institution.outside}', current_date)`
const voice = (who: 'coordinator' | 'secondCoordinator', which: Which, verdict = 'accept', round = 1) =>
  `insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons) values
    ('${application[which]}', ${round}, '${person[who]}', '${institution[who === 'coordinator' ? 'lead' : 'outside']}', '${verdict}', 'because')
   on conflict (application_id, round, person_id) do update set institution_id = excluded.institution_id, verdict = excluded.verdict`
const conflict = (who: 'coordinator' | 'secondCoordinator', which: Which) =>
  `insert into public.application_conflicts (application_id, person_id, reason) values ('${application[which]}', '${person[who]}', 'x')`
const all = (...statements: string[]) => statements.join('; ')
const bothFor = all(houses, voice('coordinator', 'review'), voice('secondCoordinator', 'review'))

/** Everyone but coordinators is refused each of these. */
const reviewing: Record<string, string> = {
  'takes on an application': assign('review'),
  recommends: recommend('review'),
  'declares a conflict': declare('review'),
  'asks for information': request('review'),
  'writes to the applicant': message('review'),
  decides: decide('review'),
}
const outsiders: readonly Actor[] = [
  'applicant',
  'otherMember',
  'representative',
  'formerMember',
  'disabled',
  'stranger',
]
const notForThem: Scene[] = Object.entries(reviewing).flatMap(([what, sql]) => [
  ...outsiders.map((actor) =>
    scene(`${called[actor]} ${what}: refused`, actor, `select ${sql}`, answers('refused'), houses),
  ),
  scene(`an anonymous visitor ${what}: refused`, 'anonymous', `select ${sql}`, refused),
])
const coordinating = (
  sentence: string,
  sql: string,
  word: string | null,
  given?: string,
  as: Actor = 'coordinator',
) => scene(sentence, as, `select ${sql}`, answers(word), given)

const asApplicant = `select set_config('request.jwt.claim.sub', '', true)`
const asCoordinator = actingAs('coordinator')

export const applicationFunctions: Chapter = {
  about: 'applying and reviewing',
  scenes: [
    // Without an account.
    holder('anybody begins a draft', `public.start_application('new@applicants.example')`, 'started'),
    holder('a guessed link opens nothing', `public.open_application('guess')`, 'spent'),
    holder('no link opens nothing', 'public.open_application(null)', 'spent'),
    holder('a link opens its application', `public.open_application('${link('draft')}')`, 'opened'),
    holder(
      'a link that is too old opens nothing',
      `public.open_application('${link('draft')}')`,
      'spent',
      `update public.application_links set expires_at = now()`,
    ),
    scene(
      'a link that came by letter proves the address',
      'service',
      `select (email_verified_at is not null)::text from public.applications where id = '${application.draft}'`,
      sees('true'),
      all(
        `update public.applications set email_verified_at = null`,
        `update public.application_links l set by_letter = true, email = a.email from public.applications a where a.id = l.application_id`,
        `select public.open_application('${link('draft')}')`,
      ),
    ),
    scene(
      'a link kept in the browser does not',
      'service',
      `select (email_verified_at is not null)::text from public.applications where id = '${application.draft}'`,
      sees('false'),
      all(
        `update public.applications set email_verified_at = null`,
        `update public.application_links l set email = a.email from public.applications a where a.id = l.application_id`,
        `select public.open_application('${link('draft')}')`,
      ),
    ),
    scene(
      'nor one that went to an earlier address',
      'service',
      `select (email_verified_at is not null)::text from public.applications where id = '${application.draft}'`,
      sees('false'),
      all(
        `update public.applications set email_verified_at = null`,
        `update public.application_links set by_letter = true, email = 'earlier@applicants.example'`,
        `select public.open_application('${link('draft')}')`,
      ),
    ),
    holder('a draft is saved', save('draft'), 'saved'),
    holder('what was handed in is not changed any more', save('review'), 'closed'),
    holder('a part is saved by who says which answers they began from', savePart('draft'), 'saved'),
    holder('who began from other answers is told', savePart('draft', `md5('before')`), 'stale'),
    holder(
      'a stamp of another part is none of this one',
      savePart('draft', stampNow('draft', 'work')),
      'stale',
    ),
    holder('a part that does not exist is in no state', savePart('draft', `''`, 'papers'), 'stale'),
    holder('a part of what was handed in is not changed', savePart('review'), 'closed'),
    holder('nor one without a link', `public.save_application_part('guess', 'work', '', '{}')`, 'gone'),
    scene(
      'another address has to be proven anew',
      'service',
      `select coalesce(email_verified_at::text, 'unproven') from public.applications where id = '${application.draft}'`,
      sees('unproven'),
      `select ${save('draft', '{"email": "Other@applicants.example"}')}`,
    ),
    scene(
      'the same address stays proven',
      'service',
      `select coalesce(email_verified_at::text, 'unproven') = 'unproven' from public.applications where id = '${application.draft}'`,
      sees('false'),
      `select ${save('draft', '{"email": "draft@applicants.example"}')}`,
    ),
    holder('the link is sent once more', `public.send_application_link('${link('draft')}')`, 'sent'),
    holder(
      'but not six times an hour',
      `public.send_application_link('${link('draft')}')`,
      'too-many',
      `insert into app.counted (what, who) select 'links of an application', '${application.draft}' from generate_series(1, 5)`,
    ),
    holder('a paper joins a draft', addPaper('draft'), 'added'),
    holder('and the answer to a request', addPaper('asked'), 'added'),
    holder('not a review under way', addPaper('review'), 'closed'),
    holder(
      'nor without a link',
      `public.add_application_paper('guess', 'a', 'application/pdf', 'JQ==')`,
      'gone',
    ),
    holder(
      'nine papers are too many',
      addPaper('draft'),
      'too-many',
      `insert into public.application_papers (application_id, name, media_type, bytes) select '${application.draft}', 'n', 'application/pdf', '\\x25' from generate_series(1, 7)`,
    ),
    scene(
      'a paper of another kind is none',
      'anonymous',
      `select public.add_application_paper('${link('draft')}', 'a.html', 'text/html', 'JVBERg==')`,
      fails('23514'),
    ),
    holder(
      'a paper is taken back from a draft',
      `public.remove_application_paper('${link('draft')}', '${paper.draft}')`,
      'removed',
    ),
    holder(
      "not another applicant's",
      `public.remove_application_paper('${link('draft')}', '${paper.review}')`,
      'gone',
    ),
    holder(
      'nor one that the alliance has seen',
      `public.remove_application_paper('${link('review')}', '${paper.review}')`,
      'closed',
    ),
    holder(
      'nor an old one while an answer is awaited',
      `public.remove_application_paper('${link('asked')}', '${paper.review}')`,
      'closed',
      `update public.application_papers set application_id = '${application.asked}', created_at = now() - interval '3 days'`,
    ),
    holder(
      'the applicant reads their paper',
      `public.application_paper('${paper.review}', '${link('review')}') ->> 'name'`,
      'review.pdf',
    ),
    holder('nobody reads it without a link', `public.application_paper('${paper.review}', null)`, null),
    holder(
      'nor with a link to another application',
      `public.application_paper('${paper.review}', '${link('draft')}')`,
      null,
    ),
    scene(
      'a member does not read it',
      'representative',
      `select public.application_paper('${paper.review}')`,
      answers(null),
    ),
    scene(
      'a coordinator does',
      'coordinator',
      `select public.application_paper('${paper.review}') ->> 'name'`,
      answers('review.pdf'),
    ),
    scene(
      'but not that of a draft',
      'coordinator',
      `select public.application_paper('${paper.draft}')`,
      answers(null),
    ),

    holder('a complete draft is handed in', submit('draft'), 'submitted'),
    holder(
      'not one with an unproven address',
      submit('draft'),
      'incomplete',
      'update public.applications set email_verified_at = null',
    ),
    holder(
      'nor one without mandate',
      submit('draft'),
      'incomplete',
      'update public.applications set mandate = null',
    ),
    holder('nor a second time', submit('waiting'), 'closed'),
    holder('a draft is withdrawn', withdraw('draft'), 'withdrawn'),
    holder('an application is withdrawn', withdraw('asked'), 'withdrawn'),
    holder('a decided one is not', withdraw('declined'), 'closed'),
    holder('an answer starts the clock again', write('asked'), 'answered'),
    scene(
      'and adds the days it stood still',
      'service',
      `select round(extract(epoch from review_due_at - now()) / 86400)::text from public.applications where number = 903`,
      sees('44'),
      `select ${write('asked')}`,
    ),
    holder('a message changes nothing', write('review'), 'sent'),
    holder('a draft writes to nobody', write('draft'), 'closed'),
    holder(
      'twenty messages a day are enough',
      write('review'),
      'too-many',
      `insert into public.application_messages (application_id, kind, from_applicant, body) select '${application.review}', 'message', true, 'x' from generate_series(1, 19)`,
    ),
    holder('a decline is appealed', appeal('declined'), 'appealed'),
    holder('once', appeal('declined'), 'closed', 'update public.applications set appealed_at = now()'),
    holder('what is not declined is not appealed', appeal('review'), 'closed'),
    holder(
      'nor what was declined too long ago',
      appeal('declined'),
      'too-late',
      `update public.applications set closed_at = now() - interval '31 days' where number = 904`,
    ),
    holder('everybody may know the terms', `public.joining_terms() ->> 'reviewDays'`, '42'),

    // Coordinators.
    ...notForThem,
    coordinating('takes on an application', assign('waiting'), 'assigned'),
    coordinating('gives one to another coordinator', assign('review', 'secondCoordinator'), 'assigned'),
    coordinating('gives none to a member', assign('review', 'author'), 'refused'),
    coordinating('takes on no draft', assign('draft'), 'refused'),
    coordinating('takes on nothing that was decided', assign('declined'), 'closed'),
    coordinating('recommends for a coordinating institution', recommend('review'), 'given', houses),
    coordinating('speaks for no other institution', recommend('review'), 'no-voice'),
    coordinating(
      'nor for one that does not coordinate',
      recommend('review'),
      'no-voice',
      all(houses, `update public.institutions set coordinating = false`),
    ),
    coordinating(
      'nor for one that left',
      recommend('review'),
      'no-voice',
      all(houses, `update public.institutions set status = 'left' where slug = 'lead'`),
    ),
    coordinating(
      'recommends nothing after a conflict',
      recommend('review'),
      'conflict',
      all(houses, conflict('coordinator', 'review')),
    ),
    coordinating('recommends nothing on what was decided', recommend('declined'), 'closed', houses),
    coordinating('declares a conflict', declare('review'), 'declared'),
    coordinating('asks for information', request('review'), 'requested'),
    coordinating('asks not twice at once', request('asked'), 'closed'),
    coordinating(
      'asks nothing after a conflict',
      request('review'),
      'conflict',
      conflict('coordinator', 'review'),
    ),
    coordinating('writes to the applicant', message('review'), 'sent'),
    coordinating('writes nothing to a draft', message('draft'), 'refused'),
    coordinating(
      'writes nothing after a conflict',
      message('review'),
      'conflict',
      conflict('coordinator', 'review'),
    ),

    coordinating('accepts when all have spoken for it', decide('review'), 'decided', bothFor),
    coordinating(
      'not while one has not spoken',
      decide('review'),
      'no-quorum',
      all(houses, voice('coordinator', 'review')),
    ),
    coordinating(
      'what it said on another application does not count',
      decide('review'),
      'no-quorum',
      all(houses, voice('coordinator', 'review'), voice('secondCoordinator', 'asked')),
    ),
    coordinating(
      'unless the alliance asks for one voice only',
      decide('review'),
      'decided',
      all(houses, voice('coordinator', 'review'), 'update public.alliance_settings set quorum = 1'),
    ),
    coordinating(
      'or the other one declared a conflict',
      decide('review'),
      'decided',
      all(houses, voice('coordinator', 'review'), conflict('secondCoordinator', 'review')),
    ),
    coordinating(
      'the voice of who declared a conflict does not count',
      decide('review'),
      'no-quorum',
      all(
        bothFor,
        conflict('secondCoordinator', 'review'),
        `delete from public.application_voices where person_id = '${person.coordinator}'`,
      ),
    ),
    coordinating(
      'nor that of who coordinates no more',
      decide('review'),
      'no-quorum',
      all(
        bothFor,
        `update public.alliance_roles set started_on = current_date - 9, ended_on = current_date where person_id = '${person.secondCoordinator}'`,
        `delete from public.application_voices where person_id = '${person.coordinator}'`,
      ),
    ),
    coordinating(
      'nor one of the first round after an appeal',
      decide('review'),
      'no-quorum',
      all(bothFor, `update public.applications set round = 2 where number = 902`),
    ),
    coordinating(
      'no accepting against the voices',
      decide('review'),
      'against-voices',
      all(bothFor, voice('secondCoordinator', 'review', 'decline')),
    ),
    coordinating('no declining against them', decide('review', 'decline', 'no'), 'against-voices', bothFor),
    coordinating(
      'declines with a reason',
      decide('review', 'decline', 'no work on peace operations yet'),
      'decided',
      all(bothFor, voice('secondCoordinator', 'review', 'decline')),
    ),
    coordinating(
      'not without one',
      decide('review', 'decline', '  '),
      'reason-missing',
      all(bothFor, voice('secondCoordinator', 'review', 'decline')),
    ),
    coordinating(
      'decides nothing after a conflict',
      decide('review'),
      'conflict',
      all(bothFor, conflict('coordinator', 'review')),
    ),
    coordinating('decides nothing without a voice', decide('review'), 'no-voice'),
    coordinating('decides no draft', decide('draft'), 'refused', houses),
    coordinating('decides nothing twice', decide('declined'), 'closed', houses),
    scene(
      'who is accepted is an institution',
      'service',
      `select slug from public.institutions where name = 'Review (invented)'`,
      sees('review-invented'),
      all(bothFor, asCoordinator, `select ${decide('review')}`),
    ),
    scene(
      'and its focal person is invited to represent it',
      'service',
      `select email from public.invitations where role = 'primary representative'`,
      sees('review@applicants.example'),
      all(bothFor, asCoordinator, `select ${decide('review')}`),
    ),

    // Pages.
    holder(
      'the applicant sees their application',
      `public.application_by_link('${link('review')}') ->> 'number'`,
      '902',
    ),
    holder('nobody sees one by guessing', `public.application_by_link('guess')`, null),
    scene(
      'no note and no voice reaches the applicant',
      'anonymous',
      `select (public.application_by_link('${link('review')}')::text ~ 'between us|reasons')::text`,
      sees('false'),
    ),
    scene(
      'the queue is for coordinators',
      'representative',
      `select public.application_queue('all', '', '', 'due', 1)`,
      answers(null),
    ),
    coordinating(
      'finds an application by the beginning of its name',
      `public.application_queue('all', '', 'revi', 'due', 1) #>> '{rows,0,number}'`,
      '902',
    ),
    coordinating(
      'counts what is open',
      `public.application_queue('open', '', '', 'due', 1) ->> 'total'`,
      '3',
    ),
    coordinating('finds no draft', `public.application_queue('all', '', 'draft', 'due', 1) ->> 'total'`, '0'),
    coordinating(
      'finds what was given to nobody',
      `public.application_queue('all', 'nobody', '', 'due', 1) ->> 'total'`,
      '3',
      `update public.applications set assigned_to = '${person.coordinator}' where number = 901`,
    ),
    coordinating(
      'finds what was given to them',
      `public.application_queue('all', 'me', '', 'due', 1) #>> '{rows,0,number}'`,
      '901',
      `update public.applications set assigned_to = '${person.coordinator}' where number = 901`,
    ),
    coordinating('opens a case', `public.application_case(902) ->> 'state'`, 'under review'),
    scene('a member opens none', 'representative', `select public.application_case(902)`, answers(null)),
    coordinating(
      'a letter of the case shows no link',
      `public.application_case(902) #>> '{letters,0,text}'`,
      'see …!',
      `insert into public.letters (kind, recipient, application_id, body_text) values ('application-received', 'a@b.example', '${application.review}', 'see ' || repeat('0a', 24) || '!')`,
    ),
    coordinating(
      'is shown what may be the same',
      `public.application_case(902) #>> '{duplicates,0,reasons}'`,
      '["acronym", "domain"]',
      `update public.applications set website = 'https://www.skerry.example/x', acronym = 'SO' where number = 902;
       update public.institutions set website = 'http://skerry.example', acronym = 'so' where slug = 'outside'`,
    ),
    coordinating('is told how many wait', `public.applications_waiting() ->> 'waiting'`, '2'),
    scene('a member is not', 'representative', 'select public.applications_waiting()', answers(null)),

    // By themselves.
    scene(
      'a silent draft is warned once',
      'service',
      `select public.warn_silent_applicants() ->> 'done'`,
      sees('1'),
      `update public.applications set heard_from_at = now() - interval '54 days' where state = 'draft'`,
    ),
    scene(
      'a draft of fifty days is not warned yet',
      'service',
      `select public.warn_silent_applicants() ->> 'done'`,
      sees('0'),
      `update public.applications set heard_from_at = now() - interval '50 days' where state = 'draft'`,
    ),
    scene(
      'nothing expires without a warning',
      'service',
      `select public.expire_applications() ->> 'done'`,
      sees('0'),
      `update public.applications set heard_from_at = now() - interval '99 days', answer_due_at = answer_due_at - interval '99 days'`,
    ),
    scene(
      'nor before the warning had its days',
      'service',
      `select public.expire_applications() ->> 'done'`,
      sees('0'),
      `update public.applications set heard_from_at = now() - interval '99 days', answer_due_at = answer_due_at - interval '99 days', warned_at = now() - interval '6 days'`,
    ),
    scene(
      'what stayed silent expires: a draft, and a request without answer',
      'service',
      `select public.expire_applications() ->> 'done'`,
      sees('2'),
      `update public.applications set heard_from_at = now() - interval '99 days', answer_due_at = answer_due_at - interval '99 days', warned_at = now() - interval '8 days'`,
    ),
    scene(
      'coordinators are reminded of what is nearly due',
      'service',
      `select public.remind_of_reviews() ->> 'done'`,
      sees('2'),
      `update public.applications set review_due_at = now() + interval '6 days' where submitted_at is not null`,
    ),
    ...(
      [
        ['warned', 'warn_silent_applicants', ''],
        ['ended', 'expire_applications', `, warned_at = now() - interval '8 days'`],
      ] as const
    ).map(([what, step, warned]) =>
      scene(
        `where one applicant cannot be written to, it is named, and the others are ${what} all the same`,
        'service',
        `select (d ->> 'done') || ' ' || (d -> 'leftOut' -> 0 ->> 'application') from public.${step}() d`,
        sees(`1 ${application.draft}`),
        `update public.applications set heard_from_at = now() - interval '99 days', answer_due_at = answer_due_at - interval '99 days'${warned};
         alter table public.letters add constraint stumbles check (recipient not like 'draft@%')`,
      ),
    ),
    scene(
      'where coordinators cannot be told of one application, they are told of the next',
      'service',
      `select (d ->> 'done') || ' ' || (d -> 'leftOut' -> 0 ->> 'application') from public.remind_of_reviews() d`,
      sees(`1 ${application.waiting}`),
      `update public.applications set review_due_at = now() + interval '6 days' where submitted_at is not null;
       alter table public.applications add constraint stumbles check (number <> 901 or reminded_at is null)`,
    ),
    scene(
      'where one application cannot be forgotten, the others are',
      'service',
      `select (d ->> 'done') || ' ' || (d -> 'leftOut' -> 0 ->> 'application') from public.purge_applications() d`,
      sees(`1 ${application.waiting}`),
      `update public.applications set state = 'withdrawn', closed_at = now() - interval '370 days' where number in (901, 904);
       create table public.holds (id uuid references public.applications); insert into public.holds values ('${application.waiting}')`,
    ),
    scene(
      'a declined application is kept for a year',
      'service',
      `select public.purge_applications() ->> 'done'`,
      sees('0'),
      `update public.applications set closed_at = now() - interval '360 days' where closed_at is not null`,
    ),
    scene(
      'and forgotten then',
      'service',
      `select public.purge_applications() ->> 'done'`,
      sees('1'),
      `update public.applications set closed_at = now() - interval '370 days' where closed_at is not null`,
    ),
    ...(
      [
        ['360 days', 'an accepted application is kept for a year', 'declined@applicants.example'],
        ['370 days', 'and then stays without its people', 'nobody'],
      ] as const
    ).map(([age, sentence, whom]) =>
      scene(
        sentence,
        'service',
        `select coalesce(email, 'nobody') from public.applications where id = '${application.declined}'`,
        sees(whom),
        `update public.applications set state = 'accepted', closed_at = now() - interval '${age}' where closed_at is not null;
         select public.purge_applications()`,
      ),
    ),
    scene(
      'the applicant is no person in the trail, but a visitor',
      'service',
      `select distinct actor_kind from public.audit_trail where subject = 'applications' and action = 'update'`,
      sees('visitor'),
      all(`set local request.jwt.claim.role = 'anon'`, asApplicant, `select ${withdraw('asked')}`),
    ),
  ],
}
