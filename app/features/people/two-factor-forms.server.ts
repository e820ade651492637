import { z } from 'zod'
import { formOf } from '#app/platform/form-body.ts'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import type { Person, RequestContext } from '#app/platform/session.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { singleLine } from '#app/platform/text.ts'
import { Code, keyIn } from './code.ts'
import { NewPassword } from './schema.ts'
import { beginDevice, confirmDevice, removeDevice, showCode } from './two-factor.server.ts'
import { signOutOthers } from './sign-in.server.ts'

const t = wordsOf('twoFactor')
const people = wordsOf('people')

/** A device that waits for its first code, and the address with its key. */
export type Pending = { id: string; name: string; uri: string }
type Outcome =
  | { kind: 'done'; text: string }
  | { kind: 'again'; status: number; reply: FormReply | null; pending: Pending | null }

const Name = singleLine(60, {
  empty: people('fields.nameEmpty'),
  long: people('fields.nameLong'),
  unprintable: people('fields.nameUnprintable'),
})
const BeginInput = z.object({ device: Name })
const PendingInput = z.object({
  id: z.uuid(),
  name: Name,
  uri: z.string().refine((uri) => keyIn(uri) !== null),
})
const ConfirmInput = z.object({ code: Code })
const RemoveInput = z.object({
  id: z.uuid({ error: t('remove.gone') }),
  name: z.string().max(200).catch(''),
  currentPassword: z.string().min(1, people('fields.passwordEmpty')).max(1000, people('fields.passwordLong')),
})

const again = (status: number, reply: FormReply | null, pending: Pending | null = null): Outcome => ({
  kind: 'again',
  status,
  reply,
  pending,
})

/** What the forms of the page do, by their `intent`: begin, confirm, remove. A code that was refused keeps the key in view. */
export async function changeTwoFactor(
  { db, person, tooMany, attemptSucceeded }: RequestContext & { person: Person },
  request: Request,
): Promise<Outcome> {
  switch ((await formOf(request)).get('intent')) {
    case 'begin':
      return begin(db, request)
    case 'confirm':
      return confirm({ db, tooMany, attemptSucceeded }, person.id, request)
    case 'remove':
      return remove({ db, tooMany, attemptSucceeded }, person.email ?? '', request)
    default:
      return again(400, formError({}, '', t('confirm.gone')))
  }
}

async function begin(db: Db, request: Request): Promise<Outcome> {
  const form = await parseForm(request, BeginInput)
  if (!form.ok) return again(400, form.reply)
  const name = form.value.device
  const outcome = await beginDevice(db, name)
  switch (outcome.kind) {
    case 'begun':
      return again(200, null, { id: outcome.id, name, uri: outcome.uri })
    case 'name-taken':
      return again(409, formError(form.values, 'device', t('add.nameTaken')))
    case 'too-many':
      return again(409, formError(form.values, '', t('add.tooMany')))
    case 'off':
      return again(409, formError(form.values, '', t('add.off')))
  }
}

type Counting = Pick<RequestContext, 'db' | 'tooMany' | 'attemptSucceeded'>

async function confirm(context: Counting, account: string, request: Request): Promise<Outcome> {
  const pending = await parseForm(request, PendingInput)
  if (!pending.ok) return again(400, formError({}, '', t('confirm.gone')))
  const { id, name } = pending.value
  const form = await parseForm(request, ConfirmInput)
  if (!form.ok) return again(400, form.reply, pending.value)
  const outcome = await counted(context, account, form.value.code, () =>
    confirmDevice(context.db, { id, code: form.value.code }),
  )
  if (outcome.kind === 'right') return { kind: 'done', text: t('confirm.done', { name }) }
  if (outcome.kind === 'gone') return again(409, formError({}, '', t('confirm.gone')))
  return again(outcome.status, formError({}, 'code', outcome.text), pending.value)
}

async function remove(
  { db, tooMany, attemptSucceeded }: Counting,
  email: string,
  request: Request,
): Promise<Outcome> {
  const form = await parseForm(request, RemoveInput)
  if (!form.ok) return again(400, form.reply)
  if (await tooMany('sign-in', email)) return again(429, formError(form.values, '', people('signIn.tooMany')))
  const { id, name, currentPassword: password } = form.value
  const outcome = await removeDevice(db, { email, password, id })
  if (outcome.kind === 'wrong-password')
    return again(400, formError(form.values, 'currentPassword', people('account.wrongPassword')))
  await attemptSucceeded('sign-in', email)
  if (outcome.kind === 'gone') return again(409, formError({}, '', t('remove.gone')))
  return { kind: 'done', text: t('remove.done', { name }) }
}

type CodeOutcome = { kind: 'in' } | { kind: 'weak' } | { kind: 'again'; status: number; reply: FormReply }

/**
 * The code that a sign-in waits for; after a recovery with a new password, which counts only together with it. Every code that
 * does not open is answered alike.
 */
export async function signInByCode(
  context: RequestContext & { codeNeeded: string },
  request: Request,
  withPassword: boolean,
): Promise<CodeOutcome> {
  const { db, codeNeeded } = context
  const schema = withPassword ? ConfirmInput.extend({ newPassword: NewPassword }) : ConfirmInput
  const form = await parseForm(request, schema)
  if (!form.ok) return { kind: 'again', status: 400, reply: form.reply }
  const outcome = await counted(context, codeNeeded, form.value.code, () => showCode(db, form.value.code))
  if (outcome.kind === 'gone') return { kind: 'again', status: 409, reply: formError({}, '', t('code.none')) }
  if (outcome.kind === 'refused')
    return { kind: 'again', status: outcome.status, reply: formError({}, 'code', outcome.text) }
  if (!('newPassword' in form.value)) return { kind: 'in' }
  const { error } = await db.auth.updateUser({ password: form.value.newPassword as string })
  if (error && error.code !== 'same_password') return { kind: 'weak' }
  await signOutOthers(db)
  return { kind: 'in' }
}

type Counted = { kind: 'right' } | { kind: 'gone' } | { kind: 'refused'; status: number; text: string }

/** Counts tries, and takes no code twice. */
async function counted(
  { tooMany, attemptSucceeded }: Counting,
  account: string,
  code: string,
  check: () => ReturnType<typeof showCode>,
): Promise<Counted> {
  const refused = { kind: 'refused', status: 400, text: t('code.wrong') } as const
  const stop = { kind: 'refused', status: 429, text: t('code.tooMany') } as const
  if (await tooMany('code', account)) return stop
  if (await tooMany('code-used', `${account} ${code}`)) return refused
  const { kind } = await check()
  if (kind === 'too-many') return stop
  if (kind === 'wrong') return refused
  if (kind === 'right') await attemptSucceeded('code', account)
  return { kind }
}
