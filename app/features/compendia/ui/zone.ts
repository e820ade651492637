import { useRouteLoaderData } from '@remix-run/react'

/** The time zone of whoever is signed in; UTC for visitors. */
export function useZone(): string {
  const root = useRouteLoaderData<{ person: { timeZone: string } | null }>('root')
  return root?.person?.timeZone ?? 'UTC'
}

/** A calendar day in words: "31 May 2027". A day has no zone. */
export function dayInWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** A moment as a day somewhere: "31 May 2027". */
export function dayOf(moment: string, timeZone: string): string {
  return new Date(moment).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  })
}
