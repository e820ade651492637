/** Starts a Postgres of the machine's own binaries on a free port, as root under the account `postgres` or `nobody`. */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { freePort } from '#app/platform/free-port.server.ts'

/** Why it cannot run here, in one sentence. */
export type Missing = { readonly missing: string }

const debian = '/usr/lib/postgresql'
const patience = 30_000

export type PostgresServer = {
  /** Connects as the superuser. */
  url: string
  /** Ends the server and removes its directory. With `keepIn` its data directory is moved there instead. */
  stop(keepIn?: string): Promise<void>
}

/**
 * Resolves when the server answers. `superuser` is the one account of a new cluster. With `copyOf` the server runs on a copy of
 * a data directory that `stop` has kept.
 */
export async function startPostgres(
  superuser = 'postgres',
  copyOf?: string,
): Promise<PostgresServer | Missing> {
  const missing = whyNoPostgres()
  if (missing) return { missing }
  const bin = binaries()!
  const owner = serverAccount() ?? undefined
  const home = mkdtempSync(join(tmpdir(), 'policy-scenes-'))
  if (owner) chownSync(home, owner.uid, owner.gid)
  const as = { ...owner, cwd: home, env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: home } }
  const data = join(home, 'data')
  if (copyOf) copyCluster(copyOf, data, owner)
  else makeCluster(bin, data, superuser, as)
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
  const stop = async (keepIn?: string) => {
    await ended(server)
    process.off('exit', lastResort)
    if (keepIn) cpSync(data, keepIn, { recursive: true })
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

/** Why Postgres cannot run here, in a sentence, or null. */
export function whyNoPostgres(): string | null {
  if (!binaries()) return `no initdb in ${debian}/*/bin or on PATH (on Debian: apt-get install postgresql)`
  if (serverAccount() === null)
    return 'as root Postgres needs an account named postgres or nobody to run under'
  return null
}

function makeCluster(bin: string, data: string, superuser: string, as: SpawnOptions): void {
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...as, encoding: 'utf8' },
  )
  if (made.status === 0) return
  rmSync(dirname(data), { recursive: true, force: true })
  throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
}

function copyCluster(from: string, to: string, owner: Account | undefined): void {
  cpSync(from, to, { recursive: true })
  chmodSync(to, 0o700)
  if (!owner) return
  for (const name of ['', ...readdirSync(to, { recursive: true, encoding: 'utf8' })])
    chownSync(join(to, name), owner.uid, owner.gid)
}

function binaries(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const places = [
    ...versions.map((v) => join(debian, v, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))
}

type Account = { uid: number; gid: number }
/** Postgres refuses to run as root. Undefined: as ourselves; null: nobody to run as. */
function serverAccount(): Account | undefined | null {
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
