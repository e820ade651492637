import type { z } from 'zod'
import { formOf } from './form-body.ts'
import { outOfDate, replyTo, type FormReply, type Refusal } from './form.ts'
import { fieldsOf, parseForm } from './parse-form.ts'

/** A form that is answered again: its status, its messages and what was typed into it. */
export type Again = { ok: false; status: number; reply: FormReply }

/** One form of a page that has several. */
export type Intent<Outcome = unknown> = {
  /** Whether the form brings a file. It is then known by its content type: its fields are not read before its size is checked. */
  upload?: true
  answer(request: Request): Promise<Outcome | Again>
}

/** What the forms of a page lead to: what the handlers returned, a refusal among it turned into a form to show again. */
type Answered<Intents extends Record<string, Intent>> = {
  [Name in keyof Intents]: Intents[Name] extends Intent<infer Outcome> ? Exclude<Outcome, Refusal> : never
}[keyof Intents]

/** A form that people fill in. What was typed comes back with every refusal, messages stand at their field. */
export function fields<T extends z.ZodType, Outcome extends object>(
  schema: T,
  handle: (value: z.infer<T>) => Promise<Outcome>,
): Intent<Outcome> {
  return {
    async answer(request) {
      const form = await parseForm(request, schema)
      if (!form.ok) return { ok: false, status: 400, reply: form.reply }
      return again(form, await handle(form.value))
    },
  }
}

/**
 * A form that is only a button. Its hidden fields are the page's own: where they do not fit, the page shows what is no longer
 * there, and `gone` says so. Nothing was typed, so nothing comes back.
 */
export function button<T extends z.ZodType, Outcome extends object>(
  schema: T,
  handle: (value: z.infer<T>) => Promise<Outcome>,
  gone: string = outOfDate,
): Intent<Outcome> {
  return {
    async answer(request) {
      const form = await parseForm(request, schema)
      if (!form.ok) return { ok: false, status: 400, reply: { errors: { '': [gone] }, values: {} } }
      return again({ values: {} }, await handle(form.value))
    },
  }
}

/** What a handler returned, a refusal as the form to show again. */
export function again<Outcome extends object>(
  form: { values: FormReply['values'] },
  outcome: Outcome,
): Outcome | Again {
  return isRefusal(outcome) ? { ok: false, status: outcome.status, reply: replyTo(form, outcome) } : outcome
}

const isRefusal = (outcome: object): outcome is Refusal =>
  'ok' in outcome && outcome.ok === false && 'errors' in outcome

/**
 * Answers a page with several forms: the field `intent` names the form, and the map says what is in it and what it does. Without
 * an intent the form is the one that `otherwise` names. A form of another name is refused (400), with what was typed into it.
 */
export async function answerIntent<const Intents extends Record<string, Intent>>(
  request: Request,
  intents: Intents,
  { otherwise, unknown = outOfDate }: { otherwise?: keyof Intents & string; unknown?: string } = {},
): Promise<Answered<Intents> | Again> {
  const form = (isUpload(request) && uploadOf(intents)) || (await namedIn(request, intents, otherwise))
  if (form) return form.answer(request) as Promise<Answered<Intents> | Again>
  const values = fieldsOf(await formOf(request))
  return { ok: false, status: 400, reply: { errors: { '': [unknown] }, values } }
}

const isUpload = (request: Request) =>
  /^multipart\/form-data(?:;|$)/i.test(request.headers.get('Content-Type') ?? '')

const uploadOf = (intents: Record<string, Intent>) => Object.values(intents).find(({ upload }) => upload)

async function namedIn(request: Request, intents: Record<string, Intent>, otherwise: string | undefined) {
  const name = (await formOf(request)).get('intent') ?? otherwise
  return typeof name === 'string' && Object.hasOwn(intents, name) ? intents[name] : undefined
}
