import { formOf } from '#app/platform/form-body.ts'
import { formError, outOfDate } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import type { RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import { appealDecision, withdrawApplication, writeAsApplicant } from './commands.server.ts'
import { refused, went, type FormOutcome } from '../form-outcome.ts'
import { changePapers } from './papers.server.ts'
import { MessageInput } from './schema.ts'

const t = wordsOf('applications')

/** What the forms of the applicant's own page do, by their `intent`: write, appeal, withdraw; papers come by themselves. */
export async function changeOwnApplication(
  request: Request,
  token: string,
  { db, tooMany }: Pick<RequestContext, 'db' | 'tooMany'>,
): Promise<FormOutcome> {
  if (await tooMany('application-change', token))
    return refused(429, formError({}, '', t('own.tooManyTries')))
  const upload = request.headers.get('Content-Type')?.startsWith('multipart/form-data')
  const intent = upload ? 'paper' : (await formOf(request)).get('intent')
  switch (intent) {
    case 'paper':
      return changePapers(request, { db, token, back: paths.application() })
    case 'write':
      return write(request, token, db)
    case 'appeal':
      return appeal(request, token, db)
    case 'withdraw':
      return withdraw(token, db)
    default:
      return refused(400, formError({}, '', outOfDate))
  }
}

type Db = RequestContext['db']

async function done(text: string): Promise<FormOutcome> {
  return went(await redirectWithToast(paths.application(), text))
}

async function write(request: Request, token: string, db: Db): Promise<FormOutcome> {
  const form = await parseForm(request, MessageInput)
  if (!form.ok) return refused(400, form.reply)
  const { kind } = await writeAsApplicant(db, token, form.value.body)
  if (kind === 'answered') return done(t('own.answered'))
  if (kind === 'sent') return done(t('own.sent'))
  if (kind === 'too-many') return refused(429, formError(form.values, 'body', t('own.tooMany')))
  return refused(409, formError(form.values, '', t('own.closed')))
}

async function appeal(request: Request, token: string, db: Db): Promise<FormOutcome> {
  const form = await parseForm(request, MessageInput)
  if (!form.ok) return refused(400, form.reply)
  const { kind } = await appealDecision(db, token, form.value.body)
  if (kind === 'appealed') return done(t('own.appealed'))
  return refused(409, formError(form.values, '', t(kind === 'too-late' ? 'own.appealLate' : 'own.closed')))
}

async function withdraw(token: string, db: Db): Promise<FormOutcome> {
  const { kind } = await withdrawApplication(db, token)
  if (kind === 'withdrawn') return done(t('own.withdrawn'))
  return refused(409, formError({}, '', t('own.closed')))
}
