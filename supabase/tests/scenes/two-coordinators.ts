import { answers, everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { actingAs, application, called, institution, person, role, type Actor } from '../world.ts'

const all = (...statements: string[]) => statements.join('; ')
/** The two coordinators speak for two institutions; a third one, of the first institution, is named here and there. */
const houses = `
  update public.institutions set coordinating = true where id in ('${institution.lead}', '${institution.outside}');
  insert into public.affiliations (person_id, institution_id) values
    ('${person.coordinator}', '${institution.lead}'), ('${person.secondCoordinator}', '${institution.outside}');
  update public.alliance_roles set ended_on = null where id = '${role.second}'`
const third = (who: 'alternate' | 'applicant' | 'otherMember') =>
  `insert into public.alliance_roles (person_id, role) values ('${person[who]}', 'coordinator')`
const name = (who: keyof typeof person) =>
  `select public.name_coordinator('${person[who]}', current_date, null)`
const date = (
  which: keyof typeof role,
  until: string,
  from = `(select started_on from public.alliance_roles where id = '${role[which]}')`,
) => `select public.date_coordinator('${role[which]}', ${from}, ${until})`
const quorum = (count: string) => `select public.set_quorum(${count})`
const open = '(select id from public.alliance_proposals where outcome is null)'
const settle = (answer: string, which = open) => `select public.settle_proposal(${which}, '${answer}')`
const proposed = all(houses, actingAs('coordinator'), name('editor'))
const coordinates = 'select app.i_coordinate()::text'
const says = (sentence: string, as: Actor, sql: string, word: string, given: string) =>
  scene(sentence, as, sql, answers(word), given)

const recommend = `select public.recommend_on_application('${application.review}', 'accept', 'because')`
const decide = `select public.decide_application('${application.review}', 'accept', '')`
const assign = (who: keyof typeof person) =>
  `select public.assign_application('${application.review}', '${person[who]}')`
const conflict = (who: keyof typeof person) =>
  `insert into public.application_conflicts (application_id, person_id, reason) values ('${application.review}', '${person[who]}', 'x')`
/** The application comes in while the two coordinate. */
const cameIn = all(
  houses,
  `insert into public.application_panels (application_id, person_id, institution_id) values
     ('${application.review}', '${person.coordinator}', '${institution.lead}'), ('${application.review}', '${person.secondCoordinator}', '${institution.outside}')`,
)
const newVoice = all(third('otherMember'), `delete from public.alliance_roles where id = '${role.second}'`)

const tables: readonly Chapter[] = [
  { table: 'alliance_proposals', key: 'kind', seen: sees('coordinator') },
  { table: 'application_panels', key: 'person_id', seen: sees(person.coordinator) },
].map(({ table, key, seen }) => ({
  about: table,
  scenes: [
    ...everyone(
      'select',
      'rows',
      `select ${key} from public.${table}`,
      { anonymous: refused, coordinator: seen },
      nothing,
    ).map((each) => ({
      ...each,
      given: `insert into public.alliance_proposals (kind, person_id, from_day) values ('coordinator', '${person.editor}', current_date);
          insert into public.application_panels values ('${application.review}', '${person.coordinator}', '${institution.lead}')`,
    })),
    ...everyone(
      'insert',
      'a row past the functions',
      `insert into public.${table} default values`,
      {},
      refused,
    ),
    ...everyone('update', 'a row', `update public.${table} set ${key} = ${key}`, {}, refused),
    ...everyone('delete', 'rows', `delete from public.${table}`, {}, refused),
  ],
}))

export const proposalTables = tables

export const twoCoordinators: Chapter = {
  about: 'two coordinators',
  scenes: [
    says('a coordinator names nobody alone', 'coordinator', name('editor'), 'proposed', houses),
    scene('who was proposed does not coordinate', 'editor', coordinates, sees('false'), proposed),
    scene(
      'once a coordinator of another institution confirmed it they do',
      'editor',
      coordinates,
      sees('true'),
      all(proposed, actingAs('secondCoordinator'), settle('confirm')),
    ),
    scene(
      'and not when it was declined',
      'editor',
      coordinates,
      sees('false'),
      all(proposed, actingAs('secondCoordinator'), settle('decline')),
    ),
    says('nobody confirms what they proposed', 'coordinator', settle('confirm'), 'refused', proposed),
    says(
      'nor does a coordinator of the same institution',
      'alternate',
      settle('confirm'),
      'refused',
      all(proposed, third('alternate')),
    ),
    says(
      'nor one of no institution',
      'applicant',
      settle('confirm'),
      'refused',
      all(proposed, third('applicant')),
    ),
    ...(['representative', 'editor', 'formerMember', 'disabled'] as const).map((actor) =>
      scene(
        `${called[actor]} confirms nothing`,
        actor,
        `select public.settle_proposal('${role.second}', 'confirm')`,
        answers('refused'),
        proposed,
      ),
    ),
    says('who proposed it withdraws it', 'coordinator', settle('withdraw'), 'withdrawn', proposed),
    says('nobody else does', 'secondCoordinator', settle('withdraw'), 'refused', proposed),
    says(
      'what was settled is settled',
      'secondCoordinator',
      settle('confirm', '(select id from public.alliance_proposals)'),
      'gone',
      all(proposed, settle('withdraw')),
    ),
    says(
      'a second proposal about the same person waits for the first',
      'secondCoordinator',
      name('editor'),
      'pending',
      proposed,
    ),
    says(
      'what can no longer be done is not confirmed',
      'secondCoordinator',
      settle('confirm'),
      'unfit',
      all(proposed, `update public.people set disabled_at = now() where id = '${person.editor}'`),
    ),
    scene(
      'the other coordinators are told, whatever letters they chose',
      'service',
      `select recipient || ' ' || kind from public.letters where kind like 'alliance-%'`,
      sees('secondcoordinator@people.example alliance-proposed'),
      all(
        `insert into public.mail_wishes (person_id, kind, cadence) values ('${person.secondCoordinator}', 'application', 'off')`,
        proposed,
      ),
    ),
    scene(
      'and of the answer, who was named included',
      'service',
      `select recipient || ' ' || kind from public.letters where kind = 'alliance-changed'`,
      sees('coordinator@people.example alliance-changed', 'editor@people.example alliance-changed'),
      all(proposed, actingAs('secondCoordinator'), settle('confirm')),
    ),
    scene(
      'a coordinator sees what is proposed, and whether they may settle it',
      'secondCoordinator',
      `select concat_ws(' ', p ->> 'kind', p ->> 'person', p -> 'abilities' ->> 'settle', p -> 'abilities' ->> 'withdraw') from jsonb_array_elements(public.open_proposals()) p`,
      sees('coordinator editor true false'),
      proposed,
    ),
    scene('nobody else does', 'representative', 'select public.open_proposals()', answers(null), proposed),
    scene(
      'it is noted',
      'coordinator',
      `select action || ' ' || (after ->> 'kind') from public.audit_trail where subject = 'alliance_proposals'`,
      sees('insert coordinator'),
      proposed,
    ),

    says(
      'another coordinator’s role is not ended alone',
      'coordinator',
      date('second', 'current_date + 9'),
      'proposed',
      houses,
    ),
    says(
      'nor one’s own made longer',
      'secondCoordinator',
      date('second', 'current_date + 99'),
      'proposed',
      all(houses, `update public.alliance_roles set ended_on = current_date + 9 where id = '${role.second}'`),
    ),
    says(
      'nor begun earlier',
      'secondCoordinator',
      date('second', 'null', 'current_date - 99'),
      'proposed',
      houses,
    ),
    says(
      'days of one’s own are given up at once',
      'secondCoordinator',
      date('second', 'current_date + 9'),
      'dated',
      houses,
    ),
    says(
      'the last one does not leave by a proposal either',
      'secondCoordinator',
      settle('confirm'),
      'unfit',
      all(
        houses,
        `update public.alliance_roles set ended_on = current_date + 1 where id = '${role.second}'`,
        actingAs('coordinator'),
        date('coordinator', 'current_date + 9', 'current_date - 99'),
      ),
    ),

    says('the quorum is proposed', 'coordinator', quorum('1'), 'proposed', houses),
    scene(
      'and stands as it stood',
      'service',
      `select coalesce(quorum::text, 'all') from public.alliance_settings`,
      sees('all'),
      all(houses, actingAs('coordinator'), quorum('1')),
    ),
    scene(
      'until it is confirmed',
      'service',
      `select coalesce(quorum::text, 'all') from public.alliance_settings`,
      sees('1'),
      all(houses, actingAs('coordinator'), quorum('1'), actingAs('secondCoordinator'), settle('confirm')),
    ),
    says('what stands is not proposed', 'coordinator', quorum('null'), 'unchanged', houses),
    scene('a representative proposes no quorum', 'representative', quorum('1'), answers('refused'), houses),
    scene(
      'nobody sets it past the function',
      'coordinator',
      'update public.alliance_settings set quorum = 1',
      refused,
    ),
    scene(
      'the other settings are saved as before',
      'coordinator',
      'update public.alliance_settings set draft_days = 50',
      touches(1),
    ),

    says(
      'the first coordinator names the second alone',
      'coordinator',
      name('editor'),
      'named',
      `delete from public.alliance_roles where id <> '${role.coordinator}'`,
    ),
    says(
      'so do those of one institution only',
      'coordinator',
      name('editor'),
      'named',
      all(
        houses,
        `update public.affiliations set institution_id = '${institution.lead}' where person_id = '${person.secondCoordinator}'`,
      ),
    ),
    says(
      'and set the quorum',
      'coordinator',
      quorum('1'),
      'set',
      `delete from public.alliance_roles where id <> '${role.coordinator}'`,
    ),

    says('who was there when an application came in is heard', 'coordinator', recommend, 'given', cameIn),
    says(
      'who was named later is not',
      'otherMember',
      recommend,
      'named-later',
      all(cameIn, third('otherMember')),
    ),
    says('and does not decide', 'otherMember', decide, 'named-later', all(cameIn, third('otherMember'))),
    says(
      'unless nobody else is left',
      'otherMember',
      recommend,
      'given',
      all(
        cameIn,
        newVoice,
        `update public.alliance_roles set ended_on = current_date + 9 where id <> '${role.coordinator}';
        delete from public.alliance_roles where id = '${role.coordinator}'`,
      ),
    ),
    says(
      'ending another one’s affiliation takes no voice from the quorum',
      'coordinator',
      decide,
      'no-quorum',
      all(
        cameIn,
        actingAs('coordinator'),
        recommend,
        `update public.affiliations set ended_on = current_date where person_id = '${person.secondCoordinator}'`,
      ),
    ),
    scene(
      'who coordinates when it is handed in is noted',
      'service',
      `select count(*)::text from public.application_panels where application_id = '${application.draft}'`,
      sees('2'),
      all(
        houses,
        `update public.applications set state = 'submitted', number = 999, submitted_at = now() where id = '${application.draft}'`,
      ),
    ),

    says(
      'who declared a conflict assigns nobody',
      'coordinator',
      assign('secondCoordinator'),
      'conflict',
      conflict('coordinator'),
    ),
    says('nor themselves', 'coordinator', assign('coordinator'), 'conflict', conflict('coordinator')),
    says(
      'nor is the one who declared it assigned',
      'coordinator',
      assign('secondCoordinator'),
      'assignee-conflict',
      conflict('secondCoordinator'),
    ),
  ],
}
