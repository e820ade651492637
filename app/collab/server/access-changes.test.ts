import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectWithin } from '#app/server/testing/bars.ts'
import { documentName } from '../protocol.ts'
import { breakableConnection, memoryCopy } from '../testing/offline-device.ts'
import { storedText } from '../testing/stored-document.ts'
import { isSaved, openWriter } from '../testing/writer.ts'
import { openCollabContext, type CollabContext } from '../testing/collab-context.ts'

let context: CollabContext
beforeAll(async () => {
  context = await openCollabContext()
})
afterAll(() => context?.[Symbol.asyncDispose]())

test('access revoked straight in the database ends writing within two seconds, and later keystrokes reach nobody', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  using leaving = openWriter(context.server.url, ada, chapter)
  using staying = openWriter(context.server.url, ben, chapter)
  await Promise.all([leaving.until(isSaved), staying.until(isSaved)])
  leaving.write('before')
  await leaving.until(isSaved)
  await context.alliance.revoke(ada, chapter)
  const revokedAt = performance.now()
  const typing = setInterval(() => leaving.write('later'), 10)
  await leaving.until(({ status }) => status.kind === 'access-changed')
  expectWithin(
    'from losing a right in the database to the end of writing',
    performance.now() - revokedAt,
    2_000,
  )
  clearInterval(typing)
  const seen = staying.text
  leaving.write('too late')
  staying.write('mine')
  await staying.until(isSaved)
  expect(staying.text).toBe(`${seen}\nmine`)
  expect(await storedText(chapter)).not.toContain('too late')
})

test('a right that shrinks to reading takes effect without leaving the page', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  using writer = openWriter(context.server.url, ada, chapter)
  await writer.until(isSaved)
  await context.alliance.grant(ada, chapter, 'comment')
  await writer.until(({ status, access }) => status.kind === 'read-only' && access === 'comment')
})

test('text written offline is offered when the right is revoked meanwhile, and is sent when the right is restored', async () => {
  const chapter = await context.alliance.chapter()
  const [ada, ben] = [
    await context.alliance.person('Ada', chapter),
    await context.alliance.person('Ben', chapter),
  ]
  const device = memoryCopy()
  const line = breakableConnection()
  using other = openWriter(context.server.url, ben, chapter)
  await other.until(isSaved)
  other.write('the words of others')
  await other.until(isSaved)
  using leaving = openWriter(context.server.url, ada, chapter, { ...line, openCopy: device.openCopy })
  await leaving.until((state, text) => isSaved(state) && text.includes('the words of others'))
  leaving.write('sent before')
  await leaving.until(isSaved)
  line.cut()
  leaving.write('written without a connection')
  await leaving.until(({ status }) => status.kind === 'on-this-device')
  await context.alliance.revoke(ada, chapter)
  line.mend()
  leaving.retry()
  await leaving.until(({ status }) => status.kind === 'access-changed')
  expect(leaving.getSnapshot().status).toEqual({ kind: 'access-changed', changes: 1 })
  expect(leaving.unsentWords()).toEqual(['written without a connection'])
  expect(device.text()).not.toContain('the words of others')
  leaving.close()

  await context.alliance.grant(ada, chapter, 'read')
  using lowered = openWriter(context.server.url, ada, chapter, { openCopy: device.openCopy })
  await lowered.until(({ status, access }) => status.kind === 'on-this-device' && access === 'read')
  expect(lowered.unsentWords()).toEqual(['written without a connection'])
  await context.alliance.grant(ada, chapter, 'edit')
  await lowered.until(isSaved)
  expect(lowered.unsentWords()).toEqual([])
  await other.until((_, text) => text === 'the words of others\nsent before\nwritten without a connection')
})

test('a ticket needs access, a session and the current editor', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  const nora = await context.alliance.person('Nora', chapter, 'none')
  const document = documentName(chapter)
  expect((await context.ask('/collab/ticket', null, { document, schema: 1 })).status).toBe(401)
  expect((await context.ask('/collab/ticket', nora, { document, schema: 1 })).status).toBe(403)
  expect((await context.ask('/collab/ticket', ada, { document, schema: 0 })).status).toBe(409)
  expect((await context.ask('/collab/ticket', ada, { document: 'chapter:x', schema: 1 })).status).toBe(400)
  expect((await context.ask('/collab/ticket', ada, 'nonsense')).status).toBe(400)
  const granted = await context.ask('/collab/ticket', ada, { document, schema: 1 })
  expect(await granted.json()).toMatchObject({ access: 'edit', person: ada })
  expect((await context.ask(`/collab/snapshot/${chapter}`, nora)).status).toBe(403)
  expect((await context.ask('/collab/snapshot/not-a-uuid', ada)).status).toBe(400)
})

test('a chapter nobody may see and one that does not exist look the same', async () => {
  const chapter = await context.alliance.chapter()
  const nora = await context.alliance.person('Nora', chapter, 'none')
  const absent = '0198c0de-0000-7000-8000-00000000dead'
  const replies = await Promise.all(
    [chapter, absent].map(async (id) => {
      const reply = await context.ask('/collab/ticket', nora, { document: documentName(id), schema: 1 })
      return [reply.status, await reply.text()]
    }),
  )
  expect(replies[0]).toEqual(replies[1])
})

test('participants of a deleted chapter are disconnected', async () => {
  const chapter = await context.alliance.chapter()
  const ada = await context.alliance.person('Ada', chapter)
  using writer = openWriter(context.server.url, ada, chapter)
  await writer.until(isSaved)
  await context.alliance.removeChapter(chapter)
  writer.write('into the void')
  await writer.until(({ status }) => status.kind === 'access-changed')
})
