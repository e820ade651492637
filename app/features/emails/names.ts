/** A name as it is written in a text. */
export const braced = (name: string) => `{{${name}}}`

/** The states of emails in the outbox. */
export const outboxStates = ['failed', 'back', 'waiting'] as const
export type OutboxState = (typeof outboxStates)[number]
