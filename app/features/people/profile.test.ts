import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootDatabase, type TestDatabase } from '#app/server/testing/database.ts'

const jonas = '20000000-0000-4000-8000-000000000001'
const orcid = '0000-0002-1825-0097'

let database: TestDatabase
beforeAll(async () => {
  database = await bootDatabase()
})
afterAll(() => database?.stop())

/** Everything that the data API hands out about a person to somebody who asks it directly. */
async function asked(email?: string): Promise<string> {
  const db = await database.as(email)
  const answers = await Promise.all([
    db.from('person_details').select('*').eq('person_id', jonas),
    db
      .from('people')
      .select('id, name, person_details(*), person_photos(*), contacts(email)')
      .eq('id', jonas),
    db.from('contacts').select('email').eq('person_id', jonas),
    db.from('person_photos').select('*').eq('person_id', jonas),
    db.rpc('person_page', { person: jonas }),
    db.rpc('person_photo', { person: jonas }),
    db.rpc('member_page', { slug: 'havel-institute' }),
    db.rpc('institution_page', { slug: 'havel-institute' }),
    db.rpc('find_people', { words: 'jonas' }),
  ])
  return JSON.stringify(answers.map(({ data }) => data))
}

async function show(audiences: Record<string, 'public' | 'members' | 'institution' | 'nobody'>) {
  for (const [detail, shown] of Object.entries(audiences)) {
    const { data } = await database.serviceDb
      .from('person_details')
      .update({ shown })
      .eq('person_id', jonas)
      .eq('detail', detail)
      .select('detail')
    expect(data).toHaveLength(1)
  }
}

test('the data API hands out what is shown to the one who asks, and nothing else', async () => {
  await show({ orcid: 'institution', email: 'nobody', about: 'members', photo: 'institution' })
  const photo = await database.serviceDb.from('person_photos').select('stamp').eq('person_id', jonas).single()
  const { stamp } = photo.data!
  const known = { colleague: 'petra@havel-institute.example', member: 'amina@tana-forum.example' }

  const colleague = await asked(known.colleague)
  for (const seen of [orcid, 'Reads mandates', 'Head of the mandates', stamp])
    expect(colleague).toContain(seen)
  expect(colleague).not.toContain('jonas@')

  const member = await asked(known.member)
  for (const seen of ['Reads mandates', 'Head of the mandates']) expect(member).toContain(seen)
  for (const hidden of [orcid, 'jonas@', stamp]) expect(member).not.toContain(hidden)

  const visitor = await asked()
  expect(visitor).toContain('Head of the mandates')
  for (const hidden of [orcid, 'jonas@', stamp, 'Reads mandates']) expect(visitor).not.toContain(hidden)

  // A coordinator knows the address, and of the rest what a member knows.
  const coordinator = await asked('marta@alliance.example')
  expect(coordinator).toContain('jonas@')
  for (const hidden of [orcid, stamp]) expect(coordinator).not.toContain(hidden)
})

test('nobody writes about people past the functions, for themselves neither', async () => {
  for (const email of ['marta@alliance.example', 'jonas@havel-institute.example']) {
    const db = await database.as(email)
    const writes = await Promise.all([
      db.from('person_details').insert({ person_id: jonas, detail: 'name', shown: 'public' }),
      db.from('person_details').update({ shown: 'public' }).eq('person_id', jonas),
      db.from('people').update({ name: 'X' }).eq('id', jonas),
      db.from('known_names').delete().eq('person_id', jonas),
    ])
    expect(writes.map(({ error }) => error?.code)).toEqual(['42501', '42501', '42501', '42501'])
  }
})
