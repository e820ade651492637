import { expect, test } from 'vitest'
import { watchRights } from './rights-watcher.ts'
import { newParticipant, participantRegistry } from './participant.ts'

const [ada, chapter] = [
  '0198c0de-0000-7000-8000-00000000000a',
  '0198c0de-0000-7000-8000-000000000001',
] as const
const at = { person: ada, chapter, session: null }

test('a participant whose access is not decided yet is not closed, and the right that was found is kept for later', async () => {
  const participants = participantRegistry()
  const [deciding, decided] = [newParticipant(at), newParticipant(at)]
  Object.assign(decided, { access: 'edit', name: 'Ada' })
  participants.add(deciding)
  participants.add(decided)
  let access: 'edit' | 'read' = 'edit'
  let clock = '1'
  const watch = watchRights(
    {
      rights: async (pairs) => pairs.map((pair) => ({ ...pair, access, name: 'Ada' })),
      rightsClock: async () => clock,
    },
    participants,
  )
  await watch.check()
  expect([deciding.revoked, decided.revoked]).toEqual([null, null])
  expect(deciding.latestRight).toMatchObject({ access: 'edit', name: 'Ada' })
  access = 'read'
  clock = '2'
  await watch.check()
  expect(deciding.latestRight).toMatchObject({ access: 'read' })
  expect(decided.revoked).toMatchObject({ reason: 'rights-changed' })
  watch.stop()
})

test('of two connections of one person, the one whose session ended is closed and the other stays', async () => {
  const participants = participantRegistry()
  const [here, elsewhere] = [
    newParticipant({ ...at, session: 'here' }),
    newParticipant({ ...at, session: 'elsewhere' }),
  ]
  for (const participant of [here, elsewhere])
    participants.add(Object.assign(participant, { access: 'edit', name: 'Ada' }))
  let ended = ''
  const watch = watchRights(
    {
      rights: async (pairs) =>
        pairs.map((pair) =>
          pair.session === ended
            ? { ...pair, access: null, name: null }
            : { ...pair, access: 'edit', name: 'Ada' },
        ),
      rightsClock: async () => `1 ${ended}`,
    },
    participants,
  )
  await watch.check()
  expect([here.revoked, elsewhere.revoked]).toEqual([null, null])
  ended = 'elsewhere'
  await watch.check()
  expect([here.revoked, elsewhere.revoked]).toMatchObject([null, { reason: 'rights-changed' }])
  watch.stop()
})
