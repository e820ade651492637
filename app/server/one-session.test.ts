import { App } from '@supabase/lite'
import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite'
import { CompiledQuery, type Kysely } from 'kysely'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keepGrants, sayWhoAsksAtOnce } from './lite-shortcuts.ts'
import { takeTurns, unread } from './one-session.ts'
import { demoFolder } from './testing/demo-folder.ts'

type Db = Pick<Kysely<unknown>, 'executeQuery'>
type Context = {
  withContext<T>(caller: object, work: (db: Db) => Promise<T>, how?: object): Promise<T>
}

const rpc = { method: 'POST', path: '/rpc/x', requestHeaders: {}, readOnly: false }
const ask = async (db: Db, sql: string, values: unknown[] = []) =>
  db.executeQuery(CompiledQuery.raw(sql, values)) as Promise<{
    rows: Record<string, unknown>[]
    numAffectedRows?: bigint
  }>

let turns: PgliteConnection
let usual: PgliteConnection
beforeAll(async () => {
  const open = async () => createPgliteConnection({ url: join(await demoFolder('database'), 'database') })
  turns = await open()
  usual = await open()
  takeTurns(turns, { idleMs: 3_000 })
  for (const connection of [turns, usual]) {
    await connection.driver.exec(`
      create type mood as enum ('calm', 'hopeful');
      create table kept (id int primary key, words text[], says jsonb, feels mood);
      grant all on kept to authenticated`)
    keepGrants(connection)
    sayWhoAsksAtOnce(connection)
  }
})
afterAll(() => Promise.all([turns.close(), usual.close()]))
beforeEach(() => turns.driver.exec('truncate kept'))

const ids = async () => (await ask(turns.kysely, 'select id from kept order by id')).rows.map((row) => row.id)

test('forty callers at once: each is known to Postgres as who they are', async () => {
  const context = turns as unknown as Context
  const callers = Array.from({ length: 40 }, (_, i) => `person ${i}`)
  const known = await Promise.all(
    callers.map((uid) =>
      context.withContext(
        { auth: { role: 'authenticated', uid } },
        async (db) => {
          const { rows } = await ask(
            db,
            `select current_user as role, current_setting('request.jwt.claim.sub') as uid`,
          )
          return rows[0]
        },
        { rpc },
      ),
    ),
  )
  expect(known).toEqual(callers.map((uid) => ({ role: 'authenticated', uid })))
})

test('nobody comes between the words of a transaction that waits for something else', async () => {
  const { kysely, driver } = turns
  const waits = kysely.transaction().execute(async (db) => {
    await ask(db, 'insert into kept (id) values (1)')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await ask(db, 'insert into kept (id) values (2)')
  })
  const fails = kysely.transaction().execute(async (db) => {
    await ask(db, 'insert into kept (id) values (3)')
    throw new Error('changed my mind')
  })
  const besides = driver.exec('insert into kept (id) select 4 where not exists (select from kept)')
  await expect(fails).rejects.toThrow('changed my mind')
  await Promise.all([waits, besides])
  expect(await ids()).toEqual([1, 2])
})

const statements: [string, unknown[]?][] = [
  [
    `select 1 as one, 2::bigint as two, 9007199254740993 as much, 1.50::numeric as exact, 0.25::float8 as part`,
  ],
  [`select $1::int as n, $2::text as t, $3::bool as b, $4::text as missing`, [7, `l'été\\ "؟"`, true, null]],
  [`select $1::jsonb as j, $2::json as k`, [JSON.stringify({ a: [1, { b: 'ü' }] }), { c: null }]],
  [
    `select $1::text[] as list, $2::int[] as numbers, '{}'::uuid[] as none`,
    [
      ['a,b', 'c"d'],
      [1, 2],
    ],
  ],
  [
    `select $1::bytea as bytes, $2::date as day, $3::timestamptz as at`,
    [new Uint8Array([0, 92, 255]), '2026-11-24', '2026-11-24T10:00:00Z'],
  ],
  [`select null::jsonb as nothing, ''::text as empty`],
  [`select 1 as twice, 2 as twice`],
  [`insert into kept values ($1, $2, $3, $4) returning *`, [1, ['salaam', 'paix'], '{"a":1}', 'calm']],
  [`insert into kept (id) select generate_series(2, 6)`],
  [`update kept set feels = $1 where id > $2`, ['hopeful', 3]],
  [`select id, feels from kept where feels = $1 order by id`, ['hopeful']],
  [`delete from kept where id = any ($1) returning id`, [[2, 3]]],
  [`select * from kept where false`],
  [`do $$ begin null; end $$`],
]

test('answers are those of PGlite itself, the first time and when the statement is known', async () => {
  for (const round of [1, 2]) {
    for (const connection of [turns, usual]) await connection.driver.exec('truncate kept')
    for (const [sql, values] of statements) {
      const [ours, theirs] = [await ask(turns.kysely, sql, values), await ask(usual.kysely, sql, values)]
      expect({ ...ours, sql, round }).toEqual({ ...theirs, sql, round })
    }
  }
})

