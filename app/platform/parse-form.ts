import { z } from 'zod'
import { formOf } from './form-body.ts'
import type { FormReply } from './form.ts'

export type ParsedForm<T extends z.ZodType> =
  | { ok: true; value: z.infer<T>; values: FormReply['values'] }
  | { ok: false; reply: FormReply }

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

function errorsByField(error: z.ZodError): FormReply['errors'] {
  const errors: FormReply['errors'] = {}
  for (const issue of error.issues) (errors[String(issue.path[0] ?? '')] ??= []).push(issue.message)
  return errors
}
