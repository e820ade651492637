import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ChapterSession, SessionState } from '#app/collab/client/index.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'

const opening: SessionState = {
  status: { kind: 'opening' },
  access: null,
  people: [],
  ready: false,
  lastSavedAt: null,
  kept: true,
  atRisk: false,
}

// The wire's code comes with the page's own, not after it has been drawn.
const loadWire = () => import('#app/collab/client/index.ts')
if (typeof document !== 'undefined') void loadWire()

/** Opens a chapter for as long as the page shows it. Null until the wire's code is here; never on the server. */
export function useSession(chapterId: string, personId: string): [ChapterSession | null, SessionState] {
  const [session, setSession] = useState<ChapterSession | null>(null)
  useEffect(() => {
    let left = false
    let opened: ChapterSession | undefined
    void loadWire().then(({ openChapter }) => {
      if (left) return
      opened = openChapter({ chapterId, personId, schema: EDITOR_VERSION })
      setSession(opened)
    })
    return () => {
      left = true
      opened?.close()
      setSession(null)
    }
  }, [chapterId, personId])
  const state = useSyncExternalStore(
    session?.subscribe ?? never,
    session?.getSnapshot ?? (() => opening),
    () => opening,
  )
  return [session, state]
}

const never = () => () => {}
