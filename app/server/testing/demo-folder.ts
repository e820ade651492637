import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { todayInUtc } from '#app/platform/days.ts'
import { freePort } from '#app/platform/free-port.server.ts'
import { buildIfChanged, fingerprintOf, sources } from '../build.ts'
import { doOnce } from '../pid-note.ts'

const models = join('node_modules', '.cache', 'demo-folders')
const program = fileURLToPath(new URL('./first-start.ts', import.meta.url))
const programsThatTest = /vitest|playwright/

/**
 * What the folder is for: the whole portal, which also renders the demo's texts; the database alone; or a portal over a Postgres,
 * with the cluster of that Postgres.
 */
type Kind = keyof typeof madeFrom
const madeFrom = {
  portal: [...sources, 'supabase'],
  database: ['app/server', 'app/platform', 'supabase', 'package-lock.json'],
  postgres: [...sources, 'supabase'],
}

/** A data folder of its own with the demo alliance in it, as a first start leaves it. */
export async function demoFolder(kind: 'portal' | 'database'): Promise<string> {
  if (kind === 'portal') await buildIfChanged()
  return copyOfModel(kind, (folder) => startOnce(kind, folder))
}

/**
 * A folder of its own, copied from a model. The model is made once for each state of the sources, and each day anew, since the
 * demo's dates count from today.
 */
export async function copyOfModel(kind: Kind, make: (folder: string) => Promise<void>): Promise<string> {
  const name = `${kind}-${todayInUtc()}-${fingerprintOf(madeFrom[kind])}`
  const model = join(models, name)
  mkdirSync(models, { recursive: true })
  await doOnce(`${model}.maker`, programsThatTest, {
    isDone: () => existsSync(model),
    async work() {
      tidy()
      const begun = `${model}.begun`
      rmSync(begun, { recursive: true, force: true })
      await make(begun)
      renameSync(begun, model)
    },
  })
  const now = new Date()
  utimesSync(model, now, now)
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  cpSync(model, folder, { recursive: true })
  return folder
}

/** Removes what no test has copied for an hour; another state of the sources may be under test beside this one. */
function tidy() {
  for (const name of readdirSync(models)) {
    const { mtimeMs } = statSync(join(models, name), { throwIfNoEntry: false }) ?? { mtimeMs: Infinity }
    if (mtimeMs < Date.now() - 3_600_000) rmSync(join(models, name), { recursive: true, force: true })
  }
}

async function startOnce(kind: 'portal' | 'database', folder: string): Promise<void> {
  const { PATH, HOME } = process.env
  const first = spawn(process.execPath, [program, kind], {
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(await freePort()),
      DATA_DIR: folder,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  first.stderr.on('data', (chunk) => (said += chunk))
  const [code] = await once(first, 'exit')
  if (code !== 0) throw new Error(`The first start on a new folder ended with ${code}:\n${said}`)
}
