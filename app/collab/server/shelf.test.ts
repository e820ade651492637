import { Document, type Connection } from '@hocuspocus/server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openShelf } from './shelf.ts'

/** A shelf, and a connection that keeps the marks it was answered. */
function scene(tail: Parameters<typeof openShelf>[2]['tail'] = []) {
  const document = new Document('chapter:0198c0de-0000-7000-8000-000000000001')
  const shelf = openShelf('0198c0de-0000-7000-8000-000000000001', document, {
    copy: null,
    tail,
  })
  const someone = () => {
    const marks: number[] = []
    const sendStateless = (payload: string) => void marks.push((JSON.parse(payload) as { mark: number }).mark)
    return { marks, connection: { send() {}, sendStateless, messageAddress: 'a' } as unknown as Connection }
  }
  return { document, shelf, someone }
}
const nothing = new Uint8Array([0, 0])

test('a mark that comes while its change is being committed is answered by that commit', () => {
  const { shelf, someone } = scene()
  const { marks, connection } = someone()
  shelf.note(nothing, connection)
  const commit = shelf.take()
  shelf.mark(connection, 7, true)
  expect(marks).toEqual([])
  commit.committed(1, [nothing])
  expect(marks).toEqual([7])
})

test('a mark waits when more came before it than is being committed', () => {
  const { shelf, someone } = scene()
  const { marks, connection } = someone()
  shelf.note(nothing, connection)
  const first = shelf.take()
  shelf.note(nothing, connection)
  shelf.mark(connection, 7, true)
  first.committed(1, [nothing])
  expect(marks).toEqual([])
  const second = shelf.take()
  second.returned()
  shelf.take().committed(2, [nothing])
  expect(marks).toEqual([7])
})

test('while a piece of what somebody sent is missing, only they are told nothing', () => {
  const { document, shelf, someone } = scene()
  const [sender, other] = [someone(), someone()]
  const source = new Y.Doc()
  source.getText('t').insert(0, 'a')
  const whole = Y.encodeStateAsUpdate(source)
  const before = Y.encodeStateVector(source)
  source.getText('t').insert(1, 'b')
  Y.applyUpdate(document, Y.encodeStateAsUpdate(source, before))
  shelf.noteGap(sender.connection)
  shelf.mark(sender.connection, 1, false)
  shelf.mark(other.connection, 2, false)
  expect([sender.marks, other.marks]).toEqual([[], [2]])
  Y.applyUpdate(document, whole)
  shelf.mark(sender.connection, 1, false)
  expect(sender.marks).toEqual([1])
})

test('a text that was never folded counts with all its rows: a large one stays in memory for a while', () => {
  const { shelf } = scene([
    { id: 1, update: new Uint8Array(200_000) },
    { id: 2, update: new Uint8Array(100_000) },
  ])
  expect(shelf.bytes).toBe(300_000)
  expect(shelf.unfolded).toMatchObject({ rows: 2, bytes: 300_000 })
})
