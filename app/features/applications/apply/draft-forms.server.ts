import { redirect } from '@remix-run/node'
import { formOf } from '#app/platform/form-body.ts'
import { formError, outOfDate } from '#app/platform/form.ts'
import { fieldsOf, parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import type { RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import {
  saveApplicationPart,
  sendApplicationLink,
  startApplication,
  submitApplication,
} from './commands.server.ts'
import { linkCookie } from './link.server.ts'
import { refused, went, type FormOutcome } from '../form-outcome.ts'
import { changePapers } from './papers.server.ts'
import { looksAutomatic } from './rules.ts'
import { answersOf, BeginInput, isFormStep, Step, steps } from './schema.ts'
import type { OwnApplication } from '../shapes.ts'

type Asking = Pick<RequestContext, 'db' | 'tooMany'>
type Beginning = Pick<RequestContext, 'db' | 'origin'>

const t = wordsOf('applications')

/** Begins a draft: the link goes out by email, and stays in this browser. Programs are told nothing useful. */
export async function beginApplication(request: Request, { db, origin }: Beginning): Promise<FormOutcome> {
  const form = await parseForm(request, BeginInput)
  if (!form.ok) return refused(400, form.reply)
  const { email, ...signs } = form.value
  if (looksAutomatic(signs, Date.now())) return refused(400, formError(form.values, '', t('begin.notTaken')))
  const outcome = await startApplication(db, { email, origin: await origin() })
  if (outcome.kind === 'too-many') return refused(429, formError(form.values, '', t('begin.tooMany')))
  const go = await redirectWithToast(
    paths.applyStep('institution'),
    t(outcome.letter === 'sent' ? 'begin.sent' : 'begin.emailLater', { email }),
  )
  go.headers.append('Set-Cookie', await linkCookie(outcome.token))
  return went(go)
}

type Draft = { step: Step; token: string; application: OwnApplication }

/** What the forms of one part of a draft do: keep answers, change papers, send the link again, submit. */
export async function changeDraft(request: Request, draft: Draft, asking: Asking): Promise<FormOutcome> {
  const { step, token, application } = draft
  const { db, tooMany } = asking
  if (await tooMany('application-change', token))
    return refused(429, formError({}, '', t('own.tooManyTries')))
  if (isFormStep(step)) return keepAnswers(request, draft, asking)
  if (step === 'papers') return changePapers(request, { db, token, back: paths.applyStep('papers') })

  const intent = (await formOf(request)).get('intent')
  if (intent === 'resend') {
    const { kind } = await sendApplicationLink(db, token)
    if (kind === 'too-many') return refused(429, formError({}, '', t('check.tooManyEmails')))
    return went(
      await redirectWithToast(paths.applyStep('check'), t('check.sent', { email: application.email })),
    )
  }
  if (intent !== 'submit') return refused(400, formError({}, '', outOfDate))
  const { kind } = await submitApplication(db, token)
  if (kind === 'incomplete') return refused(409, formError({}, '', t('check.incomplete')))
  if (kind === 'submitted') return went(await redirectWithToast(paths.application(), t('check.submitted')))
  return went(redirect(paths.application()))
}

async function keepAnswers(
  request: Request,
  { step, token, application }: Draft,
  { db }: Asking,
): Promise<FormOutcome> {
  if (!isFormStep(step)) throw new Error(`The part ${step} has no answers.`)
  const sent = await formOf(request)
  const go = sent.get('go')
  const began = sent.get('began')
  if (typeof began !== 'string' || !/^[0-9a-f]{32}$/.test(began))
    return refused(400, formError(fieldsOf(sent), '', outOfDate))
  const form = await parseForm(request, answersOf[step])
  if (!form.ok) return refused(400, form.reply)
  const part = { part: step, began, answers: form.value }
  const { kind, letter } = await saveApplicationPart(db, token, part)
  if (kind === 'stale') {
    const values = { ...form.values, began: application.stamps[step] }
    return refused(409, formError(values, '', t('steps.stale')))
  }
  if (kind === 'too-many') return refused(429, formError(form.values, 'email', t('people.tooManyAddresses')))
  if (kind !== 'saved') return went(redirect(paths.application()))
  const next = paths.applyStep(Step.safeParse(go).data ?? steps[steps.indexOf(step) + 1]!)
  if (letter === 'later') return went(await redirectWithToast(next, t('people.emailLater')))
  return went(redirect(next))
}
