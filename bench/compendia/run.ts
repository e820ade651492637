/** `npm run bench:compendia`: what the database answers about chapters in a large alliance and in a small one. See ../README.md. */
import { parseArgs } from 'node:util'
import { createPostgresConnection } from '@supabase/lite/postgres'
import postgres, { type Sql } from 'postgres'
import { raiseSchema } from '#app/server/fresh-database.ts'
import { startPostgres } from '../../supabase/tests/postgres-server.ts'
import { median } from '../collab/figures.ts'
import { accountOf, chapterOf, readers, rowsOf, type Size } from './alliance.ts'

/** The bar of decision 015. */
const MOST_TIMES = 2
/** A change of rights is noticed within a second (`rights-watcher.ts`); what is left of the two is for the answer. */
const MOST_MS_FOR_ALL = 1000

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, gate: { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
const sizes = {
  small: { compendia: 3, chapters: 50, people: 50, institutions: 10 },
  large: { compendia: 300, chapters: 5000, people: 500, institutions: 100 },
} satisfies Record<string, Size>

/** What a page or the editors' connection asks; `lists` shows up to twenty-five entries where the small alliance has three. */
const questions: readonly { label: string; sql: string; lists?: true }[] = [
  { label: 'a compendium led', sql: `select public.compendium_page('c-0')` },
  { label: 'a compendium for members', sql: `select public.compendium_page('c-1')` },
  { label: 'what changed in it', sql: `select public.compendium_pulse('c-1')` },
  { label: 'a chapter', sql: `select public.chapter_page('${chapterOf(0)}')` },
  { label: 'the rights to a chapter', sql: `select public.chapter_rights('${chapterOf(0)}')` },
  { label: 'a public volume', sql: `select public.compendium_to_read('c-2')` },
  { label: 'a visit', sql: `select public.note_visit('${chapterOf(0)}', 5)` },
  { label: 'the last places', sql: `select public.last_places()` },
  { label: 'the desk', sql: `select public.desk()`, lists: true },
  { label: 'own compendia', sql: `select public.compendia_list('mine', '', '')`, lists: true },
  { label: 'all compendia', sql: `select public.compendia_list('all', '', '')`, lists: true },
  { label: 'the palette', sql: `select public.find_places('manda')` },
]

const server = await startPostgres()
if ('missing' in server) throw new Error(server.missing)
try {
  const large = await fill(server.url, sizes.large)
  await large.unsafe('create database small')
  const small = await fill(server.url.replace(/postgres$/, 'small'), sizes.small)
  const sides = [small, large]
  let missed = 0
  console.log(
    `${''.padEnd(44)}${'small'.padStart(9)}${'large'.padStart(9)}${'ratio'.padStart(8)}   (ms, medians of ${rounds})`,
  )
  for (const [reader, n] of Object.entries(readers)) {
    for (const { label, sql, lists } of questions) {
      const times: [number[], number[]] = [[], []]
      // In turn, and each first every other time: what else the machine does hits both alike. The first round warms up.
      for (let round = -1; round < rounds; round++)
        for (const side of round % 2 ? ([1, 0] as const) : ([0, 1] as const)) {
          const took = await asking(sides[side]!, n, sql)
          if (round >= 0) times[side].push(took)
        }
      missed += tell(`${label} (${reader})`, median(times[0]), median(times[1]), lists)
    }
  }
  const all = await Promise.all(sides.map((sql) => rightsOfAll(sql)))
  console.log(
    `rights of everybody online, at once: small ${all[0]!.toFixed(1)} ms, large ${all[1]!.toFixed(1)} ms (at most ${MOST_MS_FOR_ALL})`,
  )
  if (all[1]! > MOST_MS_FOR_ALL) missed++
  await Promise.all(sides.map((sql) => sql.end()))
  if (values.gate && missed) process.exitCode = 1
} finally {
  await server.stop()
}

/** A database with all migrations and an alliance of this size. */
async function fill(url: string, size: Size): Promise<Sql> {
  const connection = createPostgresConnection({ url, postgresOptions: { onnotice: () => {} } })
  await raiseSchema(connection)
  await connection.close()
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(rowsOf(size))
  return sql
}

/** One question with one person's rights, as PostgREST asks it; milliseconds. What it writes is taken back. */
async function asking(sql: Sql, person: number, question: string): Promise<number> {
  const claims = JSON.stringify({ sub: accountOf(person), role: 'authenticated' })
  await sql.unsafe(`begin; select set_config('request.jwt.claims', '${claims}', true),
    set_config('request.jwt.claim.sub', '${accountOf(person)}', true); set local role authenticated`)
  const began = performance.now()
  await sql.unsafe(question)
  const took = performance.now() - began
  await sql.unsafe('rollback')
  return took
}

/** Everybody at one of the chapters they visited, in one call, as after a change of rights. */
async function rightsOfAll(sql: Sql): Promise<number> {
  const [row] =
    await sql.unsafe(`select jsonb_agg(jsonb_build_object('person', v.person_id, 'chapter', v.chapter_id))::text as pairs
    from (select distinct on (person_id) person_id, chapter_id from public.chapter_visits) v`)
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const began = performance.now()
    await sql.unsafe(`select * from public.chapter_access_of($1::text::jsonb)`, [String(row?.pairs)])
    times.push(performance.now() - began)
  }
  return median(times)
}

function tell(label: string, small: number, large: number, lists?: true): number {
  const ratio = large / small
  const verdict = lists ? 'a list' : ratio <= MOST_TIMES ? 'met' : 'MISSED'
  console.log(
    `${label.padEnd(44)}${small.toFixed(1).padStart(9)}${large.toFixed(1).padStart(9)}${ratio.toFixed(2).padStart(8)}   ${verdict}`,
  )
  return verdict === 'MISSED' ? 1 : 0
}
