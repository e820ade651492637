import { z } from 'zod'
import { Email, Name } from '#app/features/people/index.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'

const t = wordsOf('institutions')

/** The roles a person can have at an institution, as the database names them. */
export const roles = ['primary representative', 'alternate', 'editor', 'member'] as const
export const Role = z.enum(roles, { error: t('fields.role') })
export type Role = z.infer<typeof Role>

const Id = z.uuid({ error: t('fields.stale') })

export const InviteInput = z.object({ name: Name, email: Email, role: Role })
export const WithdrawInput = z.object({ invitation: Id })
export const ChangeRoleInput = z.object({ affiliation: Id, role: Role })
export const HandoverInput = z.object({
  successor: z.uuid({ error: wordsOf('representing')('handover.notThere') }),
})
export const EndInput = z.object({ affiliation: Id })

/** What is typed into the search of the list; anything unfit searches for nothing. */
export const Query = z.string().trim().max(200).catch('')
