// Lists the chapters that this device has opened before, by the titles of their kept pages: those of whoever is signed in here.
async function listChapters() {
  const person = await (await caches.match('/person', { cacheName: 'person-v1' }))?.text()
  if (!person || person === 'nobody') return
  const cache = await caches.open(`chapter-pages-v2:${person}`)
  const list = document.getElementById('chapters')
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('.data')) continue
    const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), 'text/html')
    const link = document.createElement('a')
    link.href = pathname
    link.textContent = page.title
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
  }
  list.hidden = list.childElementCount === 0
}

if ('caches' in window) listChapters()
window.addEventListener('online', () => location.reload())
