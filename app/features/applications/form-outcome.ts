import type { FormReply } from '#app/platform/form.ts'

/** Where a form leads, or what was wrong with it. */
export type FormOutcome = { ok: true; go: Response } | { ok: false; status: number; reply: FormReply }

export const went = (go: Response): FormOutcome => ({ ok: true, go })
export const refused = (status: number, reply: FormReply): FormOutcome => ({ ok: false, status, reply })
