import { z } from 'zod'
import { dayField, optionalDay } from '#app/platform/days.ts'
import { formOf } from '#app/platform/form-body.ts'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { dayWords } from '#app/platform/text.ts'

const t = wordsOf('roles')

const PersonToManage = z.object({
  id: z.uuid(),
  name: z.string(),
  me: z.boolean(),
  email: z.string().nullable(),
  account: z.enum(['open', 'none', 'closed']),
  lastSeen: z.string().nullable(),
  secondFactor: z.boolean(),
  roles: z.array(
    z.object({
      id: z.uuid(),
      startedOn: z.string(),
      endedOn: z.string().nullable(),
      when: z.enum(['now', 'coming', 'over']),
    }),
  ),
})
/** A person as coordinators manage them; days are YYYY-MM-DD in UTC, and an end is the first day without the role. */
export type PersonToManage = z.infer<typeof PersonToManage>

/** Null for who does not coordinate, and where there is nobody. */
export async function personToManage(db: Db, id: string): Promise<PersonToManage | null> {
  if (!z.uuid().safeParse(id).success) return null
  return rpc(db, 'person_managed', { person: id }, PersonToManage.nullable())
}

const NameInput = z.object({ nameFrom: dayField(t('dates.day')), nameUntil: optionalDay(t('dates.day')) })
const DatesInput = z.object({
  role: z.uuid({ error: t('person.gone') }),
  from: dayField(t('dates.day')),
  until: optionalDay(t('dates.day')),
})
const Named = outcome('named', 'proposed', 'pending', 'already', 'closed', 'days-unfit', 'refused')
const Dated = outcome(
  'dated',
  'proposed',
  'pending',
  'already',
  'gone',
  'days-unfit',
  'last-coordinator',
  'refused',
)
const Removed = outcome('removed', 'none', 'refused')

type Outcome = { ok: true; text: string } | { ok: false; status: number; reply: FormReply }
const refused = (status: number, reply: FormReply): Outcome => ({ ok: false, status, reply })

/** What the forms of the page do, by their `intent`: name, dates, factor. The database refuses who does not coordinate. */
export async function changePerson(db: Db, person: PersonToManage, request: Request): Promise<Outcome> {
  switch ((await formOf(request)).get('intent')) {
    case 'name':
      return nameCoordinator(db, person, request)
    case 'dates':
      return dateCoordinator(db, person, request)
    case 'factor':
      return takeFactorAway(db, person)
    default:
      return refused(400, formError({}, '', t('person.gone')))
  }
}

async function nameCoordinator(db: Db, { id, name }: PersonToManage, request: Request): Promise<Outcome> {
  const form = await parseForm(request, NameInput)
  if (!form.ok) return refused(400, form.reply)
  const { nameFrom: from_day, nameUntil: until_day } = form.value
  const { kind } = await rpc(db, 'name_coordinator', { person: id, from_day, until_day }, Named)
  switch (kind) {
    case 'named':
      return { ok: true, text: t('person.named', { name, day: dayWords(from_day, 'en') }) }
    case 'proposed':
      return { ok: true, text: t('person.proposed') }
    case 'pending':
      return refused(409, formError(form.values, '', t('person.pending', { name })))
    case 'days-unfit':
      return refused(400, formError(form.values, 'nameUntil', t('person.unfit')))
    case 'already':
      return refused(409, formError(form.values, '', t('person.already', { name })))
    case 'closed':
      return refused(409, formError(form.values, '', t('person.closed')))
    case 'refused':
      return refused(403, formError(form.values, '', t('person.refused')))
  }
}

async function dateCoordinator(db: Db, { name }: PersonToManage, request: Request): Promise<Outcome> {
  const form = await parseForm(request, DatesInput)
  if (!form.ok) return refused(400, atTerm(form.reply))
  const { role: held, from: from_day, until: until_day } = form.value
  const { kind } = await rpc(db, 'date_coordinator', { held, from_day, until_day }, Dated)
  switch (kind) {
    case 'dated':
      return { ok: true, text: t('person.dated') }
    case 'proposed':
      return { ok: true, text: t('person.proposed') }
    case 'pending':
      return refused(409, formError(form.values, '', t('person.pending', { name })))
    case 'days-unfit':
      return refused(400, formError(form.values, `until-${held}`, t('dates.unfit')))
    case 'already':
      return refused(409, formError(form.values, '', t('person.already', { name })))
    case 'last-coordinator':
      return refused(409, formError(form.values, '', t('person.last')))
    case 'gone':
      return refused(409, formError(form.values, '', t('person.gone')))
    case 'refused':
      return refused(403, formError(form.values, '', t('person.refused')))
  }
}

/** A person can have several terms on the page: messages go to the fields of the one that was sent. */
function atTerm({ errors, values }: FormReply): FormReply {
  const at = ([field, said]: [string, string[]]) => [field === 'role' ? '' : `${field}-${values.role}`, said]
  return { values, errors: Object.fromEntries(Object.entries(errors).map(at)) }
}

async function takeFactorAway(db: Db, { id, name }: PersonToManage): Promise<Outcome> {
  const { kind } = await rpc(db, 'remove_second_factor', { person: id }, Removed)
  switch (kind) {
    case 'removed':
      return { ok: true, text: t('factor.done', { name }) }
    case 'none':
      return refused(409, formError({}, '', t('factor.nothing', { name })))
    case 'refused':
      return refused(403, formError({}, '', t('person.refused')))
  }
}
