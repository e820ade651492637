import { z } from 'zod'
import { wordsOf } from './i18n/index.ts'

export type FormReply = {
  /** Messages by field; under `''` what concerns the form as a whole. Each is a sentence. */
  errors: Record<string, string[]>
  /** What was typed, to be shown again. Passwords are left out. */
  values: Record<string, string>
}

/** The sentence for a form that says something the page no longer shows, or never did. */
export const outOfDate = wordsOf('shell')('forms.outOfDate')
/** The version of a thing that a form began from. `least` is 0 where there may have been none. */
export const beganFromVersion = (least: 0 | 1) =>
  z.coerce.number(outOfDate).int(outOfDate).min(least, outOfDate).max(1_000_000, outOfDate)

/** The moment of the last change of a thing that a form began from, as the database wrote it: to the microsecond. */
export const BeganFromMoment = z
  .string({ error: outOfDate })
  .max(40, outOfDate)
  .refine((sent) => {
    const inFull = sent.replace(' ', 'T').replace(/[+-]\d\d$/, '$&:00')
    return inFull.startsWith('2') && z.iso.datetime({ offset: true }).safeParse(inFull).success
  }, outOfDate)

/** A form that was refused for a reason found after parsing: messages by field, and under `''` what concerns the whole form. */
export type Refusal = {
  ok: false
  status: 400 | 403 | 404 | 409 | 413 | 415 | 429
  errors: FormReply['errors']
  /** Fields that come back with another value than the sent one, such as the state that a form is to begin from now. */
  newest?: FormReply['values']
}

/** What became of a form: done, with what the page needs to say so, or refused. */
export type FormOutcome<Done = { text: string }> = ({ ok: true } & Done) | Refusal

export const done = (text: string): { ok: true; text: string } => ({ ok: true, text })

export function refused(
  status: Refusal['status'],
  sentence: string,
  field = '',
  newest: FormReply['values'] = {},
): Refusal {
  return { ok: false, status, errors: { [field]: [sentence] }, newest }
}

/** What a refused form is answered with: its messages, and what was typed into it. */
export function replyTo({ values }: { values: FormReply['values'] }, { errors, newest }: Refusal): FormReply {
  return { errors, values: { ...values, ...newest } }
}

/** A reply that refuses a form for a reason found after parsing: nothing typed is lost. */
export function formError(values: FormReply['values'], field: string, message: string): FormReply {
  return { errors: { [field]: [message] }, values }
}
