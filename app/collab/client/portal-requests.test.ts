import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { fetchSnapshot } from './portal-requests.ts'

afterEach(() => void vi.useRealTimers())

/** Fetches a snapshot from a server that answers with `answer`. A download that stalls for `stall` ms is given up. */
async function ask(answer: (response: ServerResponse) => void, stall: number) {
  const server = createServer((_request, response) => answer(response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    return await fetchSnapshot({ fetch, origin }, 'some-chapter', stall)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('a slow download may take longer in total than the longest pause allowed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let line!: ReadableStreamDefaultController<Uint8Array>
  const slow: typeof fetch = async (_input, init) => {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (line = controller) })
    init!.signal!.addEventListener('abort', () => line.error(new Error('given up')))
    return new Response(body)
  }
  const text = fetchSnapshot({ fetch: slow, origin: 'http://portal.example' }, 'some-chapter', 300)
  for (let n = 0; n < 8; n++) {
    await vi.advanceTimersByTimeAsync(200)
    line.enqueue(Uint8Array.of(n))
    await new Promise(setImmediate)
  }
  line.close()
  expect(await text).toEqual({ update: new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]), stateVector: null })
})

test('a download that stalls half-way returns nothing', async () => {
  const started = performance.now()
  const text = await ask((response) => void response.write('half of a te'), 200)
  expect(text).toBeNull()
  expect(performance.now() - started).toBeLessThan(15_000)
})

test('a download that breaks half-way returns nothing, and a refused one neither', async () => {
  const broken = (response: ServerResponse) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('half of a te', () => response.destroy())
  }
  expect(await ask(broken, 5_000)).toBeNull()
  expect(await ask((response) => void response.writeHead(403).end('no'), 5_000)).toBeNull()
})
