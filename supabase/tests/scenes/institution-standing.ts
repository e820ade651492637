import { answers, everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, called, compendium, institution, person, type Actor } from '../world.ts'

const note = `insert into public.institution_standings (institution_id, status, reason) values ('${institution.outside}', 'suspended', 'No report for two years')`
const set = (status: string, reason = 'A reason', which: keyof typeof institution = 'outside') =>
  `public.set_institution_standing('${institution[which]}', '${status}', '${reason}')`
const merge = (source: string, target: string, reason = 'Founded anew together') =>
  `public.merge_institutions('${source}', '${target}', '${reason}')`
const { outside, author, lead } = institution
const asCoordinator = actingAs('coordinator')
/** What was done by a coordinator beforehand. */
const after = (...calls: string[]) => [asCoordinator, ...calls.map((call) => `select ${call}`)].join('; ')
const merged = after(merge(outside, author))
const outsiders: readonly Actor[] = [
  'applicant',
  'representative',
  'otherRepresentative',
  'formerMember',
  'disabled',
  'stranger',
]

const coordinating = (sentence: string, sql: string, word: string | null, given?: string) =>
  scene(sentence, 'coordinator', `select ${sql}`, answers(word), given)
const then = (sentence: string, sql: string, given: string, ...values: string[]) =>
  scene(sentence, 'coordinator', sql, sees(...values), given)

export const institutionStandings: Chapter = {
  about: 'institution_standings',
  scenes: [
    ...everyone(
      'select',
      'why an institution stands as it does',
      'select reason from public.institution_standings',
      { anonymous: refused },
      nothing,
    ),
    ...everyone('insert', 'a standing', note, {}, refused),
    ...everyone('update', 'a standing', `update public.institution_standings set reason = 'x'`, {}, refused),
    ...everyone('delete', 'a standing', 'delete from public.institution_standings', {}, refused),
    then(
      'coordinators read the reasons',
      'select reason from public.institution_standings',
      note,
      'No report for two years',
    ),
    scene(
      'a representative reads none',
      'otherRepresentative',
      'select reason from public.institution_standings',
      nothing,
      note,
    ),
  ],
}

