/** Starts a Postgres of the machine's own binaries on a free port, as root under the account `postgres` or `nobody`. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Missing } from './engine.ts'
import { freePort } from '#app/platform/free-port.server.ts'

const debian = '/usr/lib/postgresql'
const patience = 30_000

/**
 * Resolves when the server answers. `stop` ends it by its process id and removes its directory. `superuser` is the one
 * account that it has; `url` connects as that.
 */
export async function startPostgres(
  superuser = 'postgres',
): Promise<{ url: string; stop(): Promise<void> } | Missing> {
  const bin = binaries()
  if (!bin)
    return { missing: `no initdb in ${debian}/*/bin or on PATH (on Debian: apt-get install postgresql)` }
  const owner = serverAccount()
  if (owner === null)
    return { missing: 'as root Postgres needs an account named postgres or nobody to run under' }

  const home = mkdtempSync(join(tmpdir(), 'policy-scenes-'))
  if (owner) chownSync(home, owner.uid, owner.gid)
  const as = { ...owner, cwd: home, env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: home } }
  const data = join(home, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...as, encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(home, { recursive: true, force: true })
    throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  }
  const port = await freePort()
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'fsync=off',
      '-c',
      `unix_socket_directories=${home}`,
    ],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const lastResort = () => server.kill('SIGKILL')
  process.once('exit', lastResort)
  const stop = async () => {
    await ended(server)
    process.off('exit', lastResort)
    rmSync(home, { recursive: true, force: true })
  }
  try {
    await ready(server)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://${superuser}@127.0.0.1:${port}/postgres`, stop }
}

function binaries(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const places = [
    ...versions.map((v) => join(debian, v, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))
}

/** Postgres refuses to run as root. Undefined: as ourselves; null: nobody to run as. */
function serverAccount(): { uid: number; gid: number } | undefined | null {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  return null
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`Postgres did not start in time: ${said}`)), patience)
    server.stderr?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4000)
      if (!said.includes('ready to accept connections')) return
      clearTimeout(late)
      resolve()
    })
    server.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`Postgres ended with ${code}: ${said}`))
    })
  })
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve()
    const impatient = setTimeout(() => server.kill('SIGKILL'), 10_000)
    server.once('exit', () => {
      clearTimeout(impatient)
      resolve()
    })
    server.kill('SIGINT') // fast shutdown: do not wait for clients
  })
}
