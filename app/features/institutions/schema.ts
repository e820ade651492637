import { z } from 'zod'
import { Email, Name } from '#app/features/people/index.ts'
import { outOfDate } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { SearchWords } from '#app/platform/text.ts'

export { SearchWords }

const t = wordsOf('institutions')

/** The roles a person can have at an institution, as the database names them. */
export const roles = ['primary representative', 'alternate', 'editor', 'member'] as const
export const Role = z.enum(roles, { error: t('fields.role') })
export type Role = z.infer<typeof Role>

const Id = z.uuid({ error: outOfDate })

export const InviteInput = z.object({ name: Name, email: Email, role: Role })
export const WithdrawInput = z.object({ invitation: Id })
export const ChangeRoleInput = z.object({ affiliation: Id, role: Role })
export const HandoverInput = z.object({
  successor: z.uuid({ error: wordsOf('representing')('handover.notThere') }),
})
export const EndInput = z.object({ affiliation: Id })

/** What the address of the list says. */
export const ListQuery = z.object({ q: SearchWords, page: z.coerce.number().int().min(1).max(400).catch(1) })
export type ListQuery = z.infer<typeof ListQuery>