export const standingFunctions: Chapter = {
  about: 'standing of institutions',
  scenes: [
    ...outsiders.flatMap((actor) => [
      scene(`${called[actor]} suspends: refused`, actor, `select ${set('suspended')}`, answers('refused')),
      scene(
        `${called[actor]} merges: refused`,
        actor,
        `select ${merge(outside, author)}`,
        answers('refused'),
      ),
      scene(
        `${called[actor]} sees no preview`,
        actor,
        `select public.merger_preview('${outside}', 'author')`,
        answers(null),
      ),
      scene(
        `${called[actor]} sees no standing`,
        actor,
        `select public.institution_standing('outside')`,
        answers(null),
      ),
    ]),
    coordinating('suspends', set('suspended'), 'changed'),
    coordinating('takes back', set('active'), 'changed', after(set('suspended'))),
    coordinating('records that one left', set('left'), 'changed'),
    coordinating('does nothing twice', set('suspended'), 'unchanged', after(set('suspended'))),
    coordinating('needs a reason', set('suspended', ' '), 'reason-missing'),
    coordinating('merges by merging only', set('merged'), 'refused'),
    coordinating('wakes nothing that was merged', set('active'), 'merged', merged),
    coordinating(
      'lets no coordinating institution go',
      set('left', 'A reason', 'lead'),
      'coordinating',
      `update public.institutions set coordinating = true where slug = 'lead'`,
    ),
    scene(
      'a suspended institution gives no rights',
      'otherMember',
      'select slug from public.institutions',
      nothing,
      after(set('suspended')),
    ),
    scene(
      'and gives them again when it is taken back',
      'otherMember',
      `select slug from public.institutions where slug = 'outside'`,
      sees('outside'),
      after(set('suspended'), set('active')),
    ),
    then(
      'the step is kept with its reason and its author',
      `select h.reason || ' ' || p.name from public.institution_standings h join public.people p on p.id = h.decided_by`,
      after(set('left', 'Closed')),
      'Closed coordinator',
    ),
    then(
      'and stands in the trail',
      `select after ->> 'status' from public.audit_trail where subject = 'institutions' and after ? 'status'`,
      after(set('left', 'Closed')),
      'left',
    ),

    coordinating('merges', merge(outside, author), 'merged'),
    coordinating('merges nothing into itself', merge(outside, outside), 'unfit'),
    coordinating('merges nothing twice', merge(outside, lead), 'unfit', merged),
    coordinating('merges nothing into what is merged', merge(lead, outside), 'unfit', merged),
    coordinating(
      'merges nothing into what is suspended',
      merge(lead, outside),
      'unfit',
      after(set('suspended')),
    ),
    coordinating('merges nothing without a reason', merge(outside, author, ' '), 'reason-missing'),
    coordinating(
      'merges no coordinating institution away',
      merge(outside, author),
      'coordinating',
      `update public.institutions set coordinating = true where slug = 'outside'`,
    ),
    then(
      'everyone is at the other institution, with their role but one representative',
      `select p.name || ' ' || a.role from public.affiliations a join public.people p on p.id = a.person_id
        where a.institution_id = '${author}' and a.person_id in ('${person.otherMember}', '${person.otherRepresentative}')`,
      merged,
      'otherMember member',
      'otherRepresentative alternate',
    ),
    then(
      'a representative stays one where there is none',
      `select a.role::text from public.affiliations a where a.institution_id = '${author}' and a.person_id = '${person.otherRepresentative}'`,
      `update public.institutions set status = 'left' where id = '${author}';
       update public.institutions set status = 'active' where id = '${author}';
       delete from public.affiliations where institution_id = '${author}' and role = 'primary representative'; ${merged}`,
      'primary representative',
    ),
    then(
      'what runs until a day runs until that day',
      `select (a.ended_on = current_date + 1)::text from public.affiliations a where a.institution_id = '${author}' and a.person_id = '${person.commenter}'`,
      merged,
      'true',
    ),
    then(
      'nobody is left at the old one, and that they were is remembered',
      `select count(*) filter (where ended_on is null or ended_on > current_date) || ' of ' || (count(*) > 3)::text from public.affiliations where institution_id = '${outside}'`,
      merged,
      '0 of true',
    ),
    then(
      'who is at both keeps what they have',
      `select a.role::text from public.affiliations a where a.institution_id = '${author}' and a.person_id = '${person.otherMember}'`,
      `insert into public.affiliations (person_id, institution_id, role, started_on) values ('${person.otherMember}', '${author}', 'editor', current_date); ${merged}`,
      'editor',
    ),
    then(
      'compendia go along',
      `select c.slug from public.compendia c where c.lead_institution_id = '${author}'
        union select k.slug || ' with' from public.compendium_institutions x join public.compendia k on k.id = x.compendium_id where x.institution_id = '${author}'`,
      merged,
      'closed with',
      'foreign',
      'members',
      'members with',
    ),
    then(
      'the higher right to a chapter wins',
      `select g.access::text from public.chapter_grants g join public.chapters c on c.id = g.chapter_id where g.institution_id = '${author}' and c.title = 'shared'`,
      `insert into public.chapter_grants (chapter_id, institution_id, access) select id, '${outside}', 'edit' from public.chapters where title = 'shared'; ${merged}`,
      'edit',
    ),
    then(
      'a lower one takes nothing away',
      `select g.access::text from public.chapter_grants g join public.chapters c on c.id = g.chapter_id where g.institution_id = '${author}' and c.title = 'shared'`,
      `insert into public.chapter_grants (chapter_id, institution_id, access) select id, '${outside}', 'read' from public.chapters where title = 'shared'; ${merged}`,
      'suggest',
    ),
    then(
      'an open invitation opens the other one',
      `select i.slug from public.invitations v join public.institutions i on i.id = v.institution_id where v.name = 'Outside'`,
      merged,
      'author',
    ),
    then(
      'the compendium still names no institution that is gone',
      `select count(*)::text from public.compendium_institutions where institution_id = '${outside}' or compendium_id = '${compendium.closed}' and institution_id = '${outside}'`,
      merged,
      '0',
    ),
    coordinating(
      'sees what would go along',
      `public.merger_preview('${outside}', 'author') ->> 'people'`,
      '4',
    ),
    coordinating(
      'sees who is at both',
      `public.merger_preview('${outside}', 'author') ->> 'peopleAtBoth'`,
      '0',
    ),
    coordinating('previews nothing with itself', `public.merger_preview('${outside}', 'outside')`, null),
    coordinating(
      'sees the standing',
      `public.institution_standing('outside') ->> 'status'`,
      'merged',
      merged,
    ),
    coordinating(
      'looks for one to merge it into',
      `public.institution_standing('outside', 'bao') #>> '{others,0,slug}'`,
      'author',
    ),
    coordinating(
      'is not offered the institution itself',
      `jsonb_array_length(public.institution_standing('author', 'bao') -> 'others')::text`,
      '0',
    ),
    coordinating(
      'nor one that takes no part',
      `jsonb_array_length(public.institution_standing('outside', 'bao') -> 'others')::text`,
      '0',
      `update public.institutions set status = 'suspended' where slug = 'author'`,
    ),
    scene(
      'an old address leads on',
      'anonymous',
      `select public.merged_into('outside') #>> '{}'`,
      sees('author'),
      merged,
    ),
    scene(
      'through two mergers, too',
      'anonymous',
      `select public.merged_into('outside') #>> '{}'`,
      sees('lead'),
      after(merge(outside, author), merge(author, lead)),
    ),
    scene(
      'any other address leads nowhere',
      'anonymous',
      `select public.merged_into('outside')`,
      answers(null),
    ),
  ],
}
