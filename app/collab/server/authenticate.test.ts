import { expect, test } from 'vitest'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { CLOSE, documentName } from '../protocol.ts'
import { authenticate } from './authenticate.ts'
import { rightsLookup } from './rights.ts'
import type { RightsQuery } from './chapter-store.ts'
import { ticketSigner } from './tickets.ts'

const [ada, chapter, here, elsewhere] = [
  '0198c0de-0000-7000-8000-00000000000a',
  '0198c0de-0000-7000-8000-000000000001',
  '0198c0de-0000-7000-8000-00000000000b',
  '0198c0de-0000-7000-8000-00000000000c',
] as const
const tickets = ticketSigner('secret')

test('a ticket of a session that has ended is refused, and another session of the same person is admitted', async () => {
  const asked: RightsQuery[][] = []
  const rights = rightsLookup({
    rights: async (pairs) => {
      asked.push(pairs)
      return pairs.map((pair) =>
        pair.session === here
          ? { ...pair, access: 'edit', name: 'Ada' }
          : { ...pair, access: null, name: null },
      )
    },
  })
  const come = (session: string) => {
    const { token } = tickets.issue({ person: ada, chapter, session, schema: EDITOR_VERSION })
    return authenticate({ tickets, rights }, token, documentName(chapter))
  }
  await come(here)
  // Both sessions are asked about in one call.
  const [ended, lives] = await Promise.all([come(elsewhere), come(here), come(elsewhere)])
  expect(ended).toEqual({ kind: 'refused', ending: CLOSE.ticketRefused })
  expect(lives).toMatchObject({ kind: 'admitted', access: 'edit' })
  expect(asked.flat().every((pair) => pair.person === ada && pair.chapter === chapter)).toBe(true)
})
