import { z } from 'zod'
import { dayField, optionalDay } from '#app/platform/days.ts'
import { formOf } from '#app/platform/form-body.ts'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { dayWords } from '#app/platform/text.ts'
import { Role } from './schema.ts'

const t = wordsOf('roles')

const DatedRole = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  role: Role,
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  when: z.enum(['now', 'coming', 'over']),
})
const InstitutionRoles = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  acronym: z.string().nullable(),
  /** In UTC, as the database counts days. */
  today: z.string(),
  roles: z.array(DatedRole),
})
export type DatedRole = z.infer<typeof DatedRole>
/** Every role at an institution; days are YYYY-MM-DD in UTC, and the end is the first day without the role. */
export type InstitutionRoles = z.infer<typeof InstitutionRoles>

/** The roles of an institution, or null for who does not speak for it. */
export async function institutionRoles(db: Db, slug: string): Promise<InstitutionRoles | null> {
  return rpc(db, 'institution_roles', { slug: slug.slice(0, 200) }, InstitutionRoles.nullable())
}

const Affiliation = z.uuid({ error: t('institution.gone') })
const DatesInput = z.object({
  affiliation: Affiliation,
  from: dayField(t('dates.day')),
  until: optionalDay(t('dates.day')),
})
const PlanInput = z.object({ affiliation: Affiliation, role: Role, roleFrom: dayField(t('dates.day')) })
const TakeBackInput = z.object({ affiliation: Affiliation })
const Dated = outcome('dated', 'gone', 'days-unfit', 'overlaps', 'last-representative')
const Planned = outcome('planned', 'gone', 'days-unfit', 'overlaps', 'last-representative')
const TakenBack = outcome('taken-back', 'gone')

type Outcome = { ok: true; text: string } | { ok: false; status: number; reply: FormReply }
const refused = (status: number, reply: FormReply): Outcome => ({ ok: false, status, reply })
const conflict = (values: FormReply['values'], text: string) => refused(409, formError(values, '', text))

/** What the forms of the page do, by their `intent`: dates, plan, take-back. The database refuses who may not. */
export async function changeRoles(db: Db, institution: InstitutionRoles, request: Request): Promise<Outcome> {
  switch ((await formOf(request)).get('intent')) {
    case 'dates':
      return setDates(db, institution, request)
    case 'plan':
      return plan(db, institution, request)
    case 'take-back':
      return takeBack(db, institution, request)
    default:
      return refused(400, formError({}, '', t('institution.gone')))
  }
}

async function setDates(db: Db, institution: InstitutionRoles, request: Request): Promise<Outcome> {
  const form = await parseForm(request, DatesInput)
  if (!form.ok) return refused(400, form.reply)
  const { affiliation, from, until } = form.value
  const name = nameOf(institution, affiliation)
  const args = { affiliation, from_day: from, until_day: until }
  const { kind } = await rpc(db, 'date_affiliation', args, Dated)
  switch (kind) {
    case 'dated':
      return { ok: true, text: t('institution.dated', { name }) }
    case 'days-unfit':
      return refused(400, formError(form.values, 'until', t('dates.unfit')))
    default:
      return conflict(form.values, said(kind, name))
  }
}

async function plan(db: Db, institution: InstitutionRoles, request: Request): Promise<Outcome> {
  const form = await parseForm(request, PlanInput)
  if (!form.ok) return refused(400, form.reply)
  const { affiliation, role, roleFrom } = form.value
  const name = nameOf(institution, affiliation)
  const { kind } = await rpc(db, 'plan_role', { affiliation, role, from_day: roleFrom }, Planned)
  switch (kind) {
    case 'planned': {
      const words = { name, role: wordsOf('institutions')(`roles.${role}`), day: dayWords(roleFrom, 'en') }
      return { ok: true, text: t('institution.planned', words) }
    }
    case 'days-unfit':
      return refused(400, formError(form.values, 'roleFrom', t('institution.planUnfit')))
    default:
      return conflict(form.values, said(kind, name))
  }
}

async function takeBack(db: Db, institution: InstitutionRoles, request: Request): Promise<Outcome> {
  const form = await parseForm(request, TakeBackInput)
  if (!form.ok) return refused(400, form.reply)
  const { affiliation } = form.value
  const { kind } = await rpc(db, 'take_back_role', { affiliation }, TakenBack)
  return kind === 'taken-back'
    ? { ok: true, text: t('institution.takenBack', { name: nameOf(institution, affiliation) }) }
    : conflict({}, t('institution.gone'))
}

function said(kind: 'gone' | 'overlaps' | 'last-representative', name: string): string {
  if (kind === 'overlaps') return t('institution.overlaps', { name })
  return t(kind === 'gone' ? 'institution.gone' : 'institution.last')
}

const nameOf = ({ roles }: InstitutionRoles, affiliation: string) =>
  roles.find(({ id }) => id === affiliation)?.name ?? ''
