import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rereadEnv } from '#app/platform/env.server.ts'
import { loggedPath } from '#app/platform/log.server.ts'
import routes from '#app/routes.ts'
import { longestBody, longForms } from './body-limits.ts'
import { refuseForeignWrites } from './http-security.ts'
import {
  refuseLongBodies,
  refuseOtherHosts,
  refuseUnfitRequests,
  refuseUnlessLoopback,
} from './request-checks.ts'

const app = express()
app.use(refuseUnfitRequests, refuseForeignWrites, refuseLongBodies)
app.use('/dev/mail', refuseUnlessLoopback)
app.use(refuseOtherHosts)
app.all('*', (req, res) => void res.send(`${req.protocol} ${req.headers.host}`))
const server = createServer(app)
beforeAll(async () => {
  process.env.APP_URL = 'https://portal.example'
  rereadEnv()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  delete process.env.APP_URL
  server.closeAllConnections()
  server.close()
})

/** Sends a request exactly as written, with a host unless it brings its own; the status, and the last line of the answer. */
function send(line: string, headers: string[] = [], body = ''): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve([Number(answer.split(' ')[1]), answer.split('\r\n').at(-1)!]))
    const own = headers.some((header) => /^host:/i.test(header)) ? [] : ['Host: portal.example']
    socket.write(
      `${[`${line} HTTP/1.1`, ...own, 'Connection: close', ...headers].join('\r\n')}\r\n\r\n${body}`,
    )
  })
}
const post = (headers: string[]) => send('POST /sign-in', ['Content-Length: 0', ...headers])

test.each([
  ['TRACE /', 405],
  ['OPTIONS *', 405],
  ['PUT /sign-in', 405],
  ['DELETE /account', 405],
  ['GET *', 400],
  ['GET http://elsewhere.example/', 400],
  // Express itself finds no path in this one.
  ['GET http://[::', 404],
  ['GET http://a:b@c:99999/', 400],
  ['GET /%zz', 400],
  ['GET /institutions/%ff', 400],
  ['GET //', 404],
  ['GET //elsewhere.example/%2e%2e', 404],
  ['GET /sign-in?next=%zz', 200],
])('%s is answered with %i', async (line, status) => {
  expect((await send(line))[0]).toBe(status)
})

test.each(['', '[', 'a b', 'ex%41mple', 'portal.example:99999999', 'a/b', 'a@b', '[::1', '::1', '\u00e9'])(
  'a host named %j is none',
  async (host) => {
    expect((await send('GET /', [`Host: ${host}`]))[0]).toBe(400)
  },
)

test('what a proxy says of host and protocol counts only where a proxy is trusted', async () => {
  const forwarded = ['X-Forwarded-Host: outer.example:8443, inner', 'X-Forwarded-Proto: https']
  expect(await send('GET /', forwarded)).toEqual([200, 'http portal.example'])
  process.env.TRUST_PROXY = '1'
  rereadEnv()
  app.set('trust proxy', 1)
  expect(await send('GET /', forwarded)).toEqual([200, 'https outer.example:8443'])
  expect(await send('GET /', ['X-Forwarded-Proto: javascript'])).toEqual([200, 'http portal.example'])
  expect((await send('GET /', ['X-Forwarded-Host: a b']))[0]).toBe(400)
  app.set('trust proxy', false)
  delete process.env.TRUST_PROXY
  rereadEnv()
})

test('a form whose page has another name than the request is refused with a sentence about the proxy', async () => {
  const ours = 'Origin: https://portal.example'
  expect((await post([ours]))[0]).toBe(200)
  const [status, text] = await post([ours, 'Host: 127.0.0.1:3000'])
  expect([status, text]).toEqual([403, expect.stringContaining('has to pass on the Host header')])
  expect((await post(['Origin: https://elsewhere.example']))[0]).toBe(403)
  expect((await post(['Origin: null']))[0]).toBe(403)
  expect((await post(['Origin: http://[']))[0]).toBe(403)
})

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '[::2]'])(
  'letters are not shown to a page under the name %s',
  async (host) => {
    expect((await send('GET /dev/mail', [`Host: ${host}`]))[0]).toBe(403)
  },
)

test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])(
  'letters are shown under the name %s',
  async (host) => {
    expect((await send('GET /dev/mail', [`Host: ${host}`]))[0]).toBe(200)
  },
)

test('a body is refused by its length alone, before any of it is sent', async () => {
  const type = 'Content-Type: multipart/form-data; boundary=x'
  const announced = (path: string, length: number, ...headers: string[]) =>
    send(`POST ${path}`, [`Content-Length: ${length}`, ...headers])
  expect((await announced('/sign-in', 64 * 1024 + 1))[0]).toBe(413)
  expect((await announced('/sign-in', 90_000_000, type))[0]).toBe(413)
  expect((await announced('/sign-in.data', 90_000_000, type))[0]).toBe(413)
  expect((await announced('/account/profile', 90_000_000))[0]).toBe(413)
  expect((await send('POST /sign-in', ['Transfer-Encoding: chunked']))[0]).toBe(411)
  expect((await send('POST /sign-in', ['Content-Length: 3'], 'a=b'))[0]).toBe(200)
})

/** Every path of a route with an action takes at least a short form. */
test('long forms are taken at routes that there are, files only as parts', () => {
  const known = routes.map(({ path }) => path)
  const ofSteps = (route: string) => (route === 'join/apply/papers' ? 'join/apply/:step' : route)
  for (const route of Object.keys(longForms)) expect(known).toContain(ofSteps(route))
  const parts = 'multipart/form-data; boundary=x'
  expect(longestBody('/account/profile', parts)).toBe(96 * 1024 * 1024)
  expect(longestBody('/account/profile.data', parts)).toBe(96 * 1024 * 1024)
  expect(longestBody('/account/profile', undefined)).toBe(1024 * 1024)
  expect(longestBody('/join/apply/papers', parts)).toBe(96 * 1024 * 1024)
  expect(longestBody('/join/apply/people', parts)).toBe(1024 * 1024)
  expect(longestBody('/forgot-password', parts)).toBe(64 * 1024)
  expect(longestBody('/', undefined)).toBe(64 * 1024)
})

test('no line of the log has the token of a link', () => {
  const withToken = routes.map(({ path = '' }) => `/${path}`).filter((path) => path.includes(':token'))
  expect(withToken.length).toBeGreaterThan(0)
  for (const path of withToken) expect(loggedPath(path.replace(':token', 'secret'))).not.toContain('secret')
  for (const { path = '' } of routes)
    if (!path.includes(':token')) expect(loggedPath(`/${path}`)).toBe(`/${path}`)
})
