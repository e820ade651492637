import { answers, everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import {
  called,
  cast,
  chapter,
  compendium,
  institution,
  invitation,
  person,
  role,
  type Actor,
} from '../world.ts'

const proposal = '99000000-0000-4000-8000-000000000001'

const job = `insert into public.jobs (name, every_seconds) values ('digests', 300)`
const pages: Record<string, string> = {
  'the list of people': `public.people_managed('', 1)`,
  'the list of institutions': `public.institutions_managed('', '', 1)`,
  'the numbers of the alliance': 'public.managing()',
}
const outsiders = cast.filter((actor) => actor !== 'coordinator' && actor !== 'anonymous')
const coordinating = (sentence: string, sql: string, given: string | undefined, ...values: string[]) =>
  scene(sentence, 'coordinator', sql, sees(...values), given)
const service = (sentence: string, sql: string, given: string | undefined, ...values: string[]) =>
  scene(sentence, 'service', sql, sees(...values), given)
const claim = `select public.claim_job('digests', 300)::text`
const trail = `update public.institutions set city = 'Kiel' where slug = 'lead';
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id) values
    ('${person.representative}', 'person', 'update', 'institutions', (select id from public.institutions where slug = 'lead'))`
const read = (subject = '', words = '', since = 'null', until = 'null', before = 'null') =>
  `select (jsonb_array_length(public.trail_page('${subject}', '${words}', ${since}, ${until}, ${before})) > 0)::text`
/** An entry about a right to a chapter that somebody took away, and one about a chapter that they deleted. */
const tookAway = (
  who: keyof typeof person,
) => `insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before) values
    ('${person[who]}', 'person', 'delete', 'chapter_grants', gen_random_uuid(),
     '{"chapter_id": "${chapter.given}", "person_id": "${person.reader}", "institution_id": null, "access": "edit"}'),
    ('${person[who]}', 'person', 'delete', 'chapters', gen_random_uuid(), '{"title": "x", "compendium_id": "${compendium.closed}"}'),
    ('${person[who]}', 'person', 'update', 'institutions', '${institution.outside}', '{"merged_into": "${institution.lead}"}'),
    ('${person[who]}', 'person', 'update', 'compendia', '${compendium.closed}', '{"slug": "x"}')`
const namesShown = `select string_agg(n.value, ', ' order by n.value collate "C") from jsonb_array_elements(public.trail_page('', '', null, null, null, true)) t
  cross join lateral jsonb_each_text(t -> 'names') n`
const about = (subject: string) =>
  `select coalesce(string_agg(distinct t ->> 'about', ', '), 'no name') from jsonb_array_elements(public.trail_page('${subject}', '', null, null, null)) t`

export const jobs: Chapter = {
  about: 'jobs',
  scenes: [
    ...everyone(
      'select',
      'what runs by itself',
      'select name from public.jobs',
      { anonymous: refused },
      nothing,
    ),
    ...everyone('insert', 'a job', job, {}, refused),
    ...everyone('update', 'a job', 'update public.jobs set failures = 0', {}, refused),
    ...everyone('delete', 'a job', 'delete from public.jobs', {}, refused),
    coordinating('coordinators see it', 'select name from public.jobs', job, 'digests'),
    scene('a representative does not', 'representative', 'select name from public.jobs', nothing, job),
  ],
}

export const managing: Chapter = {
  about: 'managing the alliance',
  scenes: [
    ...Object.entries(pages).flatMap(([what, sql]) => [
      ...outsiders.map((actor) =>
        scene(`${called[actor]} does not see ${what}`, actor, `select ${sql}`, answers(null)),
      ),
      scene(`a visitor does not see ${what}`, 'anonymous', `select ${sql}`, refused),
    ]),
    coordinating(
      'finds people by the beginning of a name',
      `select r ->> 'name' from jsonb_array_elements(public.people_managed('lead', 1) -> 'rows') r`,
      undefined,
      'leadEditor',
    ),
    coordinating(
      'and by the whole address',
      `select r ->> 'name' from jsonb_array_elements(public.people_managed('EDITOR@people.example', 1) -> 'rows') r where r ->> 'email' = 'editor@people.example'`,
      undefined,
      'editor',
    ),
    coordinating(
      'a page beyond the last is empty',
      `select jsonb_array_length(public.people_managed('', 400) -> 'rows')::text`,
      undefined,
      '0',
    ),
    coordinating(
      'a file holds all of them',
      `select (jsonb_array_length(public.people_managed('', 0) -> 'rows') = (select count(*) from public.people))::text`,
      undefined,
      'true',
    ),
    coordinating(
      'finds institutions by their standing',
      `select r ->> 'slug' from jsonb_array_elements(public.institutions_managed('', 'suspended', 1) -> 'rows') r`,
      `update public.institutions set status = 'suspended' where slug = 'outside'`,
      'outside',
    ),
    coordinating(
      'and by name',
      `select r ->> 'slug' from jsonb_array_elements(public.institutions_managed('bao', '', 1) -> 'rows') r`,
      undefined,
      'author',
    ),
    coordinating(
      'counts who takes part',
      `select public.managing() ->> 'members'`,
      `update public.institutions set status = 'left' where slug = 'outside'`,
      '2',
    ),

    coordinating('reads the whole trail', read(), trail, 'true'),
    coordinating('by what it is about', read('alliance_settings'), trail, 'false'),
    coordinating('by who did it', read('', 'representative'), trail, 'true'),
    coordinating('by who did nothing', read('', 'applicant'), trail, 'false'),
    coordinating('by day', read('', '', 'current_date + 1'), trail, 'false'),
    coordinating('up to a day', read('', '', 'null', 'current_date'), trail, 'true'),
    coordinating('up to yesterday', read('', '', 'null', 'current_date - 1'), trail, 'false'),
    coordinating('before an entry', read('', '', 'null', 'null', '0'), trail, 'false'),
    coordinating(
      'or their own part of it',
      `select public.trail_page('', '', null, null, null, true)::text`,
      trail,
      '[]',
    ),
    scene(
      'everybody reads what they did',
      'representative',
      `select t ->> 'actor' from jsonb_array_elements(public.trail_page('', '', null, null, null)) t`,
      sees('representative'),
      trail,
    ),
    scene('and nothing else', 'otherMember', read(), sees('false'), trail),
    coordinating(
      'ids come with names',
      namesShown,
      tookAway('coordinator'),
      'Closed, Lindenhof Institute (invented), given, reader',
    ),
    scene(
      'but not with titles that the reader may not see',
      'otherMember',
      namesShown,
      sees('Lindenhof Institute (invented), reader'),
      tookAway('otherMember'),
    ),
    scene(
      'and with those that they may',
      'author',
      namesShown,
      sees('Closed, Lindenhof Institute (invented), given, reader'),
      tookAway('author'),
    ),
    scene(
      'an entry about a compendium of others is not named',
      'otherMember',
      about('compendia'),
      sees('no name'),
      tookAway('otherMember'),
    ),
    scene(
      'an entry about a compendium that one writes is named',
      'author',
      about('compendia'),
      sees('Closed'),
      tookAway('author'),
    ),
    coordinating(
      'an entry about a compendium is named',
      about('compendia'),
      tookAway('coordinator'),
      'Closed',
    ),
    coordinating(
      'and one about a coordinator, a proposal, an invitation',
      `select string_agg(t ->> 'about', ', ') from (select t from jsonb_array_elements(public.trail_page('', '', null, null, null)) t limit 3) newest`,
      `insert into public.alliance_proposals (id, kind, person_id, from_day) values
         ('${proposal}', 'coordinator', '${person.author}', current_date);
       insert into public.audit_trail (actor_kind, action, subject, subject_id) values
         ('portal', 'update', 'alliance_roles', '${role.second}'), ('portal', 'update', 'alliance_proposals', '${proposal}'),
         ('portal', 'update', 'invitations', '${invitation.open}')`,
      'Lindenhof Institute (invented), author, secondCoordinator',
    ),
    scene(
      'a stranger reads nothing',
      'stranger',
      `select public.trail_page('', '', null, null, null)`,
      answers(null),
      trail,
    ),

    service('a job is claimed when it is due', claim, undefined, 'true'),
    service('and not a second time', claim, `select public.claim_job('digests', 300)`, 'false'),
    service(
      'a claim lapses',
      claim,
      `select public.claim_job('digests', 300); update public.jobs set claimed_at = now() - interval '11 minutes'`,
      'true',
    ),
    service(
      'what was done waits for its time',
      claim,
      `select public.claim_job('digests', 300); select public.settle_job('digests', null)`,
      'false',
    ),
    service(
      'what failed waits longer each time',
      `select (next_at > now() + interval '50 seconds')::text || ' ' || failures from public.jobs`,
      `select public.claim_job('digests', 300); select public.settle_job('digests', 'x'); select public.settle_job('digests', 'x')`,
      'true 2',
    ),
    scene(
      'coordinators let it run now',
      'coordinator',
      `select public.run_job_now('digests')`,
      answers('soon'),
      job,
    ),
    service(
      'and it is due then',
      claim,
      `${job}; update public.jobs set next_at = now() + interval '1 hour'; update public.jobs set next_at = now()`,
      'true',
    ),
    ...(['representative', 'applicant', 'formerMember'] as Actor[]).map((actor) =>
      scene(
        `${called[actor]} does not`,
        actor,
        `select public.run_job_now('digests')`,
        answers('refused'),
        job,
      ),
    ),
  ],
}
