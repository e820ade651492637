import { rereadEnv } from '#app/platform/env.server.ts'
import type { Limits } from '../server/limits.ts'
import { createAlliance } from './alliance.ts'
import { CALLER, startCollabServer } from './collab-server.ts'
import { openDatabase } from './database.ts'

export type CollabContext = Awaited<ReturnType<typeof openCollabContext>>

/** A collaboration server over a database of its own, with an institution to which tests add chapters and people. */
export async function openCollabContext(limits: Partial<Limits> = {}) {
  const database = await openDatabase()
  Object.assign(process.env, database.settings)
  rereadEnv()
  const server = await startCollabServer({ limits })
  const alliance = await createAlliance()
  return {
    server,
    alliance,
    /** A request of a person, or of nobody. With a body it is a POST. */
    ask: (path: string, personId: string | null, body?: unknown, headers: Record<string, string> = {}) =>
      fetch(`${server.url}${path}`, {
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
        headers: { ...(personId && { [CALLER]: personId }), 'Content-Type': 'application/json', ...headers },
      }),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await database[Symbol.asyncDispose]()
    },
  }
}
