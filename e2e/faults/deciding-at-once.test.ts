import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { demoPostgres } from '#app/server/testing/demo-postgres.ts'
import { Visitor, type Answer } from '#app/server/testing/visitor.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { rounds } from './rounds.ts'

// The embedded database does one thing after the other; only a real Postgres lets two really meet.
const own = await demoPostgres()
const missing = 'missing' in own ? own.missing : null
if (missing) console.warn(`skipped: two coordinators at once over a Postgres. ${missing}`)
const { url, dataDir } = 'url' in own ? own : { url: '', dataDir: '' }
let portal: PortalProcess | undefined

afterAll(async () => {
  await portal?.stop()
  if ('end' in own) await own.end()
})

const times = rounds(10, 200)
const leavings = rounds(25, 100)
const first = 1001
const greta = 'greta@havel-institute.example'
const marta = 'marta@alliance.example'

test.skipIf(missing)(
  `two coordinators press in the same moment, ${times} times: one decision each time, and the other one reads whose it was`,
  async () => {
    const sql = postgres(url, { max: 2 })
    await sql.unsafe(casesToDecide)
    portal = await startPortalProcess({ dataDir, env: { DATABASE_URL: url } })

    const one = await new Visitor(portal.url).signIn(greta)
    const two = await new Visitor(portal.url).signIn(marta)
    const seen: string[] = []
    for (let round = 0; round < times; round++) {
      const verdict = round % 2 ? 'decline' : 'accept'
      const decide = (reason: string) => ({ intent: 'decide', verdict, reason })
      const at = `/manage/applications/${first + round}`
      const answers = await Promise.all([
        one.post(at, decide('Greta’s reason.')),
        two.post(at, decide('Marta’s reason.')),
      ])
      seen.push(statuses(answers))
      const told = visible(answers.find(({ status }) => status === 409)?.html ?? '')
      const slower = answers[0]!.status === 409 ? 'Greta' : 'Marta'
      expect(told).toMatch(
        /In the meantime (Greta Sommer|Marta Oliveira) (accepted|declined) this application/,
      )
      expect(told).toContain(`${slower}’s reason.`)
    }
    expect(seen).toEqual(Array(times).fill('302 409'))

    const [counts] = await sql.unsafe(whatStands)
    expect(counts).toEqual({
      accepted: times / 2,
      declined: times / 2,
      institutions: times / 2,
      invitations: times / 2,
      decisions: times,
      letters: times,
      entries: times,
    })
    await sql.end()
  },
)

test.skipIf(missing)(
  'two coordinators, the only ones, fix a day to leave in the same moment: one may, the other stays',
  async () => {
    const sql = postgres(url, { max: 2 })
    const leave = (role: string) =>
      sql`update public.alliance_roles set ended_on = current_date + 30 where id = ${role}`.then(
        () => 'leaves',
        (error: unknown) => (error as { code?: string }).code,
      )
    const people = await sql`select id from public.people where disabled_at is null order by id limit 2`
    const seen: string[] = []
    for (let round = 0; round < leavings; round++) {
      await sql`delete from public.alliance_roles`
      const roles = await sql<{ id: string }[]>`
        insert into public.alliance_roles ${sql(people.map(({ id }) => ({ person_id: id, role: 'coordinator', started_on: '2026-01-01' })))} returning id`
      seen.push((await Promise.all(roles.map(({ id }) => leave(id)))).toSorted().join(' '))
    }
    await sql.end()
    expect(seen).toEqual(Array(leavings).fill('GP002 leaves'))
  },
)

const statuses = (answers: Answer[]) =>
  answers
    .map(({ status }) => status)
    .toSorted()
    .join(' ')
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replaceAll('<!-- -->', '')

/** As many cases as rounds, each heard by all three coordinating institutions: every second one is to be declined. */
const casesToDecide = `
with made as (
  insert into public.applications (number, state, email, email_verified_at, legal_name, kind, country, mandate, work, languages,
    focal_name, conflicts, show_in_directory, show_focal_person, submitted_at, review_due_at)
  select ${first} + n, 'under review', 'office' || n || '@quay.example', now(), 'Quay House ' || n, 'research', 'ML', 'm', 'w', '{fr}',
    'Awa', '', true, true, now(), now() + interval '20 days' from generate_series(0, ${times - 1}) n
  returning id, number)
insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons)
select made.id, 1, r.person_id, a.institution_id,
       case when (made.number - ${first}) % 2 = 0 then 'accept' else 'decline' end::public.application_verdict, 'As I read it.'
  from made, public.alliance_roles r join public.affiliations a on a.person_id = r.person_id
  join public.institutions i on i.id = a.institution_id and i.coordinating`

/** What the rounds left behind, each counted. */
const whatStands = `
with c as (select * from public.applications where number >= ${first})
select (select count(*) from c where state = 'accepted')::int as accepted,
       (select count(*) from c where state = 'declined')::int as declined,
       (select count(*) from public.institutions where name like 'Quay House %')::int as institutions,
       (select count(*) from public.invitations where email like 'office%@quay.example')::int as invitations,
       (select count(*) from public.application_messages m join c on c.id = m.application_id where m.kind = 'decision')::int as decisions,
       (select count(*) from public.letters l join c on c.id = l.application_id)::int as letters,
       (select count(*) from public.audit_trail t join c on c.id = t.subject_id
         where t.after ->> 'state' in ('accepted', 'declined'))::int as entries`
