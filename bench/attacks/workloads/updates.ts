import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { FRAME, SYNC, syncFrame } from '#app/collab/server/frames.ts'
import { seeded } from '#app/collab/testing/seeded-random.ts'
import { randomUpdates } from '#app/collab/testing/random-updates.ts'
import { documentName } from '#app/collab/protocol.ts'
import { clockOf, type Attack, type AttackTarget } from '../attack.ts'

/** Opens the chapter as its editor, sends frames as fast as they are taken, and again whenever it is closed. */
async function asEditor(
  target: AttackTarget,
  frames: (name: string, n: number) => Uint8Array[],
): Promise<void> {
  const over = clockOf(target)
  const name = documentName(target.chapter)
  for (let n = 0; !over(); n += 1) {
    const reply = await fetch(`${target.http}/collab/ticket`, {
      method: 'POST',
      headers: { cookie: target.cookie, origin: target.http, 'content-type': 'application/json' },
      body: JSON.stringify({ document: name, schema: target.schema }),
    }).catch(() => null)
    if (!reply?.ok) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    const { token } = (await reply.json()) as { token: string }
    const socket = new WebSocket(target.socket)
    await new Promise<void>((resolve) => {
      socket.on('open', () => {
        socket.send(authFrame(name, token))
        for (const frame of frames(name, n)) socket.send(frame)
        socket.ping()
      })
      socket.on('pong', () => setTimeout(() => socket.terminate(), 100))
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      setTimeout(() => socket.terminate(), 5_000).unref()
    })
  }
}

function authFrame(name: string, token: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, name)
  encoding.writeVarUint(encoder, FRAME.auth)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, token)
  return encoding.toUint8Array(encoder)
}

const made = (change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc)
}
const root = (doc: Y.Doc) => doc.getXmlFragment('default')

/** An update with this many roots, written by hand: Yjs itself would take a minute. */
function manyRoots(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, count, 7, 0]) encoding.writeVarUint(encoder, number)
  for (let i = 0; i < count; i += 1) {
    encoding.write(encoder, 4)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, `root ${i}`)
    encoding.writeVarString(encoder, 'x')
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** As many empty paragraphs as `messageBytes` lets through in one message, each behind the one before it. */
function manyElements(client: number, count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, count, client, 0]) encoding.writeVarUint(encoder, number)
  for (let i = 0; i < count; i += 1) {
    encoding.write(encoder, i === 0 ? 7 : 0x87)
    for (const number of i === 0 ? [1] : [client, i - 1]) encoding.writeVarUint(encoder, number)
    if (i === 0) encoding.writeVarString(encoder, 'default')
    encoding.writeVarUint(encoder, 3)
    encoding.writeVarString(encoder, 'paragraph')
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

function nested(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, count, 7, 0]) encoding.writeVarUint(encoder, number)
  for (let i = 0; i < count; i += 1) {
    encoding.write(encoder, 7)
    for (const number of i === 0 ? [1] : [0, 7, i - 1]) encoding.writeVarUint(encoder, number)
    if (i === 0) encoding.writeVarString(encoder, 'default')
    encoding.writeVarUint(encoder, 3)
    encoding.writeVarString(encoder, 'blockquote')
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

const each =
  (...updates: Uint8Array[]) =>
  (name: string) =>
    updates.map((one) => syncFrame(name, SYNC.update, one))

/** An editor of one chapter who sends updates that no editor sends. */
export const updateAttacks: readonly Attack[] = [
  {
    name: 'roots',
    title: 'an update with 60,000 roots, again and again',
    run: (target) => asEditor(target, each(manyRoots(60_000))),
  },
  {
    name: 'elements',
    title: 'six updates of 350,000 empty paragraphs, again and again',
    run: (target) => {
      const large = Array.from({ length: 6 }, (_, n) => manyElements(1_000 + n, 350_000))
      return asEditor(target, each(...large))
    },
  },
  {
    name: 'many-elements',
    title: 'updates of as many paragraphs as one may have, until the chapter is full',
    run: (target) =>
      asEditor(target, (name, n) => [syncFrame(name, SYNC.update, manyElements(1_000 + n, 14_000))]),
  },
  {
    name: 'grammar',
    title: 'ten thousand quotations, loose text, a hook: what no browser could show',
    run: (target) =>
      asEditor(
        target,
        each(
          nested(10_000),
          made((doc) => root(doc).insert(0, [new Y.XmlText('loose')])),
          made((doc) => root(doc).insert(0, [new Y.XmlHook('hook') as never])),
        ),
      ),
  },
  {
    name: 'fuzz',
    title: 'updates and frames that are nearly right',
    run: (target) =>
      asEditor(target, (name, n) => {
        const wild = randomUpdates(seeded(n))
        const doc = new Y.Doc()
        return Array.from({ length: 50 }, (_, i) => {
          const frame = syncFrame(name, SYNC.update, wild.built(doc))
          return i % 2 === 0 ? frame : wild.spoiled(frame)
        })
      }),
  },
]
