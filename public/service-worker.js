// Keeps the pages of chapters that were opened before, and what they need to run, so that they open without a network.
// Texts are not kept here: each chapter's own copy on the device (IndexedDB) holds them.
const PAGES = 'chapter-pages-v1'
const ASSETS = 'assets-v1'
const MOST_PAGES = 60
const MOST_ASSETS = 300

/** What is being kept or forgotten just now. */
const underWay = new Set()

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
          names.filter((name) => name !== PAGES && name !== ASSETS).map((name) => caches.delete(name)),
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
  if (request.mode === 'navigate') event.respondWith(freshOrOffline(request))
})

self.addEventListener('message', (event) => {
  const { type, assets = [], chapterId } = event.data ?? {}
  if (type === 'keep-assets') beside(event, keepAssets(assets))
  if (type === 'keep-page') beside(event, keepPage(chapterId))
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
    const fresh = await fetch(request)
    if (fresh.ok && !fresh.redirected) beside(event, keep(PAGES, key, fresh.clone(), MOST_PAGES))
    else if (fresh.status === 403 || fresh.status === 404) beside(event, forget(PAGES, [key]))
    return fresh
  } catch (fault) {
    const kept = await findKept(PAGES, key)
    if (kept) return kept
    if (request.mode === 'navigate') return findKept(ASSETS, '/offline.html')
    throw fault
  }
}

async function freshOrOffline(request) {
  try {
    return await fetch(request)
  } catch {
    return findKept(ASSETS, '/offline.html')
  }
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
async function keepPage(chapterId) {
  const path = `/chapters/${chapterId}`
  if (!isChapter(path)) return
  const fresh = await fetch(path, { headers: { Accept: 'text/html' }, credentials: 'same-origin' })
  if (fresh.ok && !fresh.redirected) await keep(PAGES, self.location.origin + path, fresh, MOST_PAGES)
}

function forgetChapter(chapterId) {
  const path = `${self.location.origin}/chapters/${chapterId}`
  return forget(PAGES, [path, `${path}.data`])
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

/** Also what is still on its way into the cache: it would be there again after having been forgotten. */
async function forget(name, keys) {
  const before = [...underWay]
  const cache = await caches.open(name)
  const erase = () => Promise.all(keys.map((key) => cache.delete(key)))
  await erase()
  await Promise.all(before)
  await erase()
}

async function trim(cache, most) {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)))
}
