import { z } from 'zod'

/** The names that zones go by today, where browsers and Node still list an older one. */
const nameToday: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Time zones by IANA name, for a list to choose from: each once, by the name it has today. */
export const timeZones: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'].map((zone) => nameToday[zone] ?? zone)),
].toSorted()

/** Keeps out what only one of Node and Postgres reads: abbreviations, and rules that are written out. */
const named =
  /^(UTC|GMT|Etc\/(UTC|GMT(\+([0-9]|1[0-2])|-([0-9]|1[0-4]))?)|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_]+(-[A-Za-z_]+)*){1,2})$/

/** Whether this is a time zone: by its own name or an older one, whatever the list offers. */
export function isTimeZone(zone: string): boolean {
  if (zone.length > 64 || !named.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A time zone, kept as it was sent. The database holds the same rule (`app.is_time_zone`). */
export const timeZoneField = (said: string) => z.string({ error: said }).refine(isTimeZone, said)

/** A person's zone for `Intl`; UTC where this machine does not know the zone, so that no page fails over it. */
export const knownZone = (zone: string): string => (isTimeZone(zone) ? zone : 'UTC')
