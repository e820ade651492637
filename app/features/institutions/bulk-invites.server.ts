import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { mostLines, readList, type InviteLine } from './bulk-invites.ts'

const t = wordsOf('representing')
const BulkInput = z.object({ lines: z.string().default('') })
const Outcomes = z.array(
  z.object({ kind: z.enum(['invited', 'already-member', 'already-invited', 'refused', 'too-many']) }),
)

/** What became of each person of a list, in order. */
export type ListReport = {
  line: number
  typed: string
  outcome: z.infer<typeof Outcomes>[number]['kind'] | Exclude<InviteLine['kind'], 'person'>
}[]

/** Invites the people of a pasted list. Every line is reported; those that were not invited come back to be mended. */
export async function inviteFromList(
  db: Db,
  institutionId: string,
  request: Request,
  tooMany: () => Promise<boolean>,
): Promise<{ status: number; reply: FormReply; report: ListReport }> {
  const form = await parseForm(request, BulkInput)
  const values = form.ok ? form.values : form.reply.values
  const refuse = (status: number, message: string) => ({
    status,
    reply: formError(values, 'lines', message),
    report: [],
  })
  const lines = form.ok ? readList(form.value.lines) : []
  if (lines.length === 0) return refuse(400, t('bulk.empty'))
  if (lines.length > mostLines) return refuse(400, t('bulk.tooMany'))
  const people = lines.filter((line) => line.kind === 'person')
  for (let n = 0; n < people.length; n += 10) if (await tooMany()) return refuse(429, t('bulk.tooOften'))

  const outcomes = people.length === 0 ? [] : await invite(db, institutionId, people)
  const became = new Map(people.map((person, at) => [person, outcomes[at]!.kind]))
  const report = lines.map((line) => ({
    line: line.line,
    typed: line.typed,
    outcome: line.kind === 'person' ? became.get(line)! : line.kind,
  }))
  const left = report.filter(({ outcome }) => outcome !== 'invited')
  return {
    status: left.length === report.length ? 409 : 200,
    reply: { errors: {}, values: { lines: left.map(({ typed }) => typed).join('\n') } },
    report,
  }
}

async function invite(db: Db, institution: string, people: { name: string; email: string; role: string }[]) {
  const list = people.map(({ name, email, role }) => ({ name, email, role }))
  return rpc(db, 'invite_people', { institution, people: list }, Outcomes.length(people.length))
}
