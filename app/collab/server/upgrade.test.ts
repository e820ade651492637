import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { memoryStore } from '../testing/memory-store.ts'
import { openWire, type Wire } from '../testing/wire.ts'
import { CLOSE } from '../protocol.ts'
import { FRAME } from './frames.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'upgrade-'))
let wire: Wire
beforeAll(async () => {
  wire = await openWire({ store: memoryStore([]).store, dataDir, secret: 'only for this test' })
})
afterAll(async () => {
  await wire?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Asks for a websocket at a target exactly as written; resolves with the first line of the answer. */
function upgrade(target: string, headers = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(wire.url).port), '127.0.0.1')
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
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint(encoder, FRAME.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, 'no ticket')
    encoding.writeVarString(encoder, 'a version')
    const socket = new WebSocket(`${wire.url.replace('http', 'ws')}/collab`)
    socket.on('open', () => socket.send(encoding.toUint8Array(encoder)))
    const code = await new Promise((resolve) => socket.on('close', resolve))
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('providerVersion')
    expect(Object.getOwnPropertyNames(Object)).not.toContain('providerVersion')
    expect(code).toBe(CLOSE.ticketRefused.code)
  },
)
