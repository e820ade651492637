import { execFileSync, spawn } from 'node:child_process'
import Redis from 'ioredis'
import { freePort } from '#app/platform/free-port.server.ts'

/** Why there is no Redis on this machine, or null. Debian as root gets its package. */
export function whyNoRedis(): string | null {
  if (present()) return null
  if (process.getuid?.() === 0) {
    try {
      execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
        stdio: 'ignore',
      })
    } catch {
      return 'redis-server is missing and could not be installed: apt-get install redis-server'
    }
    if (present()) return null
  }
  return 'redis-server is missing: install the package "redis-server" to try two processes'
}

function present(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A real Redis on a free port that keeps nothing. */
export async function startRedis(folder: string) {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const start = async () => {
    const child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
      { stdio: 'ignore' },
    )
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const client = new Redis(url, { maxRetriesPerRequest: null })
    client.on('error', () => {})
    await client.ping()
    client.disconnect()
    return { child, ended }
  }
  let server = await start()
  return {
    url,
    /** Gone in the middle of whatever it did. */
    async kill() {
      server.child.kill('SIGKILL')
      await server.ended
    },
    /** The same one again, at the same address, knowing nothing. */
    async startAgain() {
      server = await start()
    },
    async stop() {
      server.child.kill('SIGTERM')
      await server.ended
    },
  }
}
