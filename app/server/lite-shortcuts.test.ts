import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sayWhoAsksAtOnce } from './lite-shortcuts.ts'
import { demoFolder } from './testing/demo-folder.ts'

type Context = {
  ensureRlsContext(): Promise<boolean>
  withContext<T>(
    caller: unknown,
    work: (db: { executeQuery: Execute }) => Promise<T>,
    how?: unknown,
  ): Promise<T>
}
type Execute = (query: object) => Promise<{ rows: unknown[] }>

const settings = [
  'role',
  'request.jwt.claim.sub',
  'request.jwt.claim.role',
  'request.jwt.claims',
  'storage.operation',
  'response.status',
  'response.headers',
  'request.method',
  'request.path',
  'request.headers',
]
const looks = settings.map((name) => `current_setting('${name}', true) as "${name}"`).join(', ')
const rpc = { method: 'POST', path: '/rpc/x', requestHeaders: { 'x-name': `O'Brien` }, readOnly: false }
const callers = {
  'a visitor': { auth: { role: 'anon' } },
  'a person': {
    auth: { role: 'authenticated', uid: 'b3a0', jwt: { sub: 'b3a0', session_id: '51', name: `D'Ávila` } },
  },
  'the service': { auth: { role: 'service_role' }, storage: { operation: 'list' } },
  'nobody said': { auth: {} },
}

let usual: PgliteConnection
let short: PgliteConnection
beforeAll(async () => {
  usual = await open()
  short = await open()
  sayWhoAsksAtOnce(short)
})
afterAll(() => Promise.all([usual.close(), short.close()]))

async function open() {
  const folder = await demoFolder('database')
  const connection = (await createPgliteConnection({ url: join(folder, 'database') })) as PgliteConnection
  await connection.driver.exec(`
    create table kept (id int primary key); alter table kept enable row level security;`)
  return connection
}

/** What Postgres is told of a caller, and how many statements that takes. */
async function told(connection: PgliteConnection, caller: object, how: object) {
  const context = connection as unknown as Context
  await context.ensureRlsContext()
  const { driver } = connection
  const query = driver.query
  let statements = 0
  driver.query = ((...args: Parameters<typeof query>) => {
    statements += 1
    return query.apply(driver, args)
  }) as typeof query
  try {
    const { rows } = await context.withContext(
      caller,
      (db) => db.executeQuery({ sql: `select ${looks}`, parameters: [], query: { kind: 'RawNode' } }),
      how,
    )
    return { told: rows[0], statements }
  } finally {
    driver.query = query
  }
}

test.each(Object.entries(callers))(
  '%s: Postgres is told the same, in fewer statements',
  async (_, caller) => {
    for (const how of [{ rpc }, {}]) {
      const [long, brief] = [await told(usual, caller, how), await told(short, caller, how)]
      expect(brief.told).toEqual(long.told)
      expect(brief.statements).toBeLessThan(long.statements)
    }
  },
)

test('what one call was told is forgotten in the next', async () => {
  await told(short, callers['a person'], { rpc })
  const { told: next } = await told(short, callers['a visitor'], {})
  expect(next).toMatchObject({ role: 'anon', 'request.jwt.claim.sub': '' })
  expect((next as Record<string, unknown>)['request.jwt.claims'] || null).toBeNull()
})
