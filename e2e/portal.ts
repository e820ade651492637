import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { freePort } from '#app/platform/free-port.server.ts'
import { demoAlliance } from '#app/server/testing/demo-alliance.ts'

export type PortalProcess = {
  url: string
  port: number
  dataDir: string
  pid: number
  /** Everything the process wrote, for the message of a failing test. */
  output(): string
  /** The embedded database's process. */
  databasePid(): number | undefined
  /** Ends the portal as a power cut would. */
  kill(): Promise<void>
  /** Ends it as an operator would; resolves with the exit code. */
  stop(): Promise<number | null>
}

type Options = {
  dataDir?: string
  port?: number
  env?: Record<string, string>
  /** Runs on the embedded database even where there is a Postgres. */
  embedded?: boolean
}

/**
 * Starts the built portal as its own process, exactly as `npm start` does, and waits until it is ready.
 * Without `dataDir` it gets a database of its own with the demo alliance in it (`demo-alliance.ts`).
 */
export async function startPortalProcess({
  dataDir,
  port,
  env,
  embedded = false,
}: Options = {}): Promise<PortalProcess> {
  const at = port ?? (await freePort())
  const own = dataDir ? null : await demoAlliance({ embedded })
  const dir = dataDir ?? own!.dataDir
  const url = `http://127.0.0.1:${at}`
  let output = ''
  const child = spawn(process.execPath, ['app/server/start.cjs'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(at),
      DATA_DIR: dir,
      LOG_LEVEL: 'warn',
      ...own?.variables,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (chunk) => (output = `${output}${chunk}`.slice(-20_000)))
  child.stderr.on('data', (chunk) => (output = `${output}${chunk}`.slice(-20_000)))
  await ready(child, url, () => output)
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    url,
    port: at,
    dataDir: dir,
    pid: child.pid!,
    output: () => output,
    databasePid: () => childrenOf(child.pid!)[0],
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      const code = await ended
      await own?.end()
      return code
    },
  }
}

/** Polls `/readyz` until it says yes, the process ends, or a quarter of an hour has passed. */
async function ready(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + 900_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The portal ended with ${child.exitCode}:\n${output()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The portal was not ready within a quarter of an hour:\n${output()}`)
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .map(Number)
  } catch {
    return []
  }
}
