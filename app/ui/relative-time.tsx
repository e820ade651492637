import { createContext, useContext, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { exactWords, relativeWords } from './time-words.ts'

/**
 * When the server drew this page, in milliseconds since 1970: the browser takes the page over with the same words, so that nothing
 * moves. Null for a page that comes without scripts: it may be read long after it was drawn.
 */
export const DrawnAt = createContext<number | null>(null)

export type RelativeTimeProps = {
  /** A moment: ISO text, a Date, or milliseconds since 1970. */
  at: string | number | Date
  /** The zone of the exact words: UTC, or the zone of the place concerned (IANA name). */
  zone?: string
  className?: string
}

/** "3 hours ago", with the exact moment on hover; where no script keeps the words true, and on paper, it says the moment too. */
export function RelativeTime({ at, zone = 'UTC', className }: RelativeTimeProps) {
  const { t, i18n } = useTranslation('ui')
  const drawnAt = useContext(DrawnAt)
  const now = useSyncExternalStore(clock.subscribe, clock.now, () => drawnAt)
  const moment = new Date(at).getTime()
  if (Number.isNaN(moment)) return null
  const exact = exactWords(moment, zone, i18n.language)
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={exact}
      className={classNames(now !== null && 'relative-time', className)}
    >
      {now === null ? exact : relativeWords(moment, now, i18n.language, t('time.now'))}
    </time>
  )
}

/** One clock for all: it ticks twice a minute, and only while somebody looks. */
const clock = (() => {
  const listeners = new Set<() => void>()
  let time: number | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    time = Date.now()
    for (const tell of listeners) tell()
  }
  return {
    subscribe(tell: () => void) {
      listeners.add(tell)
      timer ??= setInterval(tick, 30_000)
      return () => {
        listeners.delete(tell)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
        time = null
      }
    },
    now: (): number | null => (time ??= Date.now()),
  }
})()
