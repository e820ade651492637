/** A made-up alliance of any size: the same rows from the same seed, plausible in amount and in shape. */
import { fields, countries, houses, people as names, places, sentences, zones } from './names.ts'
import { kinds, languages, themes } from '#app/features/institutions/index.ts'
import { seeded } from '../collab/trace.ts'

export type Size = { institutions: number; people: number; applications: number }
export type Row = Record<string, unknown>
/** Rows by table, in the order in which tables can be filled. */
export type Alliance = { table: string; rows: Row[] }[]

const DAY = 86_400_000

/** Chance with a memory: the n-th thing drawn from a seed is the same in every run. */
export function chance(seed: number) {
  const next = seeded(seed)
  const below = (n: number) => Math.floor(next() * n)
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!
  const some = <T>(of: readonly T[], most: number): T[] => {
    const from = below(of.length)
    return Array.from({ length: 1 + below(most) }, (_, n) => of[(from + n) % of.length]!)
  }
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  return {
    below,
    one,
    some,
    hex,
    /** The earlier in the list, the more often. */
    early: <T>(of: readonly T[]): T => of[Math.floor(next() ** 2 * of.length)]!,
    happens: (share: number) => next() < share,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    text: (least: number, most: number) =>
      Array.from({ length: least + below(most - least + 1) }, () => one(sentences)).join(' '),
  }
}
export type Chance = ReturnType<typeof chance>

export const slugOf = (n: number) => `invented-house-${n}`
const domainOf = (n: number) => `invented-${n}.example`

export type House = { id: string; name: string; row: Row }

export function institutionsOf(size: Size, now: number): House[] {
  const luck = chance(11)
  return Array.from({ length: size.institutions }, (_, n) => {
    const name = houseName(luck)
    const id = luck.uuid()
    const joined = now - (40 + luck.below(1500)) * DAY
    return {
      id,
      name,
      row: {
        id,
        slug: slugOf(n),
        name,
        acronym: luck.happens(0.7) ? acronymOf(name, n) : null,
        kind: luck.one(kinds),
        country: luck.early(countries),
        city: luck.one(places),
        status: n % 40 === 13 ? 'suspended' : n % 40 === 27 ? 'left' : 'active',
        coordinating: false,
        listed: n % 7 !== 5,
        website: `https://${domainOf(n)}`,
        about: luck.text(2, 9),
        themes: luck.some(themes, 4),
        languages: luck.some(languages, 3),
        joined_on: day(joined),
        created_at: moment(joined),
        updated_at: moment(joined),
      },
    }
  })
}

export function houseName(luck: Chance): string {
  const { pattern, fields: language } = luck.one(houses)
  return pattern.replace('{place}', luck.one(places)).replace('{field}', luck.one(fields[language]))
}

function acronymOf(name: string, n: number): string {
  const letters = [...name.matchAll(/\p{Lu}/gu)].map(([letter]) => letter).join('')
  return `${letters || 'ማ'}${n % 97}`.slice(0, 20)
}

export function personName(luck: Chance): string {
  const { given, family } = luck.one(names)
  // Some have one name, some have three.
  const middle = luck.happens(0.15) ? ` ${luck.one(given)}` : ''
  return luck.happens(0.03) ? luck.one(given) : `${luck.one(given)}${middle} ${luck.one(family)}`
}

/** Ten people to a house on average; the first of each speaks for it. Every second one has an account. */
export function peopleOf(size: Size, institutions: House[], now: number) {
  const luck = chance(12)
  const rows = {
    users: [] as Row[],
    sessions: [] as Row[],
    people: [] as Row[],
    contacts: [] as Row[],
    affiliations: [] as Row[],
    wishes: [] as Row[],
    invitations: [] as Row[],
  }
  const byHouse: string[][] = institutions.map(() => [])
  for (let n = 0; n < size.people; n++) {
    const id = luck.uuid()
    const house = n % institutions.length
    const email = `person.${n}@${domainOf(house)}`
    const since = moment(now - (30 + luck.below(1200)) * DAY)
    const account = n % 2 === 0 ? luck.uuid() : null
    if (account) {
      rows.users.push({ id: account, email, created_at: since, updated_at: since, email_confirmed_at: since })
      if (luck.happens(0.5)) {
        const seen = moment(now - luck.below(60 * 24) * 3_600_000)
        rows.sessions.push({ id: luck.uuid(), user_id: account, created_at: since, updated_at: seen })
      }
    }
    rows.people.push({
      id,
      user_id: account,
      name: personName(luck),
      time_zone: luck.one(zones),
      disabled_at: luck.happens(0.02) ? since : null,
      created_at: since,
      updated_at: since,
    })
    rows.contacts.push({ person_id: id, email, updated_at: since })
    const place = byHouse[house]!
    rows.affiliations.push(affiliation(luck, id, institutions[house]!, now, roleOf(place.length)))
    place.push(id)
    if (luck.happens(0.1)) {
      const other = institutions[(house + 1 + luck.below(institutions.length - 1)) % institutions.length]!
      rows.affiliations.push(affiliation(luck, id, other, now, 'member', luck.happens(0.5)))
    }
    if (luck.happens(0.1)) rows.wishes.push({ person_id: id, kind: 'new-member', cadence: 'daily' })
    if (n % 25 === 3) {
      rows.invitations.push({
        id: luck.uuid(),
        institution_id: institutions[house]!.id,
        email: `invited.${n}@${domainOf(house)}`,
        name: personName(luck),
        role: 'member',
        token_hash: `\\x${luck.hex(64)}`,
        invited_by: place[0],
        created_at: moment(now - 2 * DAY),
        expires_at: moment(now + 12 * DAY),
      })
    }
  }
  return { ...rows, byHouse }
}

const roleOf = (place: number) =>
  place === 0 ? 'primary representative' : place === 1 ? 'alternate' : place < 5 ? 'editor' : 'member'

function affiliation(
  luck: Chance,
  person: string,
  house: House,
  now: number,
  role: string,
  ended = false,
): Row {
  const started = now - (30 + luck.below(900)) * DAY
  return {
    id: luck.uuid(),
    person_id: person,
    institution_id: house.id,
    role,
    started_on: day(started),
    ended_on: ended ? day(now - luck.below(30) * DAY) : null,
    created_at: moment(started),
    updated_at: moment(started),
  }
}

export const moment = (at: number) => new Date(at).toISOString()
export const day = (at: number) => moment(at).slice(0, 10)
