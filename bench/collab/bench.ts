/** What every workload is given: servers that start afresh, client processes, people and chapters. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { now } from './clock.ts'
import type { Line, Side, Trial } from './figures.ts'
import { caller, type ClientCommands, type OpenRequest, type Visitor } from './protocol.ts'
import { startChild, startServer, type Running } from './servers.ts'
import { chapterId, seedWorld, signInEveryone } from './world.ts'

export type Options = {
  trials: number
  quick: boolean
  carets: boolean
  profile: string | undefined
  processes: number
}

/** A workload measures one trial of one side; `lines` say what its figures mean and what they must not go over. */
export type Workload = {
  name: string
  title: string
  lines: Line[]
  sides: Side[]
  /** The chapters it writes in, by purpose. */
  chapters(options: Options): string[]
  /** Measured once, whatever the number of trials. */
  once?: boolean
  run(bench: Bench, side: Side, trial: number): Promise<Omit<Trial, 'side' | 'trial'>>
}

export type Client = ReturnType<typeof caller<ClientCommands>>

export type Bench = {
  options: Options
  dataDir: string
  /** Starts a side, runs `work`, stops it again; whatever happens. */
  withServer<T>(side: Side, work: (server: Running) => Promise<T>): Promise<T>
  /** Forks client processes for the time of `work`. */
  withClients<T>(count: number, work: (clients: Client[]) => Promise<T>): Promise<T>
  /** What it takes to open a chapter as the n-th person. */
  opening(server: Running, chapter: string, n: number, more?: Partial<OpenRequest>): OpenRequest
  visitors: Visitor[]
  end(): void
}

/** Prepares the portal's database: starts the portal once on an empty folder, seeds it and signs everyone in. */
export async function openBench(options: Options, workloads: Workload[]): Promise<Bench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gapo-bench-data-'))
  let visitors: Visitor[] = []
  let signedIn = -Infinity

  // Sessions run out after an hour; a limit on sign-ins counts anew with each start of the portal.
  async function refreshVisitors(server: Running) {
    if (server.target.side !== 'portal' || now() - signedIn < 20 * 60_000) return
    visitors = await signInEveryone(server.target.http)
    signedIn = now()
  }

  async function withServer<T>(side: Side, work: (server: Running) => Promise<T>, build = false): Promise<T> {
    const server = await startServer(side, { dataDir, build, profile: options.profile })
    try {
      await refreshVisitors(server)
      return await work(server)
    } finally {
      await server.stop()
    }
  }

  if (workloads.some((workload) => workload.sides.includes('portal'))) {
    const purposes = workloads.flatMap((workload) => workload.chapters(options))
    const server = await startServer('portal', { dataDir, build: true })
    try {
      await seedWorld(server.supabase!, [...new Set(purposes)])
      await refreshVisitors(server)
    } finally {
      await server.stop()
    }
  }

  return {
    options,
    dataDir,
    withServer,
    async withClients(count, work) {
      const children = Array.from({ length: count }, () => startChild('./client.ts'))
      try {
        return await work(children.map((child) => caller<ClientCommands>(child)))
      } finally {
        await Promise.all(
          children.map((child) => {
            if (child.exitCode !== null) return
            const ended = new Promise((resolve) => child.once('exit', resolve))
            child.kill()
            return ended
          }),
        )
      }
    },
    opening: (server, chapter, n, more) => ({
      key: `${chapter}#${n}`,
      target: server.target,
      chapter: chapterId(chapter),
      visitor: visitors.length > 0 ? visitors[n % visitors.length]! : { cookie: '' },
      ...more,
    }),
    get visitors() {
      return visitors
    },
    end: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
