import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { memoryStore } from '../testing/memory-store.ts'
import { CALLER, startCollabServer, type CollabServer } from '../testing/collab-server.ts'
import { CLOSE, documentName } from '../protocol.ts'
import { FRAME } from './frames.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'upgrade-'))
const chapter = '0198c0de-0000-7000-8000-000000000001'
const limits = { pendingBytes: 20_000, pendingBytesTotal: 50_000, pendingSockets: 4, pendingMs: 300 }
let server: CollabServer
beforeAll(async () => {
  const { store } = memoryStore([chapter])
  store.rights = async (pairs) => pairs.map((pair) => ({ ...pair, access: 'edit', name: 'Ada' }))
  server = await startCollabServer({ store, dataDir, secret: 'only for this test', limits })
})
afterAll(async () => {
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Asks for a websocket at a target exactly as written; resolves with the first line of the answer. */
function upgrade(target: string, headers = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer.split('\r\n', 1)[0]!))
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: portal.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`,
    )
  })
}

test.each([
  '//',
  '///collab',
  '//[',
  '*',
  'http://[',
  'http://a:b/collab',
  '/collab/',
  '/%zz',
  '?',
  '/\\',
  '/#',
])('a websocket asked for at %s is refused, and the process goes on', async (target) => {
  expect(await upgrade(target)).toMatch(/^HTTP\/1\.1 4\d\d /)
})

test.each([
  ['no key', ''],
  ['a key that is none', 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n'],
  ['an unknown version', 'Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'],
  ['an origin that is none', 'Origin: http://[\r\n'],
  [
    'protocols that are none',
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ,,\r\n',
  ],
])('a handshake with %s is refused', async (_, headers) => {
  expect(await upgrade('/collab', headers)).toMatch(/^HTTP\/1\.1 4\d\d /)
})

test.each(['__proto__', 'constructor', 'toString', '', 'chapter:__proto__', '__proto__\0tab'])(
  'a document named %j is refused, and no object of the process changes',
  async (name) => {
    const { socket, closed } = await open()
    socket.send(authFrame(name, 'no ticket'))
    const code = await closed
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('providerVersion')
    expect(Object.getOwnPropertyNames(Object)).not.toContain('providerVersion')
    expect(code).toBe(CLOSE.ticketRefused.code)
  },
)

/** An open websocket, and the code with which it ends. */
async function open() {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab`)
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve) => socket.on('open', resolve))
  return { socket, closed }
}
function authFrame(name: string, token: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, name)
  encoding.writeVarUint(encoder, FRAME.auth)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, token)
  encoding.writeVarString(encoder, 'a version')
  return encoding.toUint8Array(encoder)
}
/** Sends the head of a frame of 15 MB, or as much as it `announces`, and some of its bytes. */
function sendHalf(socket: WebSocket, bytes: number, announces = 15_000_000) {
  const head = Buffer.alloc(14)
  head[0] = 0x82
  head[1] = 0xff
  head.writeBigUInt64BE(BigInt(announces), 2)
  const { _socket: raw } = socket as unknown as { _socket: { write(bytes: Buffer): void } }
  raw.write(Buffer.concat([head, Buffer.alloc(bytes)]))
}
/** A socket whose ticket was accepted. */
async function openWithTicket() {
  const answer = await fetch(`${server.url}/collab/ticket`, {
    method: 'POST',
    body: JSON.stringify({ document: documentName(chapter), schema: EDITOR_VERSION }),
    headers: { [CALLER]: '0198c0de-0000-7000-8000-00000000000a' },
  })
  const { token } = (await answer.json()) as { token: string }
  const one = await open()
  const answered = new Promise((resolve) => one.socket.once('message', resolve))
  one.socket.send(authFrame(documentName(chapter), token))
  await answered
  return one
}

test('a socket without a ticket is closed after a while, and one with a ticket stays', async () => {
  const known = await openWithTicket()
  const stranger = await open()
  expect(await stranger.closed).toBe(1006)
  expect(known.socket.readyState).toBe(WebSocket.OPEN)
  known.socket.terminate()
})

test('an incomplete large frame is counted: without a ticket it closes only its own socket', async () => {
  const known = await openWithTicket()
  const stranger = await open()
  sendHalf(stranger.socket, limits.pendingBytes, limits.pendingBytes)
  expect(await stranger.closed).toBe(1006)
  sendHalf(known.socket, limits.pendingBytes)
  await expect.poll(() => server.collab.stats()).toMatchObject({ sockets: 1, pending: 0 })
  expect(known.socket.readyState).toBe(WebSocket.OPEN)
  known.socket.terminate()
})

test('a socket whose frame announces too many bytes is closed at once', async () => {
  const older = await open()
  const stranger = await open()
  sendHalf(stranger.socket, 0)
  expect(await stranger.closed).toBe(1006)
  expect(older.socket.readyState).toBe(WebSocket.OPEN)
  older.socket.terminate()
})

test('when sockets without a ticket are too many or send too much, the oldest is closed', async () => {
  const first = await open()
  const crowd = await Promise.all(Array.from({ length: limits.pendingSockets }, open))
  expect(await first.closed).toBe(1006)
  expect(server.collab.stats()).toMatchObject({ pending: limits.pendingSockets })
  for (const { socket } of crowd) sendHalf(socket, limits.pendingBytes - 1_000, limits.pendingBytes)
  await Promise.race(crowd.map(({ closed }) => closed))
  await Promise.all(crowd.map(({ closed }) => closed))
  await expect.poll(() => server.collab.stats()).toMatchObject({ sockets: 0, pending: 0 })
})
