import { expect, test } from 'vitest'
import { reconsider } from './reconsider.ts'
import { newSeat, seatPlan } from './seat.ts'

const [ada, chapter] = [
  '0198c0de-0000-7000-8000-00000000000a',
  '0198c0de-0000-7000-8000-000000000001',
] as const
const at = { person: ada, chapter, session: null }

test('a look at the rights leaves a seat alone that is still being decided, and remembers what it found', async () => {
  const seats = seatPlan()
  const [deciding, decided] = [newSeat(at), newSeat(at)]
  Object.assign(decided, { access: 'edit', name: 'Ada' })
  seats.add(deciding)
  seats.add(decided)
  let access: 'edit' | 'read' = 'edit'
  let clock = '1'
  const watch = reconsider(
    {
      rights: async (pairs) => pairs.map((pair) => ({ ...pair, access, name: 'Ada' })),
      rightsClock: async () => clock,
    },
    seats,
  )
  await watch.look()
  expect([deciding.lost, decided.lost]).toEqual([null, null])
  expect(deciding.found).toMatchObject({ access: 'edit', name: 'Ada' })
  access = 'read'
  clock = '2'
  await watch.look()
  expect(deciding.found).toMatchObject({ access: 'read' })
  expect(decided.lost).toMatchObject({ reason: 'rights-changed' })
  watch.stop()
})

test('of two seats of one person, the one whose session ended is closed and the other stays', async () => {
  const seats = seatPlan()
  const [here, elsewhere] = [newSeat({ ...at, session: 'here' }), newSeat({ ...at, session: 'elsewhere' })]
  for (const seat of [here, elsewhere]) seats.add(Object.assign(seat, { access: 'edit', name: 'Ada' }))
  let ended = ''
  const watch = reconsider(
    {
      rights: async (pairs) =>
        pairs.map((pair) =>
          pair.session === ended
            ? { ...pair, access: null, name: null }
            : { ...pair, access: 'edit', name: 'Ada' },
        ),
      rightsClock: async () => `1 ${ended}`,
    },
    seats,
  )
  await watch.look()
  expect([here.lost, elsewhere.lost]).toEqual([null, null])
  ended = 'elsewhere'
  await watch.look()
  expect([here.lost, elsewhere.lost]).toMatchObject([null, { reason: 'rights-changed' }])
  watch.stop()
})
