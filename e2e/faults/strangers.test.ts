import { request as ask, type IncomingMessage } from 'node:http'
import * as encoding from 'lib0/encoding'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { COLLAB_PATH, documentName } from '#app/collab/protocol.ts'
import { FRAME, SYNC, statelessFrame, syncFrame } from '#app/collab/server/frames.ts'
import { LIMITS } from '#app/collab/server/limits.ts'
import { sendRaw } from '#app/server/testing/raw-request.ts'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters } from './alliance.ts'
import { Database } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'
import { oddRequests } from './odd-requests.ts'

const chapter = chapters.mandates
const name = documentName(chapter)
let portal: PortalProcess
let jonas: Person
let amina: Person
/** Somebody who just writes. Whatever the others do, nothing may happen to them. */
let bystander: Editor

beforeAll(async () => {
  portal = await startPortalProcess()
  jonas = await Person.signIn(portal.url, 'jonas')
  amina = await Person.signIn(portal.url, 'amina')
})
beforeEach(async () => {
  bystander = new Editor(amina, { name: 'bystander', chapter })
  await eventually(() => bystander.synced, 'the bystander sits down')
})
afterEach(async () => {
  bystander.type()
  await eventually(() => bystander.allStored, 'the bystander writes on')
  expect(bystander.endings).toEqual([])
  expect(await Database.of(portal).text(chapter)).toBe(bystander.text)
  bystander.destroy()
  expect(portal.output()).not.toMatch(/unhandled|uncaught/i)
})
afterAll(async () => {
  await portal?.stop()
})

type Outcome = { opened: boolean; status?: number; code?: number; reason?: string }

/** A bare websocket; `act` runs once it is open. Resolves when it is over. */
function knock(options: { headers?: Record<string, string>; path?: string }, act: (ws: WebSocket) => void) {
  return new Promise<Outcome>((resolve) => {
    const url = portal.url.replace(/^http/, 'ws') + (options.path ?? COLLAB_PATH)
    const ws = new WebSocket(url, { headers: options.headers ?? {} })
    let opened = false
    ws.on('open', () => {
      opened = true
      act(ws)
    })
    ws.on('unexpected-response', (_req, res) => resolve({ opened: false, status: res.statusCode ?? 0 }))
    ws.on('error', () => {})
    ws.on('close', (code, reason) => resolve({ opened, code, reason: reason.toString() }))
  })
}

function authFrame(token: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, name)
  encoding.writeVarUint(encoder, FRAME.auth)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, token)
  return encoding.toUint8Array(encoder)
}

test('a websocket that another site opens is refused before anything is said', async () => {
  const leave = (ws: WebSocket) => ws.close()
  const cookies = { Cookie: jonas.cookie }
  for (const origin of [
    'https://elsewhere.example',
    'null',
    `${portal.url}.elsewhere.example`,
    'http://127.0.0.1:1',
  ])
    expect(await knock({ headers: { ...cookies, Origin: origin } }, leave)).toEqual({
      opened: false,
      status: 403,
    })
  expect(await knock({ path: '/elsewhere' }, leave)).toEqual({ opened: false, status: 404 })
  expect(await knock({ headers: { Origin: portal.url } }, leave)).toMatchObject({ opened: true })
})

test('a message that is too big ends its own connection only', async () => {
  using editor = new Editor(jonas, { name: 'big', chapter, once: true })
  await eventually(() => editor.synced, 'it sits down')
  editor.socket.send(statelessFrame(name, 'x'.repeat(LIMITS.messageBytes)) as never)
  await eventually(() => editor.endings.length > 0, 'an answer')
  expect(editor.endings[0]).toBe('4413 message-too-big')
  // Far above the limit not even the whole message is taken in.
  using huge = new Editor(jonas, { name: 'huge', chapter, once: true })
  await eventually(() => huge.synced, 'it sits down')
  huge.socket.send(statelessFrame(name, 'x'.repeat(LIMITS.messageBytes * 2)) as never)
  await eventually(() => huge.endings.length > 0, 'an answer')
  expect(huge.endings[0]).toMatch(/^(1009|1006) /)
})

