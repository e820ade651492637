import { formOf } from '#app/platform/form-body.ts'
import { formError, outOfDate, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { changeRole, endAffiliation, handOver, invitePerson, withdrawInvitation } from './commands.server.ts'
import type { InstitutionPage } from './queries.server.ts'
import { ChangeRoleInput, EndInput, HandoverInput, InviteInput, WithdrawInput } from './schema.ts'

type Outcome = { ok: true; text: string } | { ok: false; status: number; reply: FormReply }

const t = wordsOf('institutions')
const refused = (status: number, reply: FormReply): Outcome => ({ ok: false, status, reply })

/**
 * What the forms of an institution's page do, by their `intent`: invite, withdraw, role, end. The database refuses
 * whoever does not speak for the institution; a form of yesterday changes nothing.
 */
export async function changeInstitution(
  db: Db,
  institution: InstitutionPage,
  request: Request,
  tooManyInvitations: () => Promise<boolean>,
): Promise<Outcome> {
  const intent = (await formOf(request)).get('intent')
  switch (intent) {
    case 'invite':
      return invite(db, institution, request, tooManyInvitations)
    case 'withdraw':
      return withdraw(db, institution, request)
    case 'role':
      return giveRole(db, institution, request)
    case 'handover':
      return giveOver(db, institution, request)
    case 'end':
      return end(db, institution, request)
    default:
      return refused(400, formError({}, '', outOfDate))
  }
}

async function invite(
  db: Db,
  institution: InstitutionPage,
  request: Request,
  tooMany: () => Promise<boolean>,
): Promise<Outcome> {
  const form = await parseForm(request, InviteInput)
  if (!form.ok) return refused(400, form.reply)
  if (await tooMany()) return refused(429, formError(form.values, '', t('invite.tooMany')))
  const { kind } = await invitePerson(db, { institutionId: institution.id, ...form.value })
  switch (kind) {
    case 'invited':
      return { ok: true, text: t('invite.done', { email: form.value.email }) }
    case 'refused':
      return refused(403, formError(form.values, '', t('invite.refused')))
    case 'already-member':
      return refused(409, formError(form.values, 'email', t('invite.alreadyMember')))
    case 'too-many':
      return refused(429, formError(form.values, '', t('invite.tooMany')))
    case 'already-invited':
      return refused(409, formError(form.values, 'email', t('invite.alreadyInvited')))
  }
}

async function withdraw(db: Db, institution: InstitutionPage, request: Request): Promise<Outcome> {
  const form = await parseForm(request, WithdrawInput)
  if (!form.ok) return stale()
  const outcome = await withdrawInvitation(db, { institutionId: institution.id, ...form.value })
  if (outcome.kind === 'gone') return refused(409, formError({}, '', t('open.gone')))
  return { ok: true, text: t('open.withdrawn', { name: outcome.name }) }
}

async function giveRole(db: Db, institution: InstitutionPage, request: Request): Promise<Outcome> {
  const form = await parseForm(request, ChangeRoleInput)
  if (!form.ok) return stale()
  const { affiliation, role } = form.value
  const outcome = await changeRole(db, { affiliation, role })
  if (outcome.kind !== 'amended') return notAmended(outcome.kind)
  const name = nameOf(institution, affiliation)
  return { ok: true, text: t('affiliation.changed', { name, role: t(`roles.${role}`) }) }
}

async function giveOver(db: Db, institution: InstitutionPage, request: Request): Promise<Outcome> {
  const words = wordsOf('representing')
  const form = await parseForm(request, HandoverInput)
  if (!form.ok) return refused(400, form.reply)
  const outcome = await handOver(db, { institutionId: institution.id, ...form.value })
  switch (outcome.kind) {
    case 'handed-over':
      return { ok: true, text: words('handover.done', { name: outcome.name ?? '' }) }
    case 'not-there':
      return refused(409, formError(form.values, 'successor', words('handover.notThere')))
    case 'refused':
      return refused(403, formError(form.values, '', words('handover.refused')))
  }
}

async function end(db: Db, institution: InstitutionPage, request: Request): Promise<Outcome> {
  const form = await parseForm(request, EndInput)
  if (!form.ok) return stale()
  const { affiliation } = form.value
  const outcome = await endAffiliation(db, { affiliation })
  if (outcome.kind !== 'amended') return notAmended(outcome.kind)
  return { ok: true, text: t('affiliation.ended', { name: nameOf(institution, affiliation) }) }
}

const stale = () => refused(400, formError({}, '', outOfDate))
const notAmended = (kind: 'gone' | 'last-representative') =>
  refused(409, formError({}, '', t(kind === 'gone' ? 'affiliation.gone' : 'affiliation.last')))
const nameOf = (institution: InstitutionPage, affiliation: string) =>
  institution.people.find(({ affiliationId }) => affiliationId === affiliation)?.name ?? ''
