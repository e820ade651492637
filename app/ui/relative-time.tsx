import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { exactWords, relativeWords } from './time-words.ts'

export type RelativeTimeProps = {
  /** A moment: ISO text, a Date, or milliseconds since 1970. */
  at: string | number | Date
  /** The zone of the exact words: UTC, or the zone of the place concerned (IANA name). */
  zone?: string
  className?: string
}

/** "3 hours ago", with the exact moment on hover. Without scripts it says the exact moment, with its zone. */
export function RelativeTime({ at, zone = 'UTC', className }: RelativeTimeProps) {
  const { t, i18n } = useTranslation('ui')
  const now = useSyncExternalStore(clock.subscribe, clock.now, clock.onServer)
  const moment = new Date(at).getTime()
  if (Number.isNaN(moment)) return null
  const exact = exactWords(moment, zone, i18n.language)
  return (
    <time dateTime={new Date(moment).toISOString()} title={exact} className={className}>
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
    onServer: (): number | null => null,
  }
})()
