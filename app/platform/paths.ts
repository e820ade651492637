/** Every address of the portal that other pages link to, on one page. */
export const paths = {
  home: () => '/',
  myWork: () => '/my-work',
  signIn: (next?: string, ended = false) =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}${ended ? '&ended' : ''}` : '/sign-in',
  signInCode: (next?: string, password = false) => {
    const query = new URLSearchParams({
      ...(next && next !== '/' && { next }),
      ...(password && { password: '' }),
    })
    return query.size > 0 ? `/sign-in/code?${query}` : '/sign-in/code'
  },
  signOut: () => '/sign-out',
  forgotPassword: () => '/forgot-password',
  foreignLink: () => '/auth/confirm?foreign',
  account: () => '/account',
  twoFactor: () => '/account/two-factor',
  invitation: (token: string) => `/invitation/${token}`,
  compendia: () => '/compendia',
  newCompendium: () => '/compendia/new',
  compendium: (slug: string) => `/compendia/${slug}`,
  compendiumSettings: (slug: string) => `/compendia/${slug}/settings`,
  compendiumLive: (slug: string) => `/compendia/${slug}/live`,
  read: (slug: string) => `/compendia/${slug}/read`,
  readChapter: (slug: string, chapterId: string) => `/compendia/${slug}/read/${chapterId}`,
  chapter: (chapterId: string) => `/chapters/${chapterId}`,
  chapterVisit: (chapterId: string) => `/chapters/${chapterId}/visit`,
  chapterAccess: (chapterId: string) => `/chapters/${chapterId}/access`,
  restoreChapter: (chapterId: string) => `/chapters/${chapterId}/restore`,
  deleteChapter: (chapterId: string) => `/chapters/${chapterId}/delete`,
  institutions: () => '/institutions',
  institution: (slug: string) => `/institutions/${slug}`,
  institutionRoles: (slug: string, change?: string) =>
    `/institutions/${slug}/roles${change ? `?change=${change}` : ''}`,
  institutionProfile: (slug: string) => `/institutions/${slug}/profile`,
  inviteSeveral: (slug: string) => `/institutions/${slug}/invite`,
  institutionLogo: (slug: string, stamp: string) => `/institutions/${slug}/logo?v=${stamp.slice(0, 8)}`,
  ownProfile: () => '/account/profile',
  emailPreferences: () => '/account/email',
  manageInstitution: (slug: string) => `/manage/institutions/${slug}`,
  about: () => '/about',
  privacy: () => '/privacy',
  members: () => '/members',
  member: (slug: string) => `/members/${slug}`,
  join: () => '/join',
  manage: () => '/manage',
  managePerson: (id: string) => `/manage/people/${id}`,
  managePeople: () => '/manage/people',
  manageInstitutions: () => '/manage/institutions',
  manageSettings: () => '/manage/settings',
  auditLog: () => '/manage/audit-log',
  backgroundJobs: () => '/manage/background-jobs',
  emailTemplates: () => '/manage/emails/templates',
  emailTemplate: (key: string) => `/manage/emails/templates/${key}`,
  outbox: (show?: string) => (show ? `/manage/emails/outbox?show=${show}` : '/manage/emails/outbox'),
  downloadData: () => '/account/data',
  deleteAccount: () => '/account/delete',
  ownActivity: () => '/account/activity',
  managePages: () => '/manage/pages',
  managePage: (key: string) => `/manage/pages/${key}`,
  apply: () => '/join/apply',
  applyStep: (step: string) => `/join/apply/${step}`,
  application: () => '/application',
  openApplication: (token: string) => `/application/open/${token}`,
  applicationPaper: (id: string) => `/application/papers/${id}`,
  manageApplications: () => '/manage/applications',
  manageApplication: (number: number) => `/manage/applications/${number}`,
  manageApplicationPaper: (number: number, id: string) => `/manage/applications/${number}/papers/${id}`,
  person: (id: string) => `/people/${id}`,
  photo: (id: string, stamp: string) => `/people/${id}/photo?v=${stamp.slice(0, 8)}`,
  search: () => '/search',
} as const

/** URLs that stand in emails sent before these pages were renamed, and where they lead now. */
export const renamed: Record<string, string> = {
  '/desk': paths.myWork(),
  '/account/letters': paths.emailPreferences(),
  '/account/second-factor': paths.twoFactor(),
}

/** A path of ours to go on to, or the person's own work: an address of anybody else is not followed. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next))
    return paths.myWork()
  return next
}
