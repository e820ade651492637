import { useEffect } from 'react'
import { forgetOffline } from '#app/collab/client/offline-page.ts'

const place = 'leaving'

/** Notes that somebody is about to sign out here on purpose; the next page takes their texts off the device. */
export function noteLeaving(personId: string) {
  sessionStorage.setItem(place, personId)
}

/**
 * After a sign-out on purpose: chapters of which nothing waits to be sent are taken off the device, since it may be shared.
 * A session that merely ended leaves everything where it is.
 */
export function useLeaving(personId: string | undefined, onKept: (chapters: number) => void) {
  useEffect(() => {
    const left = sessionStorage.getItem(place)
    if (!left) return
    sessionStorage.removeItem(place)
    // The sign-out did not get through.
    if (left === personId) return
    void import('#app/collab/client/index.ts').then(async ({ emptySentCopies }) => {
      const { emptied, kept } = await emptySentCopies(left)
      await Promise.all(emptied.map(forgetOffline))
      if (kept.length > 0) onKept(kept.length)
    })
  }, [personId, onKept])
}