test.each([
  ['a value that is there already', `insert into kept (id) values (1)`, []],
  ['a value of the wrong type', `select $1::uuid`, ['no uuid']],
  ['a table that is not there', `select * from nowhere where id = $1`, [1]],
  ['words that are no SQL', `selct 1`, []],
])('%s: the same refusal, and the next one is served', async (_, sql, values) => {
  for (const connection of [turns, usual]) {
    await connection.driver.exec('truncate kept; insert into kept (id) values (1)')
  }
  const refusal = async (connection: PgliteConnection) => {
    const error = await ask(connection.kysely, sql, values).catch((error: unknown) => error)
    const { message, code, detail, constraint, table, position } = error as Record<string, unknown>
    return { message, code, detail, constraint, table, position }
  }
  const theirs = await refusal(usual)
  expect(theirs.code).toMatch(/^[0-9A-Z]{5}$/)
  expect(await refusal(turns)).toEqual(theirs)
  expect(await ids()).toEqual([1])
})

test('a transaction in which one statement fails leaves nothing', async () => {
  const { kysely } = turns
  const work = kysely.transaction().execute(async (db) => {
    await ask(db, 'insert into kept (id) values (1)')
    await ask(db, 'insert into kept (id) values ($1)', [1])
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await ids()).toEqual([])
})

test('a statement goes unheard when what was said ahead of it fails', async () => {
  const work = turns.kysely.transaction().execute(async (db) => {
    await db.executeQuery(unread('select set_config($1, $2, true)', ['role', 'nobody like that']))
    await ask(db, 'insert into kept (id) values (1)')
  })
  await expect(work).rejects.toThrow('nobody like that')
  expect(await ids()).toEqual([])
  expect((await ask(turns.kysely, 'select current_user <> $1 as same', [''])).rows).toEqual([{ same: true }])
})

test('statements that a transaction asks all at once get each their own answer', async () => {
  const answers = await turns.kysely
    .transaction()
    .execute((db) =>
      Promise.all(
        [1, 2, 3].map(async (n) => (await ask(db, `select $1::int as n${n}`, [n])).rows[0]?.[`n${n}`]),
      ),
    )
  expect(answers).toEqual([1, 2, 3])
})

test('what is deferred to the end of a transaction and fails there is an error', async () => {
  await turns.driver.exec(`create table later (id int, unique (id) deferrable initially deferred)`)
  const work = turns.kysely.transaction().execute(async (db) => {
    await ask(db, 'insert into later values (1), (1)')
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect((await ask(turns.kysely, 'select * from later')).rows).toEqual([])
})

test('a caller with all their settings speaks to the database twice, and one without a word not at all', async () => {
  const context = turns as unknown as Context
  const caller = { auth: { role: 'authenticated', uid: 'b3a0', jwt: { sub: 'b3a0' } } }
  const { driver } = turns
  const say = driver.execProtocolStream
  let said = 0
  driver.execProtocolStream = (...args) => {
    said += 1
    return say.apply(driver, args)
  }
  try {
    await context.withContext(caller, (db) => ask(db, 'select id from kept'), { rpc })
    expect(said).toBe(2)
    await context.withContext(caller, async () => {}, { rpc })
    expect(said).toBe(2)
  } finally {
    driver.execProtocolStream = say
  }
})

test('a transaction that never ends is rolled back, and who waits behind it comes in', async () => {
  const { kysely } = turns
  let finish!: () => void
  const forgotten = kysely.transaction().execute(async (db) => {
    await ask(db, 'insert into kept (id) values (1)')
    await new Promise<void>((resolve) => (finish = resolve))
    await ask(db, 'insert into kept (id) values (2)')
  })
  const next = kysely.transaction().execute((db) => ask(db, 'insert into kept (id) values (3)'))
  await next
  finish()
  await expect(forgotten).rejects.toThrow('said nothing')
  expect(await ids()).toEqual([3])
})

test('a link signs its owner in while other calls come and fail, and does so once', async () => {
  await turns.driver.exec(`
    create function fails() returns int language plpgsql as $$ begin raise exception 'no'; end $$`)
  let letter = { text: '' }
  const key = 'sb_publishable_one_session'
  const app = new App({
    connection: turns,
    auth: {
      enabled: true,
      site_url: 'http://localhost',
      jwt_secret: 'only for this test, and long enough for a key',
      publishable_key: key,
      secret_key: 'sb_secret_one_session',
      enable_signup: true,
      email: { enable_signup: true },
    },
    options: {
      drivers: { email: { send: async (message) => void (letter = { text: '', ...message }) } },
      server: { disableStudio: true, admin: false },
    },
  })
  await app.ensureSystemSchema()
  const post = (path: string, body: object) =>
    app.fetch(
      new Request(`http://localhost${path}`, {
        method: 'POST',
        headers: { apikey: key, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      { peerAddress: null },
    )
  const fail = () => post('/rest/v1/rpc/fails', {})
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  await fail()
  await post('/auth/v1/otp', { email: 'amara@example.org', create_user: true })
  const [, token_hash] = /token=([0-9a-f]+)/.exec(letter.text) ?? []
  const verify = () => post('/auth/v1/verify', { type: 'magiclink', token_hash })

  let over = false
  const others = (async () => {
    let calls = 0
    for (; !over; calls += 1) {
      expect((await fail()).ok).toBe(false)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return calls
  })()
  const first = await verify()
  over = true
  expect(await others).toBeGreaterThan(0)
  const { access_token, user } = (await first.json()) as { access_token?: string; user?: { email: string } }
  said.mockRestore()

  expect(user?.email).toBe('amara@example.org')
  const claims = JSON.parse(Buffer.from(access_token!.split('.')[1]!, 'base64url').toString())
  const { rows } = await ask(turns.kysely, 'select id from auth.sessions where id = $1', [claims.session_id])
  expect(rows).toHaveLength(1)
  expect((await verify()).status).toBe(403)
})
