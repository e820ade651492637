// Keeps the pages of chapters that were opened before, and what they need to run, so that they open without a network.
// Texts are not kept here: each chapter's own copy on the device (IndexedDB) holds them.
const PAGES = 'chapter-pages-v1'
const ASSETS = 'assets-v1'
const MOST_PAGES = 60
const MOST_ASSETS = 300

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
  if (url.pathname.startsWith('/assets/')) return event.respondWith(keptAsset(request))
  if (isChapter(url.pathname)) return event.respondWith(freshOrKept(request, pageKey(url)))
  if (request.mode === 'navigate') event.respondWith(freshOrOffline(request))
})

self.addEventListener('message', (event) => {
  const { type, assets = [], chapterId } = event.data ?? {}
  if (type === 'keep-assets') event.waitUntil(keepAssets(assets))
  if (type === 'keep-page') event.waitUntil(keepPage(chapterId))
  if (type === 'forget-chapter') event.waitUntil(forgetChapter(chapterId))
})

function isChapter(pathname) {
  return /^\/chapters\/[0-9a-f-]{36}(\.data)?$/.test(pathname)
}

/** One entry a page, whatever stands behind the question mark. */
function pageKey(url) {
  return url.origin + url.pathname
}

/** Names of assets hold a digest of their content: a kept one never goes stale. */
async function keptAsset(request) {
  const kept = await caches.match(request, { cacheName: ASSETS })
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) {
    const cache = await caches.open(ASSETS)
    await cache.put(request, fresh.clone())
  }
  return fresh
}

async function freshOrKept(request, key) {
  const cache = await caches.open(PAGES)
  try {
    const fresh = await fetch(request)
    if (fresh.ok && !fresh.redirected) {
      await cache.put(key, fresh.clone())
      await trim(cache, MOST_PAGES)
    } else if (fresh.status === 403 || fresh.status === 404) {
      await cache.delete(key)
    }
    return fresh
  } catch (fault) {
    const kept = await cache.match(key)
    if (kept) return kept
    if (request.mode === 'navigate') return caches.match('/offline.html')
    throw fault
  }
}

async function freshOrOffline(request) {
  try {
    return await fetch(request)
  } catch {
    return caches.match('/offline.html')
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
  const cache = await caches.open(PAGES)
  const fresh = await fetch(path, { headers: { Accept: 'text/html' }, credentials: 'same-origin' })
  if (fresh.ok && !fresh.redirected) await cache.put(self.location.origin + path, fresh)
}

async function forgetChapter(chapterId) {
  const cache = await caches.open(PAGES)
  await Promise.all(
    [`/chapters/${chapterId}`, `/chapters/${chapterId}.data`].map((path) =>
      cache.delete(self.location.origin + path),
    ),
  )
}

async function trim(cache, most) {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)))
}
