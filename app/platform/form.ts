import { z } from 'zod'

export type FormReply = {
  /** Messages by field; under `''` what concerns the form as a whole. Each is a sentence. */
  errors: Record<string, string[]>
  /** What was typed, to be shown again. Passwords are left out. */
  values: Record<string, string>
}

const secret = /password/i
const longestField = 20_000

/** Reads a submitted form through its schema; a form that does not fit comes back whole with its messages. */
export async function parseForm<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<{ ok: true; value: z.infer<T>; values: FormReply['values'] } | { ok: false; reply: FormReply }> {
  const form = await request.formData()
  const fields: Record<string, unknown> = {}
  const values: FormReply['values'] = {}
  for (const key of new Set(form.keys())) {
    const texts = form.getAll(key).filter((entry) => typeof entry === 'string')
    const text = texts[0] ?? ''
    fields[key] = key.endsWith('[]') ? texts : text
    if (!secret.test(key)) values[key] = texts.join(',').slice(0, longestField)
  }
  const plain = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key.replace(/\[\]$/, ''), value]),
  )
  const result = schema.safeParse(plain)
  if (result.success) return { ok: true, value: result.data, values }
  return { ok: false, reply: { errors: errorsByField(result.error), values } }
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
