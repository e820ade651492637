import { formError, outOfDate } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import { parseFormWithFile } from '#app/platform/uploads.server.ts'
import { z } from 'zod'
import { addPaper, removePaper } from './commands.server.ts'
import { refused, went, type FormOutcome } from '../form-outcome.ts'
import { largestPaper, RemovePaperInput } from './schema.ts'

const t = wordsOf('applications')
const refuse = (status: number, field: string, message: string): FormOutcome =>
  refused(status, formError({ intent: 'paper' }, field, message))

/** Adds the file of a form, or removes the paper that it names. `back` is the page to show afterwards. */
export async function changePapers(
  request: Request,
  { db, token, back }: { db: Db; token: string; back: string },
): Promise<FormOutcome> {
  const upload = request.headers.get('Content-Type')?.startsWith('multipart/form-data')
  return upload ? add(request, { db, token, back }) : remove(request, { db, token, back })
}

type At = { db: Db; token: string; back: string }

async function add(request: Request, { db, token, back }: At): Promise<FormOutcome> {
  const form = await parseFormWithFile(request, z.object({}), {
    field: 'file',
    accepts: ['pdf', 'docx', 'png', 'jpeg'],
    longest: largestPaper,
  })
  if (!form.ok) return refused(form.status, form.reply)
  if (!form.file) return refuse(400, 'file', t('fields.file'))
  const { kind } = await addPaper(db, token, form.file)
  switch (kind) {
    case 'added':
      return went(await redirectWithToast(back, t('papers.added', { name: form.file.name })))
    case 'too-many':
      return refuse(409, 'file', t('papers.tooMany'))
    case 'too-large':
      return refuse(413, 'file', t('papers.tooLarge'))
    default:
      return refuse(409, '', t('own.closed'))
  }
}

async function remove(request: Request, { db, token, back }: At): Promise<FormOutcome> {
  const form = await parseForm(request, RemovePaperInput)
  if (!form.ok) return refuse(400, '', outOfDate)
  const { kind } = await removePaper(db, token, form.value.paper)
  if (kind !== 'removed') return refuse(409, '', t('papers.gone'))
  return went(await redirectWithToast(back, t('papers.removed')))
}
