import { z } from 'zod'
import { formOf } from './form-body.ts'
import { wordsOf } from './i18n/index.ts'

export type FormReply = {
  /** Messages by field; under `''` what concerns the form as a whole. Each is a sentence. */
  errors: Record<string, string[]>
  /** What was typed, to be shown again. Passwords are left out. */
  values: Record<string, string>
}

export type ParsedForm<T extends z.ZodType> =
  | { ok: true; value: z.infer<T>; values: FormReply['values'] }
  | { ok: false; reply: FormReply }

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

const secret = /password/i
const longestField = 20_000

/** Reads a submitted form through its schema; a form that does not fit comes back whole with its messages. */
export async function parseForm<T extends z.ZodType>(request: Request, schema: T): Promise<ParsedForm<T>> {
  return readForm(await formOf(request), schema)
}

/** Reads a form that is at hand already through its schema. Fields named `x[]` are lists. */
export function readForm<T extends z.ZodType>(form: FormData, schema: T): ParsedForm<T> {
  const fields: Record<string, unknown> = {}
  const values: FormReply['values'] = {}
  for (const [key, texts] of textsByField(form)) {
    const list = key.endsWith('[]')
    fields[list ? key.slice(0, -2) : key] = list ? texts : (texts[0] ?? '')
    if (!secret.test(key)) values[key] = asTyped(texts)
  }
  const result = schema.safeParse(fields)
  if (result.success) return { ok: true, value: result.data, values }
  return { ok: false, reply: { errors: errorsByField(result.error), values } }
}

/** What was typed into a form, to be shown again. */
export function fieldsOf(form: FormData): FormReply['values'] {
  const values: FormReply['values'] = {}
  for (const [key, texts] of textsByField(form)) if (!secret.test(key)) values[key] = asTyped(texts)
  return values
}

const asTyped = (texts: string[]) => texts.join(',').slice(0, longestField)

/** The texts of each field, in one pass: `getAll` goes through the whole form each time. Fields of files have none. */
function textsByField(form: FormData): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  for (const [key, entry] of form) {
    const texts = fields.get(key) ?? []
    if (typeof entry === 'string') texts.push(entry)
    fields.set(key, texts)
  }
  return fields
}

/** A reply that refuses a form for a reason found after parsing: nothing typed is lost. */
export function formError(values: FormReply['values'], field: string, message: string): FormReply {
  return { errors: { [field]: [message] }, values }
}

function errorsByField(error: z.ZodError): FormReply['errors'] {
  const errors: FormReply['errors'] = {}
  for (const issue of error.issues) (errors[String(issue.path[0] ?? '')] ??= []).push(issue.message)
  return errors
}
