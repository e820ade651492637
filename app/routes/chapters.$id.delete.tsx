import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { chapterRights, removeChapter } from '#app/features/compendia/index.server.ts'
import { AddressId, Confirmation } from '#app/features/compendia/schema.ts'
import { RemovePage } from '#app/features/compendia/ui/remove-page.tsx'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson, type RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

async function chapterToRemove({ db }: RequestContext, id: string | undefined) {
  const chapterId = AddressId.safeParse(id)
  const rights = chapterId.success ? await chapterRights(db, chapterId.data) : null
  if (!rights) throw new Response(null, { status: 404 })
  if (!rights.lead) throw new Response(null, { status: 403 })
  return rights
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return { rights: await chapterToRemove(requirePerson(context, request), params.id) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const known = requirePerson(context, request)
  const t = wordsOf('compendia')
  const { chapter, compendium } = await chapterToRemove(known, params.id)
  const form = await parseForm(request, Confirmation)
  if (!form.ok) return data(form.reply, 400)
  const { kind } = await removeChapter(known.db, chapter, form.value.name)
  if (kind === 'wrong-name') return data(formError(form.values, 'name', t('remove.wrongName')), 400)
  if (kind === 'refused') return data(formError(form.values, '', t('remove.refused')), 403)
  return redirectWithToast(paths.compendium(compendium.slug), t('remove.done', { title: chapter.title }))
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('remove.do')} · GAPO` }]

export default function RemoveChapterDoor() {
  return <RemovePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
