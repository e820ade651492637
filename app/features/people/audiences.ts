/** To whom a detail is shown, as the database names it; the wider ones first. */
export const audiences = ['public', 'members', 'institution', 'nobody'] as const
export type Audience = (typeof audiences)[number]

/** What people show of themselves, each to an audience of its own. */
export const details = ['name', 'photo', 'position', 'about', 'orcid', 'languages', 'email'] as const
export type Detail = (typeof details)[number]

/** Who sees a detail as long as nobody chose: nothing is public, and an address is nobody's (decision 012). */
export const firstAudience: Record<Detail, Audience> = {
  name: 'members',
  photo: 'members',
  position: 'members',
  about: 'members',
  orcid: 'members',
  languages: 'members',
  email: 'nobody',
}

/** Members write together, so each of them has a name there. */
export const nameAudiences = ['members', 'public'] as const
