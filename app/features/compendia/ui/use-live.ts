import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Insider } from '#app/platform/session.server.ts'
import { livePace } from './live-pace.ts'

export type Insiders = Record<string, Insider[]>

/**
 * Keeps a page true while somebody looks at it: asks now and then for a stamp and who is inside, and loads the page again
 * when something in it is another thing (`livePace`). Without scripts the page is what it was when it was opened.
 */
export function useLive(address: string, stamp: string, initial: Insiders): Insiders {
  const { revalidate, state } = useRevalidator()
  const [insiders, setInsiders] = useState(initial)
  const standing = useRef({ stamp, state })
  useEffect(() => {
    standing.current = { stamp, state }
  }, [stamp, state])
  useEffect(() => setInsiders(initial), [initial])

  useEffect(() => {
    const ended = new AbortController()
    const pace = livePace()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      clearTimeout(timer)
      // Out of sight nothing is asked; coming back is a look.
      if (document.visibilityState !== 'visible') return
      try {
        const answer = await fetch(address, { signal: ended.signal, headers: { Accept: 'application/json' } })
        if (answer.ok) take((await answer.json()) as { stamp: string; insiders: Insiders })
      } catch {
        // Away for a moment: the next look tells.
      }
      if (ended.signal.aborted) return
      clearTimeout(timer)
      timer = setTimeout(() => void look(), pace.nextLook())
    }
    const take = (news: { stamp: string; insiders: Insiders }) => {
      setInsiders((now) => (JSON.stringify(now) === JSON.stringify(news.insiders) ? now : news.insiders))
      const { stamp: shown, state } = standing.current
      if (state === 'idle' && pace.isDue(shown, news.stamp)) revalidate()
    }
    timer = setTimeout(() => void look(), pace.nextLook())
    const onReturn = () => {
      pace.returned()
      void look()
    }
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      ended.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [address, revalidate])
  return insiders
}
