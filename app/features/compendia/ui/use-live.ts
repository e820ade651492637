import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Insider } from '#app/platform/session.server.ts'

export type Insiders = Record<string, Insider[]>

const every = 3_000

/**
 * Keeps a page true while somebody looks at it: asks every three seconds for a stamp and who is inside, and loads the
 * page again when the stamp is another one. Without scripts the page is what it was when it was opened.
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
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const answer = await fetch(address, { signal: ended.signal, headers: { Accept: 'application/json' } })
        if (!answer.ok) return
        const news: { stamp: string; insiders: Insiders } = await answer.json()
        setInsiders((now) => (JSON.stringify(now) === JSON.stringify(news.insiders) ? now : news.insiders))
        if (news.stamp !== standing.current.stamp && standing.current.state === 'idle') revalidate()
      } catch {
        // Away for a moment: the next look tells.
      }
    }
    const timer = setInterval(() => void look(), every)
    const onReturn = () => void look()
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      ended.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [address, revalidate])
  return insiders
}
