// Keeps the pages of chapters that were opened before, and what they need to run, so that they open without a network.
// Texts are not kept here: each chapter's own copy on the device (IndexedDB) holds them.
// Pages are kept apart for each person, and shown only while that person is signed in as far as this worker knows: every answer of
// the portal says whom it is for. Another person's sign-in removes them.
const PAGES = 'chapter-pages-v2:'
const ASSETS = 'assets-v1'
const PERSON = 'person-v1'
const NOBODY = 'nobody'
const MOST_PAGES = 60
const MOST_ASSETS = 300

/** What is being kept or forgotten just now. */
const underWay = new Set()
/** Requests are numbered, so that an answer that comes late says nothing of who is here now. */
let requests = 0
let newestHeard = 0
let noting = Promise.resolve()

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(ASSETS)
      .then((cache) => cache.addAll(['/offline.html', '/offline.js', '/favicon.svg']))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name !== ASSETS && name !== PERSON && !name.startsWith(PAGES))
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) return event.respondWith(keptAsset(event))
  if (isChapter(url.pathname)) return event.respondWith(freshOrKept(event, pageKey(url)))
  if (request.mode === 'navigate') event.respondWith(freshOrOffline(event))
})

self.addEventListener('message', (event) => {
  const { type, assets = [], chapterId, person } = event.data ?? {}
  if (type === 'person') beside(event, notePerson(person, ++requests))
  if (type === 'keep-assets') beside(event, keepAssets(assets))
  if (type === 'keep-page') beside(event, keepPage(event, chapterId))
  if (type === 'forget-chapter') event.waitUntil(forgetChapter(chapterId))
})

function isChapter(pathname) {
  return /^\/chapters\/[0-9a-f-]{36}(\.data)?$/.test(pathname)
}

/** One entry a page, whatever stands behind the question mark. */
function pageKey(url) {
  return url.origin + url.pathname
}

/** Keeps while the answer is on its way, and never in its way: a full disk takes nothing from whoever has a network. */
function beside(event, keeping) {
  const done = keeping.catch(() => {}).finally(() => underWay.delete(done))
  underWay.add(done)
  event.waitUntil(done)
}

/** Names of assets hold a digest of their content: a kept one never goes stale. */
async function keptAsset(event) {
  const { request } = event
  const kept = await findKept(ASSETS, request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) beside(event, keep(ASSETS, request, fresh.clone()))
  return fresh
}

async function freshOrKept(event, key) {
  const { request } = event
  try {
    const fresh = await fetchAndHear(event, request)
    if (fresh.ok && !fresh.redirected) beside(event, keepForPerson(key, fresh.clone()))
    else if (fresh.status === 403 || fresh.status === 404) beside(event, forget([key]))
    return fresh
  } catch (fault) {
    const kept = await findKeptPage(key)
    if (kept) return kept
    if (request.mode === 'navigate') return findKept(ASSETS, '/offline.html')
    throw fault
  }
}

async function freshOrOffline(event) {
  try {
    return await fetchAndHear(event, event.request)
  } catch {
    return findKept(ASSETS, '/offline.html')
  }
}

/** Asks the portal, and hears from its answer who is signed in. */
async function fetchAndHear(event, request, init) {
  const number = ++requests
  const answer = await fetch(request, init)
  beside(event, notePerson(personOf(answer), number))
  return answer
}

/** Whom an answer is for; null when it does not say. */
function personOf(answer) {
  return answer.headers.get('Portal-Person')
}

/** Notes who is signed in here. What was kept for others goes, and nothing that was kept is shown to nobody. */
function notePerson(person, number) {
  if (!person || number < newestHeard) return Promise.resolve()
  newestHeard = number
  noting = noting.catch(() => {}).then(() => changeTo(person))
  return noting
}

async function changeTo(person) {
  if ((await personHere()) === person) return
  // First what opens the pages of whoever was here, then the pages: also a full disk takes things away.
  await caches.delete(PERSON)
  if (person !== NOBODY) {
    const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== PAGES + person)
    await Promise.all(others.map((name) => caches.delete(name)))
  }
  const cache = await caches.open(PERSON)
  await cache.put('/person', new Response(person))
}

async function personHere() {
  const noted = await findKept(PERSON, '/person')
  return noted ? noted.text() : NOBODY
}

async function keepAssets(assets) {
  const cache = await caches.open(ASSETS)
  await Promise.allSettled(
    assets.map(async (path) => {
      if (!(await cache.match(path))) await cache.add(path)
    }),
  )
  await trim(cache, MOST_ASSETS)
}

/** The page that is open just now: it was fetched before this worker stood between it and the network. */
async function keepPage(event, chapterId) {
  const path = `/chapters/${chapterId}`
  if (!isChapter(path)) return
  const fresh = await fetchAndHear(event, path, {
    headers: { Accept: 'text/html' },
    credentials: 'same-origin',
  })
  if (fresh.ok && !fresh.redirected) await keepForPerson(self.location.origin + path, fresh)
}

/** Keeps a page for whom it is for, while they are the one who is here. */
async function keepForPerson(key, page) {
  const person = personOf(page)
  await noting
  if (!person || person === NOBODY || (await personHere()) !== person) return
  await keep(PAGES + person, key, page, MOST_PAGES)
}

async function findKeptPage(key) {
  await noting.catch(() => {})
  const person = await personHere()
  return person === NOBODY ? undefined : findKept(PAGES + person, key)
}

function forgetChapter(chapterId) {
  const path = `${self.location.origin}/chapters/${chapterId}`
  return forget([path, `${path}.data`])
}

/** Undefined where nothing is kept, also when the browser keeps nothing at all. */
async function findKept(name, key) {
  try {
    return await caches.match(key, { cacheName: name })
  } catch {
    return undefined
  }
}

async function keep(name, key, answer, most) {
  const cache = await caches.open(name)
  await cache.put(key, answer)
  if (most) await trim(cache, most)
}

/**
 * Forgets pages, for whomever they were kept. Also what is still on its way into a cache: it would be there again after having been
 * forgotten.
 */
async function forget(keys) {
  const before = [...underWay]
  const erase = async () => {
    for (const name of (await caches.keys()).filter((each) => each.startsWith(PAGES))) {
      const cache = await caches.open(name)
      await Promise.all(keys.map((key) => cache.delete(key)))
    }
  }
  await erase()
  await Promise.all(before)
  await erase()
}

async function trim(cache, most) {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)))
}
