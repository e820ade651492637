import { z } from 'zod'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { outcome, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'

const t = wordsOf('compendia')
const AnswerInput = z.object({
  compendium: z.uuid({ error: t('authorship.gone') }),
  institution: z.uuid({ error: t('authorship.gone') }),
  answer: z.enum(['accept', 'decline'], { error: t('authorship.gone') }),
})
const Answered = outcome('accepted', 'declined', 'gone', 'refused')

/** Answers whether an institution is named as author; only its primary representative may. */
export async function answerAuthorship(
  db: Db,
  request: Request,
): Promise<{ ok: true; text: string } | { ok: false; status: number; reply: FormReply }> {
  const form = await parseForm(request, AnswerInput)
  if (!form.ok) return { ok: false, status: 400, reply: formError({}, '', t('authorship.gone')) }
  const { compendium, institution, answer } = form.value
  const { kind } = await rpc(
    db,
    'answer_authorship',
    { compendium, institution, accept: answer === 'accept' },
    Answered,
  )
  if (kind === 'accepted' || kind === 'declined') return { ok: true, text: t(`authorship.${kind}`) }
  return {
    ok: false,
    status: kind === 'gone' ? 409 : 403,
    reply: formError({}, '', t(`authorship.${kind}`)),
  }
}
