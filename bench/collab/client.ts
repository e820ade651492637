/** One client process: opens chapters, types, listens, and hands over what it saw. */
import { createHash } from 'node:crypto'
import { syncFrame, SYNC } from '#app/collab/server/frames.ts'
import * as Y from 'yjs'
import { now, pause, until } from './clock.ts'
import { openEditor, watchArrivals, type Editor } from './editor.ts'
import { learn, openLightly } from './opener.ts'
import { answer, type ClientCommands } from './protocol.ts'
import { typeTrace } from './typist.ts'

/**
 * Who fills a chapter, on both sides and in every trial. Above 2^31, as half of all Yjs clients are: one such client makes V8
 * keep every id of a document as a floating point number, and opening it a third slower.
 */
const FILLER = 4_000_000_019

const editors = new Map<string, Editor>()
const the = (key: string) => {
  const editor = editors.get(key)
  if (!editor) throw new Error(`nobody is called ${key} here`)
  return editor
}

answer<ClientCommands>({
  async open(request) {
    const editor = await openEditor(request)
    editors.set(request.key, editor)
    watchArrivals(editor)
    return editor.opened
  },

  async fill({ key, updates, stored }) {
    const { doc, provider, endings } = the(key)
    doc.clientID = FILLER
    for (const update of updates) {
      Y.applyUpdate(doc, update, 'fill')
      await until(() => !provider.hasUnsyncedChanges, 30_000)
    }
    const editor = the(key)
    if (stored) {
      // A last insertion of our own tells by its clock that everything before it is stored as well.
      const text = paragraph(editor)
      text.insert(0, '.')
      const clock = Y.getState(doc.store, doc.clientID)
      if (!(await until(() => editor.storedClock >= clock, 120_000)))
        throw new Error(`the filling was not stored: ${endings.join(', ')}`)
    }
    return { bytes: Y.encodeStateAsUpdate(doc).length }
  },

  async type({ keys, perSecond, seconds }) {
    await Promise.all(keys.map((key) => typeAway(the(key), perSecond, seconds)))
  },

  async settle({ ms }) {
    const all = [...editors.values()]
    const waits = (editor: Editor) =>
      editor.request.target.side === 'portal' &&
      editor.sent.all().length > 0 &&
      editor.storedClock < Y.getState(editor.doc.store, editor.doc.clientID)
    await until(() => !all.some((editor) => editor.provider.hasUnsyncedChanges || waits(editor)), ms)
  },

  async report() {
    return [...editors.values()].map((editor) => {
      const sent = editor.sent.all()
      const storedAt = editor.storedAt.all()
      const stored: number[] = []
      let unstored = 0
      for (let i = 0, at = 0; i < sent.length; i += 3) {
        while (at < storedAt.length && storedAt[at]! < sent[i + 1]!) at += 2
        if (at < storedAt.length) stored.push(storedAt[at + 1]! - sent[i + 2]!)
        else unstored += 1
      }
      return {
        chapter: editor.request.chapter,
        sent,
        received: editor.received.all(),
        stored: Float64Array.from(stored),
        unstored,
        markers: editor.markers,
        endings: editor.endings,
      }
    })
  },

  async digest({ texts }) {
    return [...editors].map(([key, { doc, request }]) => {
      const text = doc.getXmlFragment('default').toString()
      const digest = createHash('sha256').update(text).digest('hex')
      return { chapter: request.chapter, key, digest, ...(texts && { text }) }
    })
  },

  async storm({ clients, seconds, open, visitors }) {
    const learned = await learn({ ...open, visitor: visitors[0]! })
    const end = now() + seconds * 1000
    const opens: number[] = []
    const failures: string[] = []
    await Promise.all(
      Array.from({ length: clients }, async (_, n) => {
        while (now() < end) {
          try {
            opens.push(await openLightly({ ...open, visitor: visitors[n % visitors.length]! }, learned))
          } catch (error) {
            failures.push(error instanceof Error ? error.message : String(error))
            await pause(200)
          }
        }
      }),
    )
    return { opens, failures }
  },

  async flood({ open, perSecond, seconds }) {
    const editor = await openEditor(open)
    const held = Y.decodeStateVector(Y.encodeStateVector(editor.doc))
    const end = now() + seconds * 1000
    for (let n = 0; now() < end; n += 1) {
      const half = [...held].map(([id, clock]): [number, number] => [id, clock >> 1])
      // Typed for documents; Yjs writes down a list of clocks as well.
      const vector = Y.encodeStateVector(new Map(half) as unknown as Y.Doc)
      const frame = syncFrame(`chapter:${open.chapter}`, SYNC.step1, vector)
      editor.provider.configuration.websocketProvider.webSocket?.send(Uint8Array.from(frame))
      await pause(1000 / perSecond)
    }
    editor.leave()
  },

  trace: typeTrace,

  async close() {
    for (const editor of editors.values()) editor.leave()
    editors.clear()
  },
})

/** The editor's own paragraph, made when it first writes. */
function paragraph({ doc }: Editor): Y.XmlText {
  const own = paragraphs.get(doc)
  if (own) return own
  const text = new Y.XmlText()
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [text])
  doc.getXmlFragment('default').push([element])
  paragraphs.set(doc, text)
  return text
}
const paragraphs = new WeakMap<Y.Doc, Y.XmlText>()

/** Types one marked word after the other, at uneven intervals around the given pace. */
async function typeAway(editor: Editor, perSecond: number, seconds: number) {
  const { doc, provider } = editor
  const interval = 1000 / perSecond
  const end = now() + seconds * 1000
  const text = paragraph(editor)
  await pause(Math.random() * interval)
  for (let n = 1; now() < end; n++) {
    const marker = `[${doc.clientID.toString(36)}.${n}] `
    const at = now()
    text.insert(text.length, marker)
    editor.sent.add(doc.clientID, Y.getState(doc.store, doc.clientID), at)
    editor.markers.push(marker)
    if (editor.request.carets) provider.setAwarenessField('cursor', { anchor: n, head: n })
    await pause(interval * (0.5 + Math.random()))
  }
}