test('who sends too many messages is closed with a reason', async () => {
  using editor = new Editor(jonas, { name: 'fast', chapter, once: true })
  await eventually(() => editor.synced, 'it sits down')
  for (let i = 0; i < LIMITS.messageBurst * 2 && editor.endings.length === 0; i += 1)
    editor.provider.sendStateless(JSON.stringify({ type: 'mark', mark: i }))
  await eventually(() => editor.endings.length > 0, 'an answer')
  expect(editor.endings[0]).toBe('4430 too-many-messages')
})

test('a person has so many connections and no more, and gets a new one when an old one goes', async () => {
  const token = await jonas.ticket(chapter)
  const open = () => new Editor(jonas, { name: 'tab', chapter, token: () => token, once: true })
  const tabs = Array.from({ length: LIMITS.connectionsPerPerson }, open)
  try {
    await eventually(() => tabs.every((tab) => tab.synced), 'all tabs open')
    using more = open()
    await eventually(() => more.endings.length >= 2, 'an answer')
    expect(more.endings).toEqual(['refused too-many-connections', '4429 too-many-connections'])
    expect(tabs.flatMap((tab) => tab.endings)).toEqual([])
    tabs.pop()!.destroy()
    await eventually(async () => {
      using next = open()
      await eventually(() => next.synced || next.endings.length > 0, 'an answer')
      return next.synced
    }, 'there is room again')
  } finally {
    for (const tab of tabs) tab.destroy()
  }
})

test('random bytes and mangled frames disturb nobody, before and after a ticket', async () => {
  const token = await jonas.ticket(chapter)
  const update = Y.encodeStateAsUpdate(bystander.doc)
  const type = fc.integer({ min: 0, max: 12 })
  const bytes = fc.uint8Array({ maxLength: 200 })
  const frame = fc.oneof(
    bytes,
    fc.tuple(type, bytes).map(([kind, rest]) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarString(encoder, name)
      encoding.writeVarUint(encoder, kind)
      return new Uint8Array([...encoding.toUint8Array(encoder), ...rest])
    }),
    fc
      .tuple(fc.constantFrom(...Object.values(SYNC)), bytes)
      .map(([kind, rest]) => syncFrame(name, kind, rest)),
    // A real update with a few bytes changed.
    fc
      .array(fc.tuple(fc.nat({ max: update.length - 1 }), fc.integer({ min: 0, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) => {
        const mangled = update.slice()
        for (const [at, value] of changes) mangled[at] = value
        return syncFrame(name, SYNC.step2, mangled.slice(0, changes[0]![0] + 1))
      }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (frames, admitted) => {
        await knock({}, (ws) => {
          if (admitted) ws.send(authFrame(token))
          for (const bytes of frames) ws.send(bytes)
          ws.close()
        })
      },
    ),
    { numRuns: 150, endOnFailure: true },
  )
  expect(await knock({}, (ws) => ws.send('words'))).toMatchObject({ code: 4400, reason: 'malformed' })
  expect((await fetch(`${portal.url}/healthz`)).status).toBe(200)
})

/** Sends the head of a form and not one byte of its body. */
function announce(headers: Record<string, string>) {
  return new Promise<number>((resolve, reject) => {
    const type = 'application/x-www-form-urlencoded'
    const sending = ask(`${portal.url}/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': type, ...headers },
    })
    sending.on('response', (answer: IncomingMessage) => {
      resolve(answer.statusCode ?? 0)
      sending.destroy()
    })
    sending.on('error', reject)
    sending.flushHeaders()
  })
}

test('a form of a gigabyte, or of no length at all, is refused before it is sent', async () => {
  expect(await announce({ 'Content-Length': '1073741824' })).toBe(413)
  expect(
    await announce({ 'Content-Length': '1073741824', 'Content-Type': 'multipart/form-data; boundary=x' }),
  ).toBe(413)
  expect(await announce({ 'Transfer-Encoding': 'chunked' })).toBe(411)
})

test('odd requests are answered below 500 and disturb nobody', async () => {
  const lucia = await new Person(portal.url).signIn('lucia@andes-observatory.example')
  const faults: unknown[] = []
  await fc.assert(
    fc.asyncProperty(oddRequests(portal.url, lucia.cookie), async ({ bytes, abandoned }) => {
      const status = await sendRaw(portal.url, bytes, { abandoned })
      if (status !== null && status >= 500) faults.push([status, String(bytes).slice(0, 600)])
    }),
    { seed: 15, numRuns: 400, endOnFailure: true },
  )
  expect(faults).toEqual([])
  expect((await fetch(`${portal.url}/healthz`)).status).toBe(200)
})
