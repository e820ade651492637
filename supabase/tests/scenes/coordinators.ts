import { answers, fails, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { actingAs, account, called, person, role, type Actor } from '../world.ts'
import { factorOf, factorTable } from './second-factor.ts'

const name = (who: keyof typeof person, from = 'current_date', until = 'null') =>
  `select public.name_coordinator('${person[who]}', ${from}, ${until})`
const date = (which: keyof typeof role, from: string, until: string) =>
  `select public.date_coordinator('${role[which]}', ${from}, ${until})`
const outsiders: readonly Actor[] = [
  'applicant',
  'representative',
  'otherMember',
  'formerMember',
  'disabled',
  'stranger',
]
const coordinating = (sentence: string, sql: string, word: string, given?: string) =>
  scene(sentence, 'coordinator', sql, answers(word), given)
/** Nobody is left who stays, as no page of ours could bring about. */
const allLeaving = `alter table public.alliance_roles disable trigger user;
  update public.alliance_roles set ended_on = current_date + 1 where id = '${role.coordinator}';
  alter table public.alliance_roles enable trigger user`
const openEnded = `update public.alliance_roles set ended_on = null where id = '${role.second}'`
const started = 'current_date - 90'

const remove = (who: keyof typeof person) => `select public.remove_second_factor('${person[who]}')`
const factors = `${factorTable}; ${factorOf('author')}; ${factorOf('reader')}; ${factorOf('disabled')}
  ; insert into auth.sessions (id, user_id, aal) values ('${account.anonymous}', '${account.author}', 'aal2'), (gen_random_uuid(), '${account.reader}', 'aal2')`
const asCoordinator = actingAs('coordinator')
/** Nobody but Auth reads its tables: a function of the owner's tells whose entries stand there. */
const peopleIn = (
  table: string,
) => `create function app.seen_in_auth() returns setof text language sql security definer set search_path = '' as
  'select p.name from ${table} a join public.people p on p.user_id = a.user_id';
  grant execute on function app.seen_in_auth() to service_role`
const removed = `${factors}; ${asCoordinator}; ${remove('author')}`

export const coordinators: Chapter = {
  about: 'coordinators',
  scenes: [
    ...outsiders.flatMap((actor) => [
      scene(`${called[actor]} names no coordinator`, actor, name('editor'), answers('refused')),
      scene(
        `${called[actor]} dates no coordinator`,
        actor,
        date('second', 'current_date', 'null'),
        answers('refused'),
      ),
      scene(
        `${called[actor]} manages nobody`,
        actor,
        `select public.person_managed('${person.editor}')`,
        answers(null),
      ),
      scene(
        `${called[actor]} takes nobody’s second factor away`,
        actor,
        remove('author'),
        answers('refused'),
        factors,
      ),
    ]),
    scene('a visitor names no coordinator', 'anonymous', name('editor'), refused),
    coordinating('a coordinator is named from today on', name('editor'), 'named'),
    scene(
      'and coordinates then',
      'editor',
      'select app.i_coordinate()::text',
      sees('true'),
      `${asCoordinator}; ${name('editor')}`,
    ),
    coordinating(
      'or from a later day to a later one',
      name('editor', 'current_date + 10', 'current_date + 20'),
      'named',
    ),
    scene(
      'and does not coordinate before',
      'editor',
      'select app.i_coordinate()::text',
      sees('false'),
      `${asCoordinator}; ${name('editor', 'current_date + 1')}`,
    ),
    coordinating(
      'a role that would be over already is none',
      name('editor', 'current_date - 9', 'current_date'),
      'days-unfit',
    ),
    coordinating(
      'nor one that ends before it begins',
      name('editor', 'current_date + 9', 'current_date + 8'),
      'days-unfit',
    ),
    coordinating('nor one without a beginning', name('editor', 'null'), 'days-unfit'),
    coordinating('who coordinates is not named again', name('coordinator', 'current_date + 9'), 'already'),
    coordinating(
      'but may come back after a day on which it ends',
      name('secondCoordinator', 'current_date + 1'),
      'named',
    ),
    coordinating('who coordinated once may come back', name('formerMember'), 'named'),
    coordinating('a closed account is not named', name('disabled'), 'closed'),
    scene(
      'nobody is named who is not there',
      'coordinator',
      `select public.name_coordinator('${account.author}', current_date, null)`,
      answers('refused'),
    ),
    scene(
      'it is noted who did it',
      'coordinator',
      `select t.action || ' ' || p.name from public.audit_trail t join public.people p on p.id = t.actor_id where t.subject = 'alliance_roles'`,
      sees('insert coordinator'),
      `${asCoordinator}; ${name('editor')}`,
    ),

    coordinating('a term is ended', date('second', 'current_date', 'current_date'), 'dated'),
    coordinating('or made longer', date('second', 'current_date', 'null'), 'dated'),
    coordinating(
      'but not turned round',
      date('second', 'current_date + 2', 'current_date + 1'),
      'days-unfit',
    ),
    coordinating(
      'nor made to last no day',
      date('second', 'current_date + 2', 'current_date + 2'),
      'days-unfit',
    ),
    coordinating('nor left without a beginning', date('second', 'null', 'null'), 'days-unfit'),
    coordinating('a term that ended stays ended', date('former', 'current_date', 'null'), 'gone'),
    coordinating(
      'two terms of one person do not overlap',
      date('second', 'current_date', 'null'),
      'already',
      `${asCoordinator}; ${name('secondCoordinator', 'current_date + 5')}`,
    ),
    coordinating(
      'the last coordinator does not leave',
      date('coordinator', started, 'current_date'),
      'last-coordinator',
    ),
    coordinating(
      'nor fixes a day for it',
      date('coordinator', started, 'current_date + 30'),
      'last-coordinator',
    ),
    coordinating('nor begins later', date('coordinator', 'current_date + 1', 'null'), 'last-coordinator'),
    coordinating('but may have begun earlier', date('coordinator', 'current_date - 200', 'null'), 'dated'),
    coordinating(
      'with another one who stays, they leave',
      date('coordinator', started, 'current_date'),
      'dated',
      openEnded,
    ),
    coordinating(
      'a closed account does not stay',
      date('coordinator', started, 'current_date'),
      'last-coordinator',
      `${openEnded}; update public.people set disabled_at = now() where id = '${person.secondCoordinator}'`,
    ),
    coordinating(
      'nor is somebody there who comes tomorrow',
      date('coordinator', started, 'current_date'),
      'last-coordinator',
      `${openEnded}; update public.alliance_roles set started_on = current_date + 1 where id = '${role.second}'`,
    ),
    coordinating(
      'who has not begun may be taken out, however few they are',
      date('second', 'current_date - 1', 'current_date'),
      'dated',
      `${openEnded}; update public.alliance_roles set started_on = current_date + 1 where id = '${role.second}';
       ${allLeaving}`,
    ),
    scene(
      'a term that is over may be corrected, however few they are',
      'service',
      `update public.alliance_roles set ended_on = current_date - 1 where id = '${role.former}'`,
      touches(1),
      allLeaving,
    ),
    coordinating(
      'two terms of one person may follow each other',
      date('second', 'current_date', 'current_date + 3'),
      'dated',
      `${asCoordinator}; ${name('secondCoordinator', 'current_date + 5')}`,
    ),
    scene(
      'plain SQL keeps the last coordinator as well',
      'service',
      `update public.alliance_roles set ended_on = current_date where id = '${role.coordinator}'`,
      fails('GP002'),
    ),
    scene(
      'and lets the others go',
      'service',
      `update public.alliance_roles set ended_on = current_date where id = '${role.second}'`,
      touches(1),
    ),
    scene(
      'two do not leave in one stroke',
      'service',
      `update public.alliance_roles set ended_on = current_date where id in ('${role.coordinator}', '${role.second}')`,
      fails('GP002'),
      openEnded,
    ),

    scene(
      'a person is managed with every term',
      'coordinator',
      `select r ->> 'when' from jsonb_array_elements(public.person_managed('${person.formerMember}') -> 'roles') r`,
      sees('over'),
    ),
    scene(
      'and with what is known of the account',
      'coordinator',
      `select public.person_managed('${person.disabled}') ->> 'account'`,
      sees('closed'),
    ),
    scene(
      'whether there is a second factor included',
      'coordinator',
      `select public.person_managed('${person.author}') ->> 'secondFactor'`,
      sees('true'),
      factors,
    ),

    coordinating('a coordinator takes a second factor away', remove('author'), 'removed', factors),
    coordinating('where there is none', remove('editor'), 'none', factors),
    coordinating('or Auth has none', remove('author'), 'none'),
    coordinating(
      'not their own',
      remove('coordinator'),
      'refused',
      `${factorTable}; ${factorOf('coordinator')}`.replace(
        /$/,
        `; update auth.mfa_factors set status = 'unverified'`,
      ),
    ),
    coordinating('nor that of a closed account', remove('disabled'), 'refused', factors),
    scene(
      'that of nobody else goes',
      'service',
      `select app.seen_in_auth()`,
      sees('reader', 'disabled'),
      `${removed}; ${peopleIn('auth.mfa_factors')}`,
    ),
    scene(
      'every session of theirs ends, and no other',
      'service',
      `select app.seen_in_auth()`,
      sees('reader'),
      `${removed}; ${peopleIn('auth.sessions')}`,
    ),
    scene(
      'they are told by letter, and by whom',
      'service',
      `select recipient || ' ' || (facts ->> 'by') from public.letters where kind = 'second-factor-removed'`,
      sees('author@people.example coordinator'),
      removed,
    ),
    scene(
      'and it is noted',
      'coordinator',
      `select p.name || ' ' || (t.before ->> 'second_factors') || ' ' || (t.after ->> 'second_factors')
         from public.audit_trail t join public.people p on p.id = t.subject_id where t.before ? 'second_factors'`,
      sees('author 1 0'),
      removed,
    ),
  ],
}
