const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How far a moment is from now, in words: "3 hours ago", "in 2 days"; `justNow` within three quarters of a minute. */
export function relativeWords(at: number, now: number, locale: string, justNow: string): string {
  const seconds = (at - now) / 1_000
  if (Math.abs(seconds) < 45) return justNow
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  // A step begins where rounding would reach its first whole one: 59.6 minutes are an hour.
  const [unit, size] = steps.find(([, size], place) => {
    const below = steps[place + 1]?.[1] ?? 1
    return Math.abs(seconds) >= size - below / 2
  }) ?? ['minute' as const, 60]
  const amount = Math.round(seconds / size)
  return words.format(amount === 0 ? Math.sign(seconds) : amount, unit)
}

/** The moment itself, with its zone: "12 May 2025, 14:00 UTC". `zone` is an IANA name. */
export function exactWords(at: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at)
}
