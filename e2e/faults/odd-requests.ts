import fc from 'fast-check'
import routes from '#app/routes.ts'
import { requestText } from '#app/server/testing/raw-request.ts'

/** What a stranger may send as a request: mostly well-formed, with odd parts in odd places. */
export type OddRequest = { bytes: string | Uint8Array; abandoned: boolean }

/** Bytes that stand in a head without ending a line. */
const headText = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 33, max: 126 }) },
        fc.integer({ min: 128, max: 255 }),
      ),
      {
        maxLength,
      },
    )
    .map((codes) => String.fromCharCode(...codes))
const oddPart = fc.oneof(
  fc.constantFrom(
    '%',
    '%zz',
    '%ff',
    '%00',
    '%2e%2e%2f',
    '__proto__',
    '-1',
    '99999999999999999999',
    "'",
    '\\',
    '%f0%9f%9a%80',
  ),
  headText(20),
)
const addresses = fc.constantFrom(...routes.map(({ path = '' }) => `/${path}`))
const target = fc.oneof(
  fc
    .tuple(addresses, fc.array(oddPart, { minLength: 3, maxLength: 3 }))
    .map(([path, parts]) => path.replace(/:\w+\??|\*/g, () => parts.pop() ?? 'x')),
  addresses.map((path) => `${path}.data`),
  fc.constantFrom(
    '//',
    '///collab',
    '/\\',
    '*',
    '?',
    'http://elsewhere.example/',
    'http://[',
    '/collab',
    '/collab/ticket',
    '/collab/snapshot/x',
    '/__manifest?p=/%zz',
    '/dev/mail',
    '/assets/..%2f..',
    '/healthz',
    '/mail/bounces',
  ),
  headText(40).map((text) => `/${text}`),
)
const query = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc
    .array(
      fc.tuple(
        fc.constantFrom('next', 'q', 'page', 'token_hash', 'type', 'show', 'change', 'v', '_routes'),
        oddPart,
      ),
      {
        maxLength: 3,
      },
    )
    .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
)
const method = fc.oneof(
  { weight: 4, arbitrary: fc.constant('GET') },
  { weight: 4, arbitrary: fc.constant('POST') },
  fc.constantFrom('HEAD', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS', 'CONNECT', 'PROPFIND', 'BREW'),
)
const headerValue: Record<string, fc.Arbitrary<string>> = {
  Cookie: fc.oneof(
    fc.constantFrom(
      'gapo-session=%zz',
      'gapo-session={"access_token":1}; gapo-session=base64-!!!',
      'gapo-session.0=base64-e30; gapo-session.1=x',
      `gapo-session=base64-${Buffer.from('{"access_token":"a.b.c","refresh_token":"x","expires_at":1}').toString('base64url')}`,
      `a=${'x'.repeat(8_000)}`,
      '=; ;;==;a',
    ),
    headText(40),
  ),
  Origin: fc.oneof(fc.constantFrom('null', 'http://[', 'https://elsewhere.example'), headText(20)),
  'Content-Type': fc.constantFrom(
    'text/plain',
    'application/json; charset=x',
    'multipart/form-data',
    'a/b; ;;',
    '',
  ),
  'Content-Encoding': fc.constantFrom('gzip', 'br', 'x'),
  'Transfer-Encoding': fc.constantFrom('identity', 'gzip, chunked'),
  'Accept-Language': fc.oneof(fc.constantFrom(';;q=z', '*', 'x-'.repeat(500)), headText(30)),
  'Accept-Encoding': fc.constantFrom(';q=;;', 'identity;q=0, *;q=0', 'br;q=x'),
  'If-None-Match': fc.constantFrom('"', 'W/"\xff"', '*'),
  'If-Modified-Since': fc.constantFrom('never', '-1'),
  Range: fc.constantFrom('bytes=9-1', 'bytes=-', 'x=0-1', `bytes=${'0-0,'.repeat(500)}`),
  Referer: fc.oneof(fc.constantFrom('http://[', 'about:blank'), headText(20)),
  Upgrade: fc.constantFrom('websocket', 'h2c', ''),
  Connection: fc.constantFrom('Upgrade', 'close', 'keep-alive, x', ''),
  'Sec-WebSocket-Key': fc.constantFrom('dGhlIHNhbXBsZSBub25jZQ==', 'x'),
  'Sec-WebSocket-Version': fc.constantFrom('13', '8', 'x'),
  'Sec-WebSocket-Extensions': fc.constantFrom(';;', 'permessage-deflate; x=1', ','),
  'X-Forwarded-Host': fc.constantFrom('[', 'elsewhere.example', ','),
  'X-Forwarded-Proto': fc.constantFrom('javascript', 'https, x'),
  'X-Forwarded-For': fc.constantFrom('x', '1.1.1.1, ::1'),
  'Sec-Fetch-Site': fc.constantFrom('cross-site', 'x'),
  'User-Agent': headText(40),
  Authorization: fc.constantFrom('Bearer', 'Bearer x', 'Basic \xff'),
  Expect: fc.constantFrom('100-continue', 'x'),
  Host: fc.constantFrom('', '[', 'a b', 'x:99999'),
}
const header = fc
  .constantFrom(...Object.keys(headerValue))
  .chain((name) => headerValue[name]!.map((value) => [name, value] as const))

const field = fc.constantFrom(
  'intent',
  'email',
  'password',
  'name',
  'token_hash',
  'type',
  'version',
  'rows[]',
  '__proto__',
  'then',
  'go',
  'legalName',
  'website',
  'file',
  'x',
)
const typed = fc.oneof(oddPart, fc.string({ maxLength: 30, unit: 'binary' }), fc.constant('x'.repeat(3_000)))
const urlencoded = fc
  .array(fc.tuple(field, typed), { maxLength: 6 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${Buffer.from(value).toString('latin1')}`).join('&'))
const multipart = fc
  .array(
    fc.tuple(
      field,
      typed,
      fc.constantFrom('', '; filename="x.png"', "; filename*=UTF-8''%zz", '\r\nContent-Type: \xff'),
    ),
    {
      maxLength: 4,
    },
  )
  .map((parts) =>
    [
      ...parts.map(
        ([name, value, more]) =>
          `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${Buffer.from(value).toString('latin1')}\r\n`,
      ),
      '--x--\r\n',
    ].join(''),
  )
const body = fc.oneof(
  urlencoded.map((text) => ({ type: 'application/x-www-form-urlencoded', text })),
  multipart.map((text) => ({ type: 'multipart/form-data; boundary=x', text })),
  fc
    .tuple(multipart, fc.nat({ max: 200 }))
    .map(([text, at]) => ({ type: 'multipart/form-data; boundary=x', text: text.slice(0, at) })),
  fc.json().map((text) => ({ type: 'application/json', text: Buffer.from(text).toString('latin1') })),
)

/** `cookie` is that of somebody who is signed in: about half of the requests come with it. */
export function oddRequests(portal: string, cookie: string): fc.Arbitrary<OddRequest> {
  const { host, origin } = new URL(portal)
  const wellFormed = fc
    .record({ method, target, query, headers: fc.array(header, { maxLength: 4 }), body, known: fc.boolean() })
    .map(({ method, target, query, headers, body, known }) => {
      const given = new Set(headers.map(([name]) => name))
      const own: [string, string][] = [
        ['Host', host],
        ['Origin', origin],
        ['Cookie', known ? cookie : ''],
        ['Content-Type', body.type],
        ['Connection', 'close'],
      ]
      const all = [...own.filter(([name, value]) => value && !given.has(name)), ...headers]
      const sends = method === 'POST' || method === 'PUT' || method === 'PATCH'
      return {
        bytes: requestText(`${method} ${target}${query}`, all, sends ? body.text : undefined),
        abandoned: false,
      }
    })
  return fc.oneof(
    { weight: 8, arbitrary: wellFormed },
    fc
      .tuple(wellFormed, fc.nat({ max: 400 }))
      .map(([{ bytes }, at]) => ({ bytes: String(bytes).slice(0, at), abandoned: true })),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ bytes, abandoned: true })),
  )
}
