import { z } from 'zod'
import { beganFromVersion, formError, type FormReply } from '#app/platform/form.ts'
import { fieldsOf, parseForm, readForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import type { TextKey } from '#app/platform/mail/wording.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { locale, preview, type Preview } from './queries.server.ts'
import { ReturnInput, textInput } from './schema.ts'
import { templateSpecs } from './composers.ts'
import { formOf } from '#app/platform/form-body.ts'

const t = wordsOf('emails')

const Saved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), version: z.number() }),
  z.object({ kind: z.literal('stale'), by: z.string().nullable(), version: z.number() }),
  z.object({ kind: z.literal('refused') }),
])

export type TextOutcome =
  | { kind: 'saved'; said: string }
  | { kind: 'shown'; reply: FormReply; preview: Preview }
  | { kind: 'not-saved'; status: number; reply: FormReply }

/**
 * What the form of a text does, by its `intent`: shows the email, saves the words, or goes back to the standard ones. Who
 * began from an older version is told who was quicker, and keeps what they typed.
 */
export async function changeEmailTemplate(db: Db, key: TextKey, request: Request): Promise<TextOutcome> {
  const sent = await formOf(request)
  if (sent.get('intent') === 'standard') {
    const version = beganFromVersion(0)
      .catch(-1)
      .parse(sent.get('version') ?? -1)
    return keep(db, { key, version, text: null, values: fieldsOf(sent) })
  }
  const form = readForm(sent, textInput(templateSpecs[key]))
  if (!form.ok) return { kind: 'not-saved', status: 400, reply: form.reply }
  const { version, ...text } = form.value
  if (sent.get('intent') === 'preview')
    return { kind: 'shown', reply: { errors: {}, values: form.values }, preview: preview(key, text) }
  return keep(db, { key, version, text, values: form.values })
}

type Keeping = {
  key: TextKey
  version: number
  text: { subject: string; body: string } | null
  values: FormReply['values']
}

async function keep(db: Db, { key, version, text, values }: Keeping): Promise<TextOutcome> {
  const words = { subject: text?.subject ?? null, body: text?.body ?? null }
  const saved = await rpc(db, 'save_letter_text', { key, locale, version, ...words }, Saved)
  if (saved.kind === 'saved') return { kind: 'saved', said: t(text ? 'edit.saved' : 'edit.standardAgain') }
  const not = (status: number, typed: FormReply['values'], said: string) =>
    ({ kind: 'not-saved', status, reply: formError(typed, '', said) }) as const
  if (saved.kind === 'refused') return not(403, values, t('edit.refused'))
  const newest = { ...values, version: String(saved.version) }
  return not(409, newest, t('edit.stale', { name: saved.by ?? t('templates.somebody') }))
}

type Done = { ok: true; said: string } | { ok: false; status: number; reply: FormReply }
const no = (status: number, said: string, values = {}): Done => ({
  ok: false,
  status,
  reply: formError(values, '', said),
})

/** Tries an email once more that was given up. */
export async function resendEmail(db: Db, letter: unknown): Promise<Done> {
  const id = z.uuid().safeParse(letter)
  if (!id.success) return no(400, t('edit.unfit'))
  const { kind } = await rpc(
    db,
    'send_letter_again',
    { letter: id.data },
    outcome('soon', 'closed', 'refused'),
  )
  if (kind === 'soon') return { ok: true, said: t('outbox.soon') }
  return kind === 'closed' ? no(409, t('outbox.closed')) : no(403, t('outbox.refused'))
}

/**
 * What coordinators write down about a person's address, by the form's `intent`: that emails to it bounce, or that it
 * works again.
 */
export async function changeAddressState(db: Db, request: Request): Promise<Done> {
  const form = await parseForm(
    request,
    ReturnInput.extend({
      person: z.uuid(t('edit.unfit')),
      intent: z.enum(['back', 'works'], t('edit.unfit')),
    }),
  )
  if (!form.ok) return { ok: false, status: 400, reply: form.reply }
  const { intent, person, reason } = form.value
  if (intent === 'works') return addressWorks(db, person)
  const { kind } = await rpc(
    db,
    'address_came_back',
    { person, reason },
    outcome('noted', 'known', 'refused'),
  )
  if (kind === 'refused') return no(403, t('outbox.refused'), form.values)
  return { ok: true, said: t(kind === 'noted' ? 'bounce.done' : 'bounce.known') }
}

/** An address works: its owner came by an email, or says so. Nothing happens where nobody doubted it. */
export async function addressWorks(db: Db, person: string): Promise<Done> {
  const { kind } = await rpc(db, 'address_works', { person }, outcome('cleared', 'refused'))
  return kind === 'cleared' ? { ok: true, said: t('bounce.worksDone') } : no(403, t('outbox.refused'))
}
