/** A name as it is written in a text. */
export const braced = (name: string) => `{{${name}}}`

/** What becomes of letters, as the list of the coordinators names it. */
export const outboxStates = ['failed', 'back', 'waiting'] as const
export type OutboxState = (typeof outboxStates)[number]
