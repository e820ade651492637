import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/platform/supabase.server.ts'
import { bootDatabase, type TestDatabase } from './testing/database.ts'

let database: TestDatabase
let coordinator: Db
beforeAll(async () => {
  database = await bootDatabase()
  coordinator = await database.as('marta@alliance.example')
})
afterAll(() => database?.stop())

const DENIED = '42501'

test('through the data API columns are as closed as the migrations say', async () => {
  const { data } = await coordinator.from('people').select('id, name').limit(1)
  expect(data).toHaveLength(1)
  const refusals = {
    'an account is not opened again': coordinator
      .from('people')
      .update({ disabled_at: null })
      .eq('id', data![0]!.id),
    'what an invitation is checked against is not seen': coordinator
      .from('invitations')
      .select('token_hash')
      .limit(1),
    'a chapter is not carried elsewhere': coordinator
      .from('chapters')
      .update({ position: 7 })
      .not('id', 'is', null),
    'only the collaboration server reads the journal': coordinator
      .from('chapter_updates')
      .select('id')
      .limit(1),
  }
  for (const [sentence, call] of Object.entries(refusals)) {
    const { error } = await call
    expect(error?.code, sentence).toBe(DENIED)
  }
})

test('a visitor may read what is public and nothing beside', async () => {
  const visitor = await database.as()
  expect((await visitor.from('compendia').select('title').limit(1)).error).toBeNull()
  expect((await visitor.from('compendia').select('created_by').limit(1)).error?.code).toBe(DENIED)
  expect((await visitor.from('people').select('name').limit(1)).error?.code).toBe(DENIED)
})
