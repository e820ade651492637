import { Document, type Connection } from '@hocuspocus/server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createCachedDocument } from './cached-document.ts'

/** A cached document, and connections that note the marks they were answered. */
function scene(tail: Parameters<typeof createCachedDocument>[2]['tail'] = []) {
  const document = new Document('chapter:0198c0de-0000-7000-8000-000000000001')
  const cached = createCachedDocument('0198c0de-0000-7000-8000-000000000001', document, {
    snapshot: null,
    tail,
  })
  const someone = () => {
    const marks: number[] = []
    const sendStateless = (payload: string) => void marks.push((JSON.parse(payload) as { mark: number }).mark)
    return { marks, connection: { send() {}, sendStateless, messageAddress: 'a' } as unknown as Connection }
  }
  return { document, cached, someone }
}
const nothing = new Uint8Array([0, 0])

test('a mark that arrives while its change is being committed is answered by that commit', () => {
  const { cached, someone } = scene()
  const { marks, connection } = someone()
  cached.note(nothing, connection)
  const commit = cached.take()
  cached.mark(connection, 7, true)
  expect(marks).toEqual([])
  commit.committed(1, [nothing])
  expect(marks).toEqual([7])
})

test('a mark waits while a change before it is not in the commit under way', () => {
  const { cached, someone } = scene()
  const { marks, connection } = someone()
  cached.note(nothing, connection)
  const first = cached.take()
  cached.note(nothing, connection)
  cached.mark(connection, 7, true)
  first.committed(1, [nothing])
  expect(marks).toEqual([])
  const second = cached.take()
  second.returned()
  cached.take().committed(2, [nothing])
  expect(marks).toEqual([7])
})

test('while an update is missing, only the connection whose update depends on it is told nothing', () => {
  const { document, cached, someone } = scene()
  const [sender, other] = [someone(), someone()]
  const source = new Y.Doc()
  source.getText('t').insert(0, 'a')
  const whole = Y.encodeStateAsUpdate(source)
  const before = Y.encodeStateVector(source)
  source.getText('t').insert(1, 'b')
  Y.applyUpdate(document, Y.encodeStateAsUpdate(source, before))
  cached.noteGap(sender.connection)
  cached.mark(sender.connection, 1, false)
  cached.mark(other.connection, 2, false)
  expect([sender.marks, other.marks]).toEqual([[], [2]])
  Y.applyUpdate(document, whole)
  cached.mark(sender.connection, 1, false)
  expect(sender.marks).toEqual([1])
})

test('the size of a chapter without a snapshot counts all its rows', () => {
  const { cached } = scene([
    { id: 1, update: new Uint8Array(200_000) },
    { id: 2, update: new Uint8Array(100_000) },
  ])
  expect(cached.bytes).toBe(300_000)
  expect(cached.backlog).toMatchObject({ rows: 2, bytes: 300_000 })
})
