import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { startPostgres } from '../../supabase/tests/postgres-server.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters } from './alliance.ts'
import { Database } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'

const server = await startPostgres()
const missing = 'missing' in server ? server.missing : null
if (missing) console.warn(`skipped: the portal over a Postgres of one's own. ${missing}`)
const url = 'url' in server ? server.url : ''
const dataDir = mkdtempSync(join(tmpdir(), 'portal-faults-'))
let portal: PortalProcess | undefined
const start = async () => (portal = await startPortalProcess({ dataDir, env: { DATABASE_URL: url } }))

afterAll(async () => {
  await portal?.stop()
  if ('stop' in server) await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test.skipIf(missing)(
  "over a Postgres of one's own, empty to begin with: the first person of the README signs in, the demo comes on purpose, and what is written stands",
  async () => {
    await start()
    expect(portal!.output()).not.toContain('Demo accounts')
    expect((await fetch(`${portal!.url}/readyz`)).status).toBe(200)

    expect(await portal!.stop()).toBe(0)
    const seeded = spawnSync(process.execPath, ['app/server/seed.ts'], {
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'silent' },
      encoding: 'utf8',
    })
    expect(seeded.stderr).toBe('')
    expect(seeded.stdout).toContain('The demo alliance is there.')

    await start()
    const first = /```sql\n([^`]+)```/.exec(readFileSync('README.md', 'utf8'))![1]!
    const sql = postgres(url, { max: 1 })
    await sql.unsafe(first)
    await sql.end()
    const [, address = '', password] = /create_account\('([^']+)', '([^']+)'\)/.exec(first)!
    const coordinator = await new Person(portal!.url).signIn(address, password)
    expect((await coordinator.get('/institutions')).status).toBe(200)

    const jonas = await Person.signIn(portal!.url, 'jonas')
    const editor = new Editor(jonas, { name: 'jonas', chapter: chapters.mandates })
    await eventually(() => editor.synced, 'the chapter is open')
    const marker = editor.type()
    await eventually(() => editor.allStored, 'it is called stored')
    editor.destroy()
    await portal!.kill()

    await start()
    expect(await Database.of(portal!).text(chapters.mandates)).toContain(marker)
  },
)
