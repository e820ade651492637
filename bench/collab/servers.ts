import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as start from '#app/server/start-settings.cjs'
import { until } from './clock.ts'
import type { Side } from './figures.ts'
import { caller, type Target } from './protocol.ts'
import { freePort } from '#app/platform/free-port.server.ts'

export type SupabaseSettings = Record<
  'SUPABASE_URL' | 'SUPABASE_PUBLISHABLE_KEY' | 'SUPABASE_SECRET_KEY',
  string
>
export type ServerCommands = {
  where(request: object): Promise<Target & { supabase?: SupabaseSettings }>
  memory(request: object): Promise<NodeJS.MemoryUsage>
  /** Calls to the database made as a person; counted when asked for at the start. */
  asked(request: object): Promise<number>
  /** In ms: the longest delay of the event loop since this was last asked. */
  eventLoopDelay(request: object): Promise<number>
  stop(request: object): Promise<void>
}

/** A running server of either side. Both are started, asked and stopped the same way. */
export type Running = {
  side: Side
  target: Target
  supabase: SupabaseSettings | undefined
  /** In MB: resident memory of the server's own process and of the database's, and the server's main heap in use. */
  memory(): Promise<{ server: number; database: number; heap: number }>
  asked(): Promise<number>
  /** In ms: the longest delay of the server's event loop since this was last asked. */
  eventLoopDelay(): Promise<number>
  stop(): Promise<void>
}

export type ServerOptions = {
  dataDir: string
  /** Build the pages first, as `npm start` does. */
  build?: boolean
  /** Count the calls to the database. */
  count?: boolean
  /** Where to write a CPU profile of the server, which Node does when it ends. */
  profile?: string | undefined
}

/** Starts one side afresh and waits until it answers. */
export async function startServer(
  side: Side,
  { dataDir, build, count, profile }: ServerOptions,
): Promise<Running> {
  const child = fork(fileURLToPath(new URL(`./${side}.ts`, import.meta.url)), {
    env: {
      ...(side === 'portal' ? start.environment() : {}),
      ...quietEnvironment(),
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      BENCH_BUILD: build ? '1' : '',
      BENCH_COUNT: count ? '1' : '',
    },
    execArgv: [
      ...(side === 'portal' ? start.flags : []),
      ...(profile
        ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${side}-${Date.now()}.cpuprofile`]
        : []),
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const call = caller<ServerCommands>(child)
  const { supabase, ...target } = await call('where', {})
  if (target.side === 'portal' && !(await until(() => isReady(target.http), 60_000))) {
    child.kill()
    throw new Error('The portal did not become ready within a minute.')
  }
  return {
    side,
    target,
    supabase,
    memory: async () => {
      const { rss, heapUsed } = await call('memory', {})
      const others = childrenOf(child.pid!).map((pid) => ({ mb: rssOf(pid), database: isDatabase(pid) }))
      const sum = (list: { mb: number }[]) => list.reduce((total, { mb }) => total + mb, 0)
      return {
        server: rss / 1e6 + sum(others.filter((other) => !other.database)),
        database: sum(others.filter((other) => other.database)),
        heap: heapUsed / 1e6,
      }
    },
    asked: () => call('asked', {}),
    eventLoopDelay: () => call('eventLoopDelay', {}),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await call('stop', {})
      await Promise.race([ended, until(() => false, 10_000)])
      if (child.exitCode === null) child.kill('SIGKILL')
    },
  }
}

/** Starts a process of our own that the bench talks to. */
export function startChild(file: string, env: Record<string, string> = {}): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...quietEnvironment(), ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Our environment without what would point the portal at somebody's real services. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const { SUPABASE_URL, DATABASE_URL, REDIS_URL, SMTP_URL, APP_URL, HOST, ...rest } = process.env
  return { ...rest, NODE_ENV: 'production', LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' }
}

async function isReady(http: string): Promise<boolean> {
  try {
    return (await fetch(`${http}/readyz`)).ok
  } catch {
    return false
  }
}

// Linux tells these under /proc; elsewhere the database's memory is left out of the table.
function childrenOf(pid: number): number[] {
  return words(`/proc/${pid}/task/${pid}/children`).map(Number)
}

function rssOf(pid: number): number {
  return (Number(words(`/proc/${pid}/statm`)[1] ?? 0) * 4096) / 1e6
}

function isDatabase(pid: number): boolean {
  return words(`/proc/${pid}/cmdline`).some((word) => word.includes('embedded-supabase'))
}

function words(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/[\s\0]+/)
      .filter(Boolean)
  } catch {
    return []
  }
}
