import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { documentName } from '../protocol.ts'
import { collabRouter, type CallerOf } from './router.ts'
import type { Right } from './chapter-store.ts'
import { ticketSigner } from './tickets.ts'

const [ada, session, chapter] = [
  '0198c0de-0000-7000-8000-00000000000a',
  '0198c0de-0000-7000-8000-00000000000b',
  '0198c0de-0000-7000-8000-000000000001',
] as const
const never = new Promise<never>(() => {})
const tickets = ticketSigner('secret')
const asAda = async () => ({ personId: ada, session })
const mayEdit = async (): Promise<Right> => ({ person: ada, chapter, session, access: 'edit', name: 'Ada' })

type Parts = Parameters<typeof collabRouter>[0]
type Given = { callerOf?: CallerOf; right?: () => Promise<Right>; find?: Parts['threads']['find'] }

/** What the routes answer to a request for a ticket and to one for the snapshot. */
async function answers({ callerOf = asAda, right = mayEdit, find = () => never }: Given) {
  const cache = { at: () => undefined, noteFetched() {} } as unknown as Parts['cache']
  const app = express().use(
    collabRouter({ callerOf, rights: { of: right }, tickets, cache, threads: { find }, waitMs: 50 }),
  )
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/collab`
  const body = JSON.stringify({ document: documentName(chapter), schema: EDITOR_VERSION })
  try {
    const [ticket, snapshot] = await Promise.all([
      fetch(`${url}/ticket`, { method: 'POST', body }),
      fetch(`${url}/snapshot/${chapter}`),
    ])
    return {
      ticket: ticket.status,
      snapshot: snapshot.status,
      said: (await ticket.json()) as { error?: string; token?: string },
    }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

test('a database that never answers is reported as unavailable', async () => {
  const unavailable = { ticket: 503, snapshot: 503, said: { error: 'unavailable' } }
  expect(await answers({ callerOf: () => never })).toEqual(unavailable)
  expect(await answers({ right: () => never })).toEqual(unavailable)
  expect(await answers({})).toMatchObject({ ticket: 200, snapshot: 503 })
})

test('a ticket carries the session it was asked for in', async () => {
  const { said } = await answers({})
  expect(tickets.verify(said.token)).toMatchObject({ kind: 'valid', ticket: { person: ada, session } })
})

test('a session that ends during a ticket request is reported as signed out, so that the local copy stays', async () => {
  const ended = async (): Promise<Right> => ({ person: ada, chapter, session, access: null, name: null })
  const noRight = async (): Promise<Right> => ({ ...(await ended()), name: 'Ada' })
  expect(await answers({ right: ended })).toMatchObject({ ticket: 401, said: { error: 'signed-out' } })
  expect(await answers({ right: noRight })).toMatchObject({ ticket: 403, said: { error: 'no-access' } })
})
