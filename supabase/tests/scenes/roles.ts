import { answers, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, affiliation, called, institution, person, token, type Actor } from '../world.ts'

type Affiliated = keyof typeof affiliation
const date = (who: Affiliated, from: string, until: string) =>
  `select public.date_affiliation('${affiliation[who]}', ${from}, ${until})`
const plan = (who: Affiliated, role: string, from: string) =>
  `select public.plan_role('${affiliation[who]}', '${role}', ${from})`
const takeBack = (which: string) => `select public.take_back_role(${which})`
const started = 'current_date - 90'
const outsiders: readonly Actor[] = [
  'applicant',
  'otherRepresentative',
  'editor',
  'alternate',
  'formerMember',
  'disabled',
]
const keeping = (sentence: string, sql: string, word: string, given?: string) =>
  scene(sentence, 'representative', sql, answers(word), given)
const planned = `${actingAs('representative')}; ${plan('editor', 'alternate', 'current_date + 10')}`
const coming = `(select id from public.affiliations where person_id = '${person.editor}' and started_on > current_date)`
const daysOf = (who: keyof typeof person) =>
  `select a.role || ' ' || (a.started_on - current_date) || ' ' || coalesce((a.ended_on - current_date)::text, 'open')
     from public.affiliations a where a.person_id = '${person[who]}' and a.institution_id = '${institution.lead}'`
const roles = `select (r ->> 'name') || ' ' || (r ->> 'when') from jsonb_array_elements(public.institution_roles('lead') -> 'roles') r`

export const rolesWithDates: Chapter = {
  about: 'roles with dates',
  scenes: [
    ...outsiders.flatMap((actor) => [
      scene(`${called[actor]} dates nobody`, actor, date('editor', started, 'current_date'), answers('gone')),
      scene(
        `${called[actor]} plans no role`,
        actor,
        plan('editor', 'member', 'current_date + 1'),
        answers('gone'),
      ),
      scene(
        `${called[actor]} takes no role back`,
        actor,
        takeBack(`'${affiliation.newcomer}'`),
        answers('gone'),
      ),
      scene(`${called[actor]} sees no days`, actor, `select public.institution_roles('lead')`, answers(null)),
    ]),
    scene('a visitor dates nobody', 'anonymous', date('editor', started, 'current_date'), refused),
    scene(
      'the representative sees who is there, comes and was',
      'representative',
      roles,
      sees('representative now', 'editor now', 'alternate now', 'newcomer coming', 'formerMember over'),
    ),
    scene(
      'a coordinator does, for every institution',
      'coordinator',
      `select jsonb_array_length(public.institution_roles('outside') -> 'roles')::text`,
      sees('4'),
    ),

    keeping('a role is given an end', date('editor', started, 'current_date + 30'), 'dated'),
    keeping('or ended last week', date('editor', started, 'current_date - 7'), 'dated'),
    keeping('or made to begin later', date('editor', 'current_date + 3', 'null'), 'dated'),
    keeping('one that comes may come today', date('newcomer', 'current_date', 'null'), 'dated'),
    keeping('days are not turned round', date('editor', 'current_date', 'current_date - 1'), 'days-unfit'),
    keeping(
      'nor does a role last no day',
      date('editor', 'current_date + 1', 'current_date + 1'),
      'days-unfit',
    ),
    keeping('nor begin on no day', date('editor', 'null', 'null'), 'days-unfit'),
    keeping('what ended stays ended', date('formerMember', started, 'null'), 'gone'),
    keeping('nobody of another institution is dated', date('otherMember', started, 'current_date'), 'gone'),
    scene(
      'a coordinator dates whomever',
      'coordinator',
      date('otherMember', started, 'current_date'),
      answers('dated'),
    ),
    keeping(
      'the last primary representative fixes no day to leave',
      date('representative', started, 'current_date + 30'),
      'last-representative',
    ),
    keeping('nor begins later', date('representative', 'current_date + 1', 'null'), 'last-representative'),
    keeping('two roles of one person do not overlap', date('editor', started, 'null'), 'overlaps', planned),
    keeping('not by a day', date('editor', started, 'current_date + 11'), 'overlaps', planned),
    keeping('but may follow each other', date('editor', started, 'current_date + 10'), 'dated', planned),
    scene(
      'the same days at another institution are no matter',
      'representative',
      date('editor', started, 'null'),
      answers('dated'),
      `insert into public.affiliations (person_id, institution_id, started_on) values ('${person.editor}', '${institution.outside}', current_date - 3)`,
    ),

    keeping(
      'another role is planned for a later day',
      plan('editor', 'alternate', 'current_date + 10'),
      'planned',
    ),
    scene(
      'the one follows the other',
      'coordinator',
      daysOf('editor'),
      sees('editor -90 10', 'alternate 10 open'),
      planned,
    ),
    scene(
      'and takes over its end',
      'coordinator',
      daysOf('editor'),
      sees('editor -90 10', 'member 10 30'),
      `${actingAs('representative')}; ${date('editor', started, 'current_date + 30')}; ${plan('editor', 'member', 'current_date + 10')}`,
    ),
    keeping('not for today', plan('editor', 'member', 'current_date'), 'days-unfit'),
    keeping('nor for no day', plan('editor', 'member', 'null'), 'days-unfit'),
    keeping(
      'nor for after the end',
      plan('editor', 'member', 'current_date + 30'),
      'days-unfit',
      `${actingAs('representative')}; ${date('editor', started, 'current_date + 30')}`,
    ),
    keeping(
      'nor before the role begins that it follows',
      plan('newcomer', 'member', 'current_date + 1'),
      'days-unfit',
    ),
    keeping('nobody who left is given a role', plan('formerMember', 'member', 'current_date + 1'), 'gone'),
    keeping(
      'the last primary representative is given no other one',
      plan('representative', 'member', 'current_date + 9'),
      'last-representative',
    ),
    scene(
      'a role that comes gives no right yet',
      'newcomer',
      'select count(*)::text from app.my_institutions()',
      sees('0'),
    ),

    keeping('what has not begun is taken back', takeBack(coming), 'taken-back', planned),
    scene(
      'and the role before it goes on',
      'coordinator',
      daysOf('editor'),
      sees('editor -90 open'),
      `${planned}; ${takeBack(coming)}`,
    ),
    scene(
      'that of nobody else does',
      'coordinator',
      `select count(*)::text from public.affiliations where ended_on = current_date + 10`,
      sees('1'),
      `${actingAs('coordinator')}; ${date('alternate', started, 'current_date + 10')}; ${planned}; ${takeBack(coming)}`,
    ),
    keeping('what has begun is not', takeBack(`'${affiliation.editor}'`), 'gone'),
    scene(
      'it is all noted',
      'coordinator',
      `select t.action from public.audit_trail t where t.subject = 'affiliations' and t.actor_id = '${person.representative}'`,
      sees('update', 'insert', 'delete', 'update'),
      `${planned}; ${takeBack(coming)}`,
    ),
    scene(
      'whoever was to come later is there from the day an invitation is accepted',
      'reader',
      'select (a.started_on - current_date)::text from public.affiliations a where a.institution_id in (select app.my_institutions()) and a.person_id = app.me() and a.institution_id = ' +
        `'${institution.lead}'`,
      sees('0'),
      `insert into public.affiliations (person_id, institution_id, started_on) values ('${person.reader}', '${institution.lead}', current_date + 5);
       ${actingAs('reader')}; select public.accept_invitation('${token('toReader')}', '', '')`,
    ),
  ],
}
