import {
  answers,
  everyone,
  fails,
  refused,
  scene,
  sees,
  touches,
  type Chapter,
  type Scene,
} from '../scene.ts'
import {
  actingAs,
  account,
  address,
  affiliation,
  application,
  called,
  cast,
  chapter,
  compendium,
  institution,
  person,
  token,
  type Actor,
} from '../world.ts'

/** Functions that only the service may call, with arguments that would do something. */
const forTheService: Record<string, string> = {
  append_updates: `public.append_updates('[]')`,
  chapter_whole_history: `public.chapter_whole_history('${chapter.public}')`,
  note_chapter_fault: `public.note_chapter_fault('${chapter.public}', 'x')`,
  chapter_state: `public.chapter_state('${chapter.public}')`,
  chapter_open_history: `public.chapter_open_history('${chapter.public}', now())`,
  fold_chapter: `public.fold_chapter('${chapter.public}', '{}')`,
  claim_letters: 'public.claim_letters(1)',
  settle_letter: `public.settle_letter(gen_random_uuid(), null, null, null, null)`,
  chapter_access_of: `public.chapter_access_of('[]')`,
  letter_texts_in_force: `public.letter_texts_in_force('en')`,
  note_bounce: `public.note_bounce(null, 'author@people.example', 'hard', '')`,
  'app.letter_texts_newest': `app.letter_texts_newest('en')`,
  'app.note_return': `app.note_return(null, 'author@people.example', 'hard', '')`,
  'app.return_reason': `app.return_reason('x')`,
  'app.letters_of_case': `app.letters_of_case('${application.review}')`,
  'app.letters_of_fate': `app.letters_of_fate('failed')`,
  claim_job: `public.claim_job('x', 60)`,
  settle_job: `public.settle_job('x', null)`,
  'app.last_seen': `app.last_seen('${person.author}')`,
  send_digests: 'public.send_digests()',
  rights_clock: 'public.rights_clock()',
  migrations_applied: 'public.migrations_applied()',
  warn_silent_applicants: 'public.warn_silent_applicants()',
  expire_applications: 'public.expire_applications()',
  remind_of_reviews: 'public.remind_of_reviews()',
  purge_applications: 'public.purge_applications()',
  'app.application_of': `app.application_of('x')`,
  'app.application_link': `app.application_link('${application.review}', true)`,
  'app.write_to_applicant': `app.write_to_applicant('${application.review}', 'application-link')`,
  'app.tell_coordinators': `app.tell_coordinators('${application.review}', 'application-arrived')`,
  'app.send_application_link_letter': `app.send_application_link_letter('${application.review}')`,
  'app.digest_of': `app.digest_of('x')`,
  'app.count_in_turn': `app.count_in_turn('x', 'y')`,
  'app.may_again': `app.may_again('x', 'y', 1, 1)`,
  'app.fit_to_greet': `app.fit_to_greet('x')`,
  'app.origin_of_call': 'app.origin_of_call(null, null)',
  portal_key: 'public.portal_key()',
  'app.application_for_review': `app.application_for_review('${application.review}')`,
  'app.invite': `app.invite('${institution.lead}', 'x@y.example', 'X', 'primary representative', null)`,
  'app.likely_duplicates': `app.likely_duplicates('${application.review}')`,
  'app.free_slug': `app.free_slug('x')`,
  'app.tell': `app.tell('${person.author}', 'application', 'x', '{}')`,
  'app.coordinators': 'app.coordinators()',
  'app.coordinating_institution_of': `app.coordinating_institution_of('${person.coordinator}')`,
  'app.voices_on': `app.voices_on('${application.review}')`,
  'app.heard_about': `app.heard_about('${application.review}')`,
  'app.coordinators_beside': 'app.coordinators_beside(null, null)',
  'app.tell_of_proposal': `app.tell_of_proposal(null, 'alliance-changed', null)`,
  'app.fit_to_name': `app.fit_to_name('${person.author}', current_date, null)`,
  'app.fit_to_date': `app.fit_to_date('${person.author}', current_date, null)`,
  'app.carry_out': 'app.carry_out(null)',
  'app.propose': 'app.propose(null, true)',
  'app.i_sign_for': `app.i_sign_for('${institution.lead}')`,
  'app.quorum_on': `app.quorum_on('${application.review}')`,
  'app.create_account': `app.create_account('x@y.example', 'a-password')`,
  'app.access_to': `app.access_to('${person.author}', '${chapter.given}')`,
  'app.access_in': `app.access_in('${person.author}', '${compendium.closed}')`,
  'app.leads': `app.leads('${person.leadEditor}', '${compendium.closed}')`,
  'app.authors_in': `app.authors_in('${compendium.closed}')`,
  'app.compendia_led_by': `app.compendia_led_by('${person.leadEditor}')`,
  'app.active_affiliations': 'app.active_affiliations()',
  'app.has_second_factor': `app.has_second_factor('${account.author}')`,
  'app.code_needed': 'app.code_needed()',
  'app.affiliation_to_date': `app.affiliation_to_date('${affiliation.editor}')`,
  'app.overlaps_another_role': 'app.overlaps_another_role(null, null, null)',
  'app.is_coordinator': `app.is_coordinator('${person.coordinator}')`,
  'app.lay_first_content': `app.lay_first_content('[]')`,
}
const serviceOnly = Object.entries(forTheService).flatMap(([name, call]) =>
  cast.map((actor) => scene(`${called[actor]} cannot call ${name}`, actor, `select * from ${call}`, refused)),
)

