import { formOf } from '#app/platform/form-body.ts'
import { formError, outOfDate, type FormReply } from '#app/platform/form.ts'
import { readForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import type { Person, RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { refused, went, type FormOutcome } from '../form-outcome.ts'
import {
  assignApplication,
  decideApplication,
  declareConflict,
  keepNote,
  noteBouncedEmail,
  messageApplicant,
  recommendOnApplication,
  requestInformation,
} from './commands.server.ts'
import { applicationCase } from './queries.server.ts'
import {
  AssignInput,
  ConflictInput,
  DecideInput,
  NoteInput,
  RecommendInput,
  ReturnedInput,
  WriteInput,
} from './schema.ts'
import type { ReviewCase } from './shapes.ts'
import { whatHappened } from './what-happened.ts'

const t = wordsOf('review')

type Step = { db: Db; person: Person; application: ReviewCase; form: FormData }

/** What the forms of a case do, by their `intent`. Nothing typed is lost, and who came second reads what the first one did. */
export async function changeCase(
  request: Request,
  application: ReviewCase,
  { db, person, tooMany }: Pick<RequestContext, 'db' | 'tooMany'> & { person: Person },
): Promise<FormOutcome> {
  const form = await formOf(request)
  const step = { db, person, application, form }
  if (await tooMany('application-change', person.id)) return no(step, 429, t('tooMany'))
  const intent = form.get('intent')
  const act = typeof intent === 'string' && Object.hasOwn(acts, intent) ? acts[intent] : undefined
  return act ? act(step) : no(step, 400, outOfDate)
}

const acts: Record<string, (step: Step) => Promise<FormOutcome>> = {
  assign,
  recommend,
  conflict,
  write,
  note,
  decide,
  returned,
}

/** The outcomes that several transitions share, each with its status and its sentence. */
const refusals: Record<string, [status: number, sentence: string]> = {
  refused: [403, t('refused')],
  conflict: [403, t('conflict.bars')],
  'assignee-conflict': [409, t('assign.conflict')],
  'named-later': [403, t('recommendations.namedLater')],
  'no-voice': [403, t('recommendations.none')],
  'no-quorum': [409, t('decide.noQuorum')],
  'against-voices': [409, t('decide.againstRecommendations')],
}

const done = async ({ application }: Step, text: string): Promise<FormOutcome> =>
  went(await redirectWithToast(paths.manageApplication(application.number), text))

const no = (step: Step, status: number, sentence: string, field = ''): FormOutcome =>
  refused(status, formError(typedInto(step.form), field, sentence))

function typedInto(form: FormData): FormReply['values'] {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** Why a transition did not take place. When somebody else was quicker, it says who that was and what they did. */
async function notDone(step: Step, kind: string): Promise<FormOutcome> {
  if (kind !== 'closed') return no(step, ...(refusals[kind] ?? [409, outOfDate]))
  const now = await applicationCase(step.db, String(step.application.number))
  return no(step, 409, now ? whatHappened(now) : t('refused'))
}

async function assign(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, AssignInput)
  if (!form.ok) return no(step, 400, outOfDate)
  const { person } = form.value
  const { kind } = await assignApplication(step.db, step.application.id, person)
  if (kind !== 'assigned') return notDone(step, kind)
  const name = step.application.coordinators.find(({ id }) => id === person)?.name
  return done(step, name ? t('assign.done', { name }) : t('assign.doneNobody'))
}

async function recommend(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, RecommendInput)
  if (!form.ok) return refused(400, form.reply)
  const { kind } = await recommendOnApplication(step.db, step.application.id, form.value)
  return kind === 'given' ? done(step, t('recommendations.given')) : notDone(step, kind)
}

async function conflict(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, ConflictInput)
  if (!form.ok) return refused(400, form.reply)
  const { kind } = await declareConflict(step.db, step.application.id, form.value.conflict)
  return kind === 'declared' ? done(step, t('conflict.declared')) : notDone(step, kind)
}

async function write(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, WriteInput)
  if (!form.ok) return refused(400, form.reply)
  const { kind: wanted, body } = form.value
  const send = wanted === 'request' ? requestInformation : messageApplicant
  const { kind } = await send(step.db, step.application.id, body)
  if (kind === 'requested') return done(step, t('write.requested'))
  return kind === 'sent' ? done(step, t('write.sent')) : notDone(step, kind)
}

async function note(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, NoteInput)
  if (!form.ok) return refused(400, form.reply)
  const kept = await keepNote(step.db, step.application.id, { author: step.person.id, body: form.value.note })
  return kept ? done(step, t('notes.kept')) : notDone(step, 'refused')
}

async function decide(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, DecideInput)
  if (!form.ok) return refused(400, form.reply)
  const { verdict } = form.value
  const { kind } = await decideApplication(step.db, step.application.id, form.value)
  if (kind === 'reason-missing') return no(step, 400, t('fields.empty'), 'reason')
  return kind === 'decided' ? done(step, t(`decide.done.${verdict}`)) : notDone(step, kind)
}

async function returned(step: Step): Promise<FormOutcome> {
  const form = readForm(step.form, ReturnedInput)
  if (!form.ok) return refused(400, form.reply)
  const { letter, said } = form.value
  if (!step.application.letters.some(({ id }) => id === letter)) return no(step, 404, outOfDate)
  const { kind } = await noteBouncedEmail(step.db, letter, said)
  if (kind === 'known') return done(step, t('emails.known'))
  return kind === 'noted' ? done(step, t('emails.noted')) : notDone(step, kind)
}
