/** Asks the service worker to cache this chapter's page with its scripts and styles, so that it opens offline. */
export async function keepForOffline(chapterId: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/service-worker.js')
  const worker = (await navigator.serviceWorker.ready).active ?? registration.active
  worker?.postMessage({ type: 'keep-page', chapterId })
  worker?.postMessage({ type: 'keep-assets', assets: loadedAssets() })
}

/** Removes the cached page of a chapter to which the person has lost access. */
export async function forgetOffline(chapterId: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  registration?.active?.postMessage({ type: 'forget-chapter', chapterId })
}

/** Tells the service worker who is signed in; null for nobody. It then shows no page that it cached for another person. */
export function tellPerson(personId: string | null): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.controller?.postMessage({ type: 'person', person: personId ?? 'nobody' })
}

function loadedAssets(): string[] {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const linked = [
    ...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload], link[rel=stylesheet]'),
  ].map(({ href }) => href)
  const ours = [...loaded, ...linked].filter((name) => name.startsWith(`${location.origin}/assets/`))
  return [...new Set(ours)].map((name) => new URL(name).pathname)
}
