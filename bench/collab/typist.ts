/** Types a recorded trace, keystroke by keystroke, as fast as the server stores it. */
import * as Y from 'yjs'
import { now, pause, until } from './clock.ts'
import { openEditor } from './editor.ts'
import type { TraceReport, TraceRequest } from './protocol.ts'
import { readTrace } from './trace.ts'

/**
 * Each edit of the trace is one transaction and so one update on the websocket. `window`: how many edits may be under way
 * before the typist waits for the server's `stored`. `perSecond`: a pace not to go over.
 */
export async function typeTrace({ open, window, edits, perSecond }: TraceRequest): Promise<TraceReport> {
  const trace = readTrace().edits.slice(0, edits ?? undefined)
  const editor = await openEditor(open)
  const { doc, provider, endings } = editor
  let updates = 0
  doc.on('update', () => (updates += 1))

  const text = new Y.XmlText()
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [text])
  doc.getXmlFragment('default').insert(0, [element])

  const clock = () => Y.getState(doc.store, doc.clientID)
  const clocks: number[] = []
  const started = now()
  for (const [n, [position, deleted, inserted]] of trace.entries()) {
    if (endings.length > 0) throw new Error(`the typist was thrown out: ${endings.join(', ')}`)
    doc.transact(() => {
      if (deleted) text.delete(position, deleted)
      if (inserted) text.insert(position, inserted)
    })
    clocks.push(clock())
    if (perSecond) {
      const ahead = started + (n * 1000) / perSecond - now()
      if (ahead > 4) await pause(ahead)
    }
    if (n >= window && n % 64 === 0) {
      const least = clocks[n - window]!
      if (!(await until(() => editor.storedClock >= least, 60_000, 2)))
        throw new Error(`edit ${n - window} was not stored within a minute; ${endings.join(', ')}`)
    }
  }
  if (!(await until(() => editor.storedClock >= clock() && !provider.hasUnsyncedChanges, 120_000)))
    throw new Error('the end of the trace was not stored')
  const report = {
    seconds: (now() - started) / 1000,
    updates,
    stateBytes: Y.encodeStateAsUpdate(doc).length,
    endings,
  }
  editor.leave()
  return report
}
