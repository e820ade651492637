/** Which pages are asked for, and by whom. */
import { slugOf, type Size } from './alliance.ts'
import { numberOf } from './applications.ts'

export type Asking = 'visitor' | 'member' | 'representative' | 'coordinator'
export const accounts: Record<Exclude<Asking, 'visitor'>, string> = {
  member: 'amina@tana-forum.example',
  representative: 'jonas@havel-institute.example',
  coordinator: 'marta@alliance.example',
}

/** What a side of the bench holds, as far as addresses name it. */
export type Place = { size: Size; person: string }
export type Page = {
  label: string
  as: Asking
  path(place: Place): string
  /** Shown and held to no bar, for this reason. */
  noBar?: string
}

const house = slugOf(7)
/** The last page of fifty that is full in both alliances, which may be as far as a page's number goes. */
const deep = (all: number, perPage: number) => Math.max(1, Math.min(400, Math.floor(all / perPage)))

export const pages: Page[] = [
  { label: '/members', as: 'visitor', path: () => '/members' },
  { label: '/members, search', as: 'visitor', path: () => '/members?q=institute' },
  { label: '/members, country', as: 'visitor', path: () => '/members?country=KE' },
  { label: '/members, kind', as: 'visitor', path: () => '/members?kind=research' },
  { label: '/members, theme', as: 'visitor', path: () => '/members?theme=police' },
  { label: '/members, language', as: 'visitor', path: () => '/members?language=sw' },
  {
    label: '/members, far page',
    as: 'visitor',
    path: ({ size }) => `/members?page=${deep(size.institutions * 0.8, 50)}`,
  },
  { label: '/members/:slug', as: 'visitor', path: () => `/members/${house}` },
  { label: '/institutions', as: 'member', path: () => '/institutions' },
  { label: '/institutions, search', as: 'member', path: () => '/institutions?q=institute' },
  { label: '/institutions/:slug', as: 'member', path: () => `/institutions/${house}` },
  { label: '/people/:id', as: 'member', path: ({ person }) => `/people/${person}` },
  {
    label: '/institutions/:slug of one’s own',
    as: 'representative',
    path: () => '/institutions/havel-institute',
  },
  { label: '/institutions/:slug', as: 'coordinator', path: () => `/institutions/${house}` },
  { label: '/people/:id', as: 'coordinator', path: ({ person }) => `/people/${person}` },
  { label: '/manage/applications', as: 'coordinator', path: () => '/manage/applications' },
  { label: '/manage/applications, all', as: 'coordinator', path: () => '/manage/applications?state=all' },
  {
    label: '/manage/applications, newest',
    as: 'coordinator',
    path: () => '/manage/applications?state=all&sort=newest',
  },
  {
    label: '/manage/applications, declined',
    as: 'coordinator',
    path: () => '/manage/applications?state=declined&sort=newest',
  },
  {
    label: '/manage/applications, search',
    as: 'coordinator',
    path: () => '/manage/applications?state=all&q=institute',
  },
  { label: '/manage/applications, mine', as: 'coordinator', path: () => '/manage/applications?assigned=me' },
  {
    label: '/manage/applications, far page',
    as: 'coordinator',
    path: ({ size }) => `/manage/applications?state=all&page=${deep(size.applications, 25)}`,
  },
  {
    label: '/manage/applications/:number',
    as: 'coordinator',
    path: () => `/manage/applications/${numberOf(4)}`,
  },
  { label: '/manage/people', as: 'coordinator', path: () => '/manage/people' },
  { label: '/manage/people, search', as: 'coordinator', path: () => '/manage/people?q=amina' },
  {
    label: '/manage/people, address',
    as: 'coordinator',
    path: () => '/manage/people?q=person.7%40invented-7.example',
  },
  {
    label: '/manage/people, far page',
    as: 'coordinator',
    path: ({ size }) => `/manage/people?page=${deep(size.people, 50)}`,
  },
  { label: '/manage/people/:id', as: 'coordinator', path: ({ person }) => `/manage/people/${person}` },
  { label: '/manage/emails/outbox', as: 'coordinator', path: () => '/manage/emails/outbox' },
  {
    label: '/institutions/:slug/roles',
    as: 'representative',
    path: () => '/institutions/havel-institute/roles',
  },
  { label: '/account/profile', as: 'member', path: () => '/account/profile' },
  { label: '/manage/institutions', as: 'coordinator', path: () => '/manage/institutions' },
  {
    label: '/manage/institutions, search',
    as: 'coordinator',
    path: () => '/manage/institutions?q=institute',
  },
  {
    label: '/manage/institutions, standing',
    as: 'coordinator',
    path: () => '/manage/institutions?status=left',
  },
  {
    label: '/manage/institutions, far page',
    as: 'coordinator',
    path: ({ size }) => `/manage/institutions?page=${deep(size.institutions, 50)}`,
  },
  { label: '/manage/institutions/:slug', as: 'coordinator', path: () => `/manage/institutions/${house}` },
  { label: '/manage/audit-log', as: 'coordinator', path: () => '/manage/audit-log' },
  {
    label: '/manage/audit-log, of institutions',
    as: 'coordinator',
    path: () => '/manage/audit-log?what=institutions',
  },
  { label: '/manage/audit-log, who', as: 'coordinator', path: () => '/manage/audit-log?who=amina' },
  {
    label: '/manage/audit-log, until a day',
    as: 'coordinator',
    path: () => '/manage/audit-log?until=2026-01-01',
  },
  { label: '/manage', as: 'coordinator', path: () => '/manage' },
  { label: '/manage/background-jobs', as: 'coordinator', path: () => '/manage/background-jobs' },
  { label: '/my-work', as: 'coordinator', path: () => '/my-work' },
  { label: '/my-work', as: 'representative', path: () => '/my-work' },
  { label: '/my-work', as: 'member', path: () => '/my-work' },
  { label: '/account', as: 'member', path: () => '/account' },
  { label: '/account/activity', as: 'coordinator', path: () => '/account/activity' },
  { label: '/search', as: 'member', path: () => '/search?q=amina' },
  { label: '/search', as: 'coordinator', path: () => '/search?q=institute' },
  { label: '/compendia/new', as: 'member', path: () => '/compendia/new' },
  {
    label: '/compendia/:slug/settings',
    as: 'coordinator',
    path: () => '/compendia/missions-that-can-leave/settings',
  },
  {
    label: '/chapters/:id/access, search',
    as: 'coordinator',
    path: () => '/chapters/40000000-0000-4000-8000-000000000002/access?q=amina',
  },
  {
    label: '/manage/people.csv',
    as: 'coordinator',
    path: () => '/manage/people.csv',
    noBar: 'a file of all of it',
  },
  {
    label: '/manage/institutions.csv',
    as: 'coordinator',
    path: () => '/manage/institutions.csv',
    noBar: 'a file of all of it',
  },
]
