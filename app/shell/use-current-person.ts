import { useEffect } from 'react'
import { tellPerson } from '#app/collab/client/offline-page.ts'

const place = 'person-here'

/**
 * What the device keeps belongs to a person. Whenever the portal has said who is signed in (null: nobody; undefined: it said
 * nothing), pages that were kept for others are closed; when it is somebody else than last time, texts of others are taken off the
 * device. What waits to be sent stays, for the day its writer signs in again.
 */
export function usePersonHere(personId: string | null | undefined) {
  useEffect(() => {
    if (personId === undefined) return
    tellPerson(personId)
    if (personId === null || lastHere() === personId) return
    void import('#app/collab/client/index.ts').then(async ({ emptySentCopiesOfOthers }) => {
      await emptySentCopiesOfOthers(personId)
      noteHere(personId)
    })
  }, [personId])
}

function lastHere(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

function noteHere(personId: string) {
  try {
    localStorage.setItem(place, personId)
  } catch {
    // A browser that keeps nothing looks through its copies, of which there are none, at each page.
  }
}
