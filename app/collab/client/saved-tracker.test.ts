import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { SavedTracker } from './saved-tracker.ts'

function scene(brought = 0) {
  const doc = new Y.Doc()
  const tracker = new SavedTracker(doc, brought)
  doc.on('update', () => tracker.changed())
  const vector = () => Y.decodeStateVector(Y.encodeStateVector(doc))
  const text = doc.getText('t')
  // Joined, with nothing brought along.
  if (brought === 0) tracker.stored(vector(), tracker.nextMark()!)
  return { doc, tracker, vector, text }
}

test('typed text is saved once the state vector of the server covers it', () => {
  const { tracker, vector, text } = scene()
  text.insert(0, 'ab')
  const then = vector()
  text.insert(2, 'c')
  tracker.stored(then)
  expect(tracker.saved).toBe(false)
  tracker.stored(vector())
  expect(tracker.saved).toBe(true)
})

test('a deletion is not confirmed by a state vector from before it', () => {
  const { tracker, vector, text } = scene()
  text.insert(0, 'abc')
  tracker.stored(vector())
  text.delete(0, 1)
  tracker.stored(vector())
  expect(tracker.saved).toBe(false)
  const mark = tracker.nextMark()!
  expect(tracker.nextMark()).toBeNull()
  text.delete(0, 1)
  tracker.stored(vector(), mark)
  expect(tracker.saved).toBe(false)
  tracker.stored(vector(), tracker.nextMark()!)
  expect(tracker.saved).toBe(true)
})

test('an addition after a deletion confirms both', () => {
  const { tracker, vector, text } = scene()
  text.insert(0, 'abc')
  text.delete(0, 1)
  text.insert(0, 'x')
  tracker.stored(vector())
  expect(tracker.saved).toBe(true)
})

test('changes of an earlier visit are not saved until the server has answered a mark', () => {
  const { tracker, vector } = scene(3)
  expect(tracker.unsaved).toBe(3)
  tracker.stored(vector())
  expect(tracker.saved).toBe(false)
  tracker.stored(vector(), tracker.nextMark()!)
  expect(tracker.saved).toBe(true)
})

test('after a lost connection nothing is confirmed until the server answers again', () => {
  const { tracker, vector, text } = scene()
  text.insert(0, 'abc')
  text.delete(0, 1)
  const lost = tracker.nextMark()!
  tracker.disconnected()
  expect(tracker.saved).toBe(false)
  const again = tracker.nextMark()
  expect(again).toBe(lost)
  tracker.stored(vector(), again!)
  expect(tracker.saved).toBe(true)
})
