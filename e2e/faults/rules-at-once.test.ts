import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOwnPostgres, type OwnPostgres } from './database.ts'

// Rules that count, confirm or lock hold when people really meet: over a real Postgres, where statements run side by side.
const started = await startOwnPostgres()
const missing = 'missing' in started ? started.missing : null
if (missing) console.warn(`skipped: rules at once over a Postgres. ${missing}`)

const names = {
  marta: 'Marta Oliveira',
  greta: 'Greta Sommer',
  yonas: 'Yonas Tadesse',
  jonas: 'Jonas Lindqvist',
}
type Who = keyof typeof names

describe.skipIf(missing)('at once', () => {
  const own = started as OwnPostgres
  const account = {} as Record<Who, string>
  const person = {} as Record<Who, string>
  beforeAll(async () => {
    for (const [who, name] of Object.entries(names)) {
      const [row] = await own.sql`select id, user_id from public.people where name = ${name}`
      account[who as Who] = row!.user_id
      person[who as Who] = row!.id
    }
  })
  afterAll(() => own.end())

  /** Calls a function as a person, in a transaction of its own; the kind of its answer, or the code of its error. */
  async function call(who: Who | null, statement: string): Promise<string> {
    const sub = who ? account[who] : ''
    const claims = JSON.stringify(who ? { sub, role: 'authenticated' } : { role: 'anon' })
    const connection = await own.sql.reserve()
    try {
      await connection.unsafe(`begin; set local lock_timeout = '5s'`)
      await connection`select set_config('request.jwt.claims', ${claims}, true), set_config('request.jwt.claim.sub', ${sub}, true)`
      const [row] = await connection.unsafe(`select ${statement} as answer`)
      await connection.unsafe('commit')
      return row!.answer.kind ?? 'done'
    } catch (error) {
      await connection.unsafe('rollback')
      return (error as { code?: string }).code ?? 'error'
    } finally {
      connection.release()
    }
  }

  test('drafts begun at once with one address send it three letters', async () => {
    const begin = () => call(null, `public.start_application('victim@elsewhere.example')`)
    expect(new Set(await Promise.all(Array.from({ length: 40 }, begin)))).toEqual(new Set(['started']))
    const [letters] = await own.sql`
      select count(*)::int as count from public.letters where recipient = 'victim@elsewhere.example'`
    expect(letters!.count).toBe(3)
  })

  test('of two coordinators who confirm a proposal at once one does', async () => {
    const seen: string[] = []
    for (let round = 0; round < 30; round++) {
      expect(await call('greta', `public.name_coordinator('${person.jonas}', current_date, null)`)).toBe(
        'proposed',
      )
      const [open] = await own.sql`select id from public.alliance_proposals where outcome is null`
      const confirm = `public.settle_proposal('${open!.id}', 'confirm')`
      seen.push((await Promise.all([call('marta', confirm), call('yonas', confirm)])).toSorted().join(' '))
      const held =
        await own.sql`delete from public.alliance_roles where person_id = ${person.jonas} returning 1`
      expect(held).toHaveLength(1)
    }
    expect(seen).toEqual(Array(30).fill('confirmed gone'))
  })

  test('a handover and another role for who hands over do not wait for each other', async () => {
    const [house] = await own.sql`select id from public.institutions where slug = 'havel-institute'`
    const [first, second] = await own.sql<{ id: string; person_id: string }[]>`
      select a.id, a.person_id from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
       where a.institution_id = ${house!.id} and a.ended_on is null order by a.role, a.id limit 2`
    const [from, to] = [first!, second!]
    const seen = new Set<string>()
    for (let round = 0; round < 40; round++) {
      await own.sql`
        update public.affiliations set role = case id when ${from.id} then 'primary representative' else 'alternate' end::public.affiliation_role
         where institution_id = ${house!.id} and (id in (${from.id}, ${to.id}) or role = 'primary representative') and ended_on is null`
      const both = await Promise.all([
        call('marta', `public.hand_over('${house!.id}', '${to.person_id}')`),
        call('greta', `public.amend_affiliation('${from.id}', 'alternate')`),
      ])
      for (const answer of both) seen.add(answer)
    }
    expect([...seen].filter((answer) => /^[0-9A-Z]{5}$/.test(answer))).toEqual([])
  })

  test('storing changes does not wait for who moves chapters', async () => {
    const chapters = await own.sql<{ id: string }[]>`
      select ch.id from public.chapters ch join public.compendia c on c.id = ch.compendium_id
       where c.slug = 'missions-that-can-leave'`
    const batch = JSON.stringify(chapters.map(({ id }) => ({ chapter: id, person: null, update: 'AAA=' })))
    await own.sql`update public.chapters set last_changed_at = null`
    await own.sql.begin(async (moving) => {
      await moving`update public.chapters set position = position + 1`
      expect(await call(null, `public.append_updates('${batch}')`)).toBe('done')
    })
  })
})
