/** What people can be told about by email, as the database names it. */
export const wishKinds = ['new-member', 'application', 'institution'] as const
/** How soon. */
export const cadences = ['at once', 'daily', 'off'] as const
export type EmailPreferences = Record<(typeof wishKinds)[number], (typeof cadences)[number]>