/** One scene for each actor named: what the function answers. */
const each = (what: string, sql: string, outcomes: Partial<Record<Actor, string>>): Scene[] =>
  Object.entries(outcomes).map(([actor, word]) =>
    scene(`${called[actor as Actor]} ${what}: ${word}`, actor as Actor, `select ${sql}`, answers(word)),
  )
const nobodyElse = {
  applicant: 'refused',
  otherMember: 'refused',
  reader: 'refused',
  commenter: 'refused',
  formerMember: 'refused',
  disabled: 'refused',
  stranger: 'refused',
  newcomer: 'refused',
} as const

const create = (lead: string, chapters = '[]', slug = 'new') =>
  `public.create_compendium('${slug}', 'brief', 'New', '', 'en', ${lead}, array[]::uuid[], null, null, null, '${chapters}')`
const lead = `'${institution.lead}'`
const add = (of: keyof typeof compendium, parent = 'null') =>
  `public.add_chapter('${compendium[of]}', ${parent}, 'New')`
const move = (which: keyof typeof chapter, parent = 'null', after = 'null') =>
  `public.move_chapter('${chapter[which]}', ${parent}, ${after})`
const rename = (which: keyof typeof chapter, expected: string = which) =>
  `public.rename_chapter('${chapter[which]}', 'Renamed', '${expected}')`
const invite = (at: string, email = 'new@people.example', role = 'member') =>
  `public.invite_person(${at}, '${email}', 'New', '${role}')`
const accept = (key: Parameters<typeof token>[0]) =>
  `public.accept_invitation('${token(key)}', 'Somebody', 'a-long-password')`
const keep = (of: keyof typeof compendium) =>
  `public.keep_compendium('${compendium[of]}', (select updated_at from public.compendia where id = '${compendium[of]}'), 'Kept', '', 'en', 'public', null, array[]::uuid[], null, null, null)`
const give = (to: keyof typeof chapter, who = `'${person.otherMember}'`, at = 'null', access = 'edit') =>
  `public.give_right('${chapter[to]}', ${who}, ${at}, '${access}')`

