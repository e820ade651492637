import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { beforeEach, expect, test } from 'vitest'

const portal = 'https://portal.example'
const page = '/chapters/40000000-0000-4000-8000-000000000002'
type Answer = Response | Promise<Response>

/** The caches of a browser, by name. */
class Caches {
  readonly all = new Map<string, Map<string, Response>>()
  async open(name: string) {
    if (!this.all.has(name)) this.all.set(name, new Map())
    const entries = this.all.get(name)!
    const keyOf = (key: string | Request) => new URL(typeof key === 'string' ? key : key.url, portal).href
    return {
      match: async (key: string) => entries.get(keyOf(key))?.clone(),
      put: async (key: string, answer: Response) => void entries.set(keyOf(key), answer),
      delete: async (key: string) => entries.delete(keyOf(key)),
      keys: async () => [...entries.keys()],
      addAll: async () => {},
      add: async () => {},
    }
  }
  async match(key: string, { cacheName }: { cacheName: string }) {
    return this.all.has(cacheName) ? (await this.open(cacheName)).match(key) : undefined
  }
  keys = async () => [...this.all.keys()]
  delete = async (name: string) => this.all.delete(name)
}

let network: (path: string) => Answer
let caches: Caches
let listeners: Record<string, (event: object) => void>
let waiting: Promise<unknown>[]
beforeEach(() => {
  caches = new Caches()
  listeners = {}
  waiting = []
  const self = {
    location: new URL(portal),
    addEventListener: (type: string, listener: (event: object) => void) => (listeners[type] = listener),
  }
  const fetch = async (request: string | { url: string }) =>
    network(new URL(typeof request === 'string' ? request : request.url, portal).pathname)
  runInNewContext(readFileSync('public/service-worker.js', 'utf8'), { self, caches, fetch, URL, Response })
})

const offline = () => Promise.reject(new TypeError('no network'))
const pageFor = (person: string, text = `page of ${person}`) =>
  new Response(text, { headers: { 'Portal-Person': person } })

/** Opens an address as the browser does; `null` when there is nothing to show. */
async function navigate(path: string, answer: (path: string) => Answer): Promise<string | null> {
  network = answer
  let given: Promise<Response | undefined> | undefined
  listeners.fetch!({
    request: { url: portal + path, method: 'GET', mode: 'navigate' },
    respondWith: (shown: Promise<Response | undefined>) => (given = shown),
    waitUntil: (work: Promise<unknown>) => waiting.push(work),
  })
  const shown = await given
  const text = shown ? await shown.clone().text() : null
  while (waiting.length > 0) await waiting.pop()
  return text
}
async function tell(data: object) {
  listeners.message!({ data, waitUntil: (work: Promise<unknown>) => waiting.push(work) })
  while (waiting.length > 0) await waiting.pop()
}

test('offline, a page opened before is shown to the person it was for', async () => {
  await navigate(page, () => pageFor('ada'))
  expect(await navigate(page, offline)).toBe('page of ada')
})

test('after a session ended the page is shown to nobody, and again once the same person is back', async () => {
  await navigate(page, () => pageFor('ada'))
  await navigate('/sign-in', () => pageFor('nobody'))
  expect(await navigate(page, offline)).toBeNull()
  await navigate('/desk', () => pageFor('ada'))
  expect(await navigate(page, offline)).toBe('page of ada')
})

test('when another person signs in, the pages cached for the first are removed', async () => {
  await navigate(page, () => pageFor('ada'))
  await navigate('/desk', () => pageFor('bela'))
  expect(await navigate(page, offline)).toBeNull()
  expect([...caches.all.keys()].filter((name) => name.includes('ada'))).toEqual([])
  await navigate('/desk', () => pageFor('ada'))
  expect(await navigate(page, offline)).toBeNull()
})

test('a page reports its person as well, because client-side navigation makes no request that the worker sees', async () => {
  await navigate(page, () => pageFor('ada'))
  await tell({ type: 'person', person: 'nobody' })
  expect(await navigate(page, offline)).toBeNull()
  await tell({ type: 'person', person: 'ada' })
  expect(await navigate(page, offline)).toBe('page of ada')
})

test('an answer to a request from before the other person signed in is ignored and not cached', async () => {
  let arrive!: (answer: Response) => void
  const late = navigate(page, () => new Promise((resolve) => (arrive = resolve)))
  await navigate('/desk', () => pageFor('bela'))
  arrive(pageFor('ada'))
  await late
  expect(await navigate(page, offline)).toBeNull()
  expect([...caches.all.keys()].filter((name) => name.includes('ada'))).toEqual([])
})

test('an answer that names nobody, such as an error page, changes nothing and is not cached', async () => {
  await navigate(page, () => pageFor('ada'))
  await navigate('/desk', () => new Response('away', { status: 503 }))
  await navigate(page, () => new Response('of a proxy'))
  expect(await navigate(page, offline)).toBe('page of ada')
})

test('a chapter that is forgotten is forgotten for everybody', async () => {
  await navigate(page, () => pageFor('ada'))
  await navigate('/sign-in', () => pageFor('nobody'))
  await tell({ type: 'forget-chapter', chapterId: page.split('/').at(-1) })
  await navigate('/desk', () => pageFor('ada'))
  expect(await navigate(page, offline)).toBeNull()
})
