import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { askForRestore, chapterRights } from '#app/features/compendia/index.server.ts'
import { AddressId, Confirmation } from '#app/features/compendia/schema.ts'
import { RestorePage } from '#app/features/compendia/ui/restore-page.tsx'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson, type RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

async function chapterToRestore({ db }: RequestContext, id: string | undefined) {
  const chapterId = AddressId.safeParse(id)
  const rights = chapterId.success ? await chapterRights(db, chapterId.data) : null
  if (!rights) throw new Response(null, { status: 404 })
  if (!rights.lead) throw new Response(null, { status: 403 })
  return rights
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return { rights: await chapterToRestore(requirePerson(context, request), params.id) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const known = requirePerson(context, request)
  const t = wordsOf('compendia')
  const { chapter } = await chapterToRestore(known, params.id)
  const form = await parseForm(request, Confirmation)
  if (!form.ok) return data(form.reply, 400)
  const asked = await askForRestore(known.db, chapter.id, form.value.name)
  if (asked.kind === 'wrong-name') return data(formError(form.values, 'name', t('restore.wrongName')), 400)
  if (asked.kind === 'refused') return data(formError(form.values, '', t('restore.refused')), 403)
  const { kind } = await known.restoreChapter(chapter.id, known.person.id)
  if (kind !== 'restored') return data(formError(form.values, '', t('restore.nothing')), 409)
  return redirectWithToast(paths.chapter(chapter.id), t('restore.done', { title: chapter.title }))
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('restore.do')} · GAPO` }]

export default function RestoreChapterDoor() {
  return <RestorePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