export const functions: Chapter = {
  about: 'functions',
  scenes: [
    ...everyone(
      'select',
      'who am I',
      `select public.who_am_i() ->> 'name'`,
      {
        anonymous: refused,
        disabled: answers(null),
        applicant: answers('applicant'),
        otherMember: answers('otherMember'),
        reader: answers('reader'),
        commenter: answers('commenter'),
        author: answers('author'),
        leadEditor: answers('leadEditor'),
        representative: answers('representative'),
        coordinator: answers('coordinator'),
      },
      answers('formerMember'),
    ),
    scene(
      'who left has no institution in the frame of the page',
      'formerMember',
      `select public.who_am_i() ->> 'affiliations'`,
      sees('[]'),
    ),

    ...each('opens a compendium for the lead institution', create(lead), {
      ...nobodyElse,
      author: 'refused',
      leadEditor: 'refused',
      otherRepresentative: 'refused',
      representative: 'created',
      editor: 'created',
      alternate: 'created',
      coordinator: 'created',
    }),
    scene(
      'a plain member opens none for their own institution',
      'otherMember',
      `select ${create(`'${institution.outside}'`)}`,
      answers('refused'),
    ),
    scene('an anonymous visitor cannot open a compendium', 'anonymous', `select ${create(lead)}`, refused),
    scene(
      'a compendium without lead institution is refused',
      'coordinator',
      `select ${create('null')}`,
      answers('refused'),
    ),
    scene(
      'an address that is taken is named',
      'representative',
      `select ${create(lead, '[]', 'foreign')}`,
      answers('slug-taken'),
    ),
    scene(
      'a new compendium cannot carry away a chapter of another',
      'representative',
      `select ${create(lead, `[{"id": "${chapter.foreign}", "title": "x"}]`)}`,
      fails('23505'),
    ),

    ...each('adds a chapter to the closed compendium', add('closed'), {
      ...nobodyElse,
      author: 'refused',
      colleague: 'refused',
      leadEditor: 'added',
      representative: 'added',
      editor: 'added',
      coordinator: 'added',
    }),
    scene('an anonymous visitor cannot add a chapter', 'anonymous', `select ${add('public')}`, refused),
    scene(
      'a lead cannot add to another compendium',
      'leadEditor',
      `select ${add('foreign')}`,
      answers('refused'),
    ),
    scene(
      'a chapter is not hung below one of another compendium',
      'leadEditor',
      `select ${add('closed', `'${chapter.foreign}'`)}`,
      answers('gone'),
    ),
    scene(
      'a chapter for no compendium is refused',
      'coordinator',
      `select public.add_chapter(null, null, 'New')`,
      answers('refused'),
    ),
    scene(
      'a new chapter cannot take the place of another',
      'leadEditor',
      `select public.add_chapter('${compendium.closed}', null, 'New', '${chapter.foreign}')`,
      fails('23505'),
    ),

    ...each('moves the chapter below to the top', move('below'), {
      ...nobodyElse,
      author: 'refused',
      colleague: 'refused',
      leadEditor: 'moved',
      representative: 'moved',
      coordinator: 'moved',
    }),
    scene('an anonymous visitor cannot move a chapter', 'anonymous', `select ${move('public')}`, refused),
    scene(
      'a chapter is not moved below one of another compendium',
      'coordinator',
      `select ${move('plain', `'${chapter.foreign}'`)}`,
      answers('gone'),
    ),
    scene(
      'a chapter is not moved below itself',
      'leadEditor',
      `select ${move('given', `'${chapter.below}'`)}`,
      answers('cycle'),
    ),
    scene(
      'a lead cannot move a chapter of another compendium',
      'leadEditor',
      `select ${move('foreign')}`,
      answers('refused'),
    ),

    ...each('renames the given chapter', rename('given'), {
      ...nobodyElse,
      colleague: 'refused',
      author: 'renamed',
      leadEditor: 'renamed',
      representative: 'renamed',
      coordinator: 'renamed',
    }),
    scene('an anonymous visitor cannot rename a chapter', 'anonymous', `select ${rename('public')}`, refused),
    scene(
      'an author cannot rename another chapter',
      'author',
      `select ${rename('plain')}`,
      answers('refused'),
    ),
    scene(
      'a name that changed meanwhile is not overwritten',
      'author',
      `select ${rename('given', 'an older title')}`,
      answers('changed-meanwhile'),
    ),
    scene(
      'no chapter is renamed to nothing',
      'coordinator',
      `select public.rename_chapter(null, 'x', null)`,
      answers('refused'),
    ),

    ...each('keeps the entry of the closed compendium', keep('closed'), {
      ...nobodyElse,
      author: 'refused',
      colleague: 'refused',
      leadEditor: 'kept',
      representative: 'kept',
      coordinator: 'kept',
    }),
    ...each('gives a right to the given chapter', give('given'), {
      ...nobodyElse,
      author: 'refused',
      colleague: 'refused',
      leadEditor: 'given',
      representative: 'given',
      coordinator: 'given',
    }),
    scene(
      'a lead gives no right in another compendium',
      'leadEditor',
      `select ${give('foreign')}`,
      answers('refused'),
    ),

    scene('a visitor gives no right', 'anonymous', `select ${give('public')}`, refused),
    scene(
      'a right is given to a person or to an institution, not to both',
      'leadEditor',
      `select ${give('given', undefined, lead)}`,
      answers('gone'),
    ),
    scene('nor to nobody', 'leadEditor', `select ${give('given', 'null')}`, answers('gone')),
    scene(
      'nor to an account that is closed',
      'leadEditor',
      `select ${give('plain', `'${person.disabled}'`)}`,
      answers('gone'),
    ),
    scene(
      'nor to an institution that is none',
      'leadEditor',
      `select ${give('given', 'null', 'gen_random_uuid()')}`,
      answers('gone'),
    ),
    scene(
      'an institution gets a right',
      'leadEditor',
      `select ${give('plain', 'null', lead)}`,
      answers('given'),
    ),
    scene(
      'a second one takes the place of the first',
      'service',
      `select access::text from public.chapter_grants where chapter_id = '${chapter.given}' and person_id = '${person.reader}'`,
      sees('comment'),
      `${actingAs('leadEditor')}; select ${give('given', `'${person.reader}'`, 'null', 'comment')}`,
    ),

    ...each('notes a visit to the chapter below', `public.note_visit('${chapter.below}', 7)::text`, {
      applicant: 'false',
      otherMember: 'false',
      formerMember: 'false',
      disabled: 'false',
      stranger: 'false',
      reader: 'true',
      author: 'true',
      coordinator: 'true',
    }),

    ...each('invites somebody to the lead institution', invite(lead), {
      ...nobodyElse,
      author: 'refused',
      leadEditor: 'refused',
      editor: 'refused',
      alternate: 'refused',
      otherRepresentative: 'refused',
      representative: 'invited',
      coordinator: 'invited',
    }),
    scene('an anonymous visitor invites nobody', 'anonymous', `select ${invite(lead)}`, refused),
    scene(
      'an editor cannot invite herself as representative',
      'editor',
      `select ${invite(lead, address('editor'), 'primary representative')}`,
      answers('refused'),
    ),
    scene(
      'an invitation to no institution is refused',
      'representative',
      `select ${invite('null')}`,
      answers('refused'),
    ),
    scene(
      'who belongs to the institution is not invited again',
      'representative',
      `select ${invite(lead, address('editor'))}`,
      answers('already-member'),
    ),
    scene(
      'who is invited is not invited twice',
      'representative',
      `select ${invite(lead, 'open@people.example')}`,
      answers('already-invited'),
    ),
    scene(
      'a letter with the link is not seen by who invites',
      'representative',
      'select facts from public.letters',
      refused,
      `${actingAs('representative')}; select ${invite(lead)}`,
    ),

    scene(
      'a link to an open invitation makes an account',
      'anonymous',
      `select ${accept('open')}`,
      answers('joined'),
    ),
    scene(
      'the last representative who is invited once more, with a lesser role, keeps theirs',
      'representative',
      `select ${accept('open')} ->> 'kind' || ' ' || (select role from public.affiliations where id = '${affiliation.representative}')`,
      sees('joined primary representative'),
      `update public.invitations set email = '${address('representative')}' where email = 'open@people.example'`,
    ),
    scene('a spent link opens nothing', 'anonymous', `select ${accept('spent')}`, answers('spent')),
    scene('an expired link opens nothing', 'anonymous', `select ${accept('expired')}`, answers('spent')),
    scene('a withdrawn link opens nothing', 'anonymous', `select ${accept('withdrawn')}`, answers('spent')),
    scene(
      'a made-up link opens nothing',
      'reader',
      `select public.accept_invitation('guess', 'x', 'a-long-password')`,
      answers('spent'),
    ),
    scene(
      'a missing link opens nothing',
      'reader',
      `select public.accept_invitation(null, 'x', 'a-long-password')`,
      answers('spent'),
    ),
    scene(
      'a link to somebody with an account asks them to sign in',
      'anonymous',
      `select ${accept('toReader')}`,
      answers('sign-in-first'),
    ),
    scene(
      'a link to somebody else does not let me in',
      'otherMember',
      `select ${accept('toReader')}`,
      answers('sign-in-first'),
    ),
    scene(
      'a coordinator cannot use it either',
      'coordinator',
      `select ${accept('toReader')}`,
      answers('sign-in-first'),
    ),
    scene('its owner joins', 'reader', `select ${accept('toReader')}`, answers('joined')),
    scene('a disabled account joins nothing', 'disabled', `select ${accept('toDisabled')}`, answers('spent')),
    ...(['spent', 'expired', 'withdrawn'] as const).map((key) =>
      scene(
        `a link that is ${key} tells nothing`,
        'anonymous',
        `select public.open_invitation('${token(key)}')`,
        answers(null),
      ),
    ),
    scene(
      'an open link tells where it leads',
      'anonymous',
      `select public.open_invitation('${token('open')}') ->> 'email'`,
      answers('open@people.example'),
    ),

    scene(
      'the service appends a change',
      'service',
      `select public.append_updates('[{"chapter": "${chapter.public}", "update": "AA=="}]') #>> '{gone}'`,
      sees('[]'),
    ),
    scene('the service reads the clock of rights', 'service', 'select public.rights_clock()', touches(1)),
    scene(
      'the service claims a letter',
      'service',
      'select kind from public.claim_letters(5)',
      sees('invitation'),
    ),
    ...serviceOnly,
  ],
}
