import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { chapterRights, changeRights, findHolders } from '#app/features/compendia/index.server.ts'
import { AddressId, RightsChange } from '#app/features/compendia/schema.ts'
import { RightsPage } from '#app/features/compendia/ui/rights-page.tsx'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson, type RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

/** The rights to a chapter that the caller may give; 404 where they may not read it, 403 where they do not lead. */
async function rightsToGive({ db }: RequestContext, id: string | undefined) {
  const chapterId = AddressId.safeParse(id)
  const rights = chapterId.success ? await chapterRights(db, chapterId.data) : null
  if (!rights) throw new Response(null, { status: 404 })
  if (!rights.lead) throw new Response(null, { status: 403 })
  return rights
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const known = requirePerson(context, request)
  const q = new URL(request.url).searchParams.get('q') ?? ''
  const [rights, found] = await Promise.all([rightsToGive(known, params.id), findHolders(known.db, q)])
  return { rights, q, found }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const known = requirePerson(context, request)
  const t = wordsOf('compendia')
  const { chapter } = await rightsToGive(known, params.id)
  const form = await parseForm(request, RightsChange)
  if (!form.ok) return data(form.reply, 400)
  const { kind } = await changeRights(known.db, chapter.id, form.value)
  if (kind === 'refused') return data(formError(form.values, '', t('rights.refused')), 403)
  if (kind === 'gone') return data(formError(form.values, '', t('rights.gone')), 404)
  return redirectWithToast(paths.chapterAccess(chapter.id), t(`rights.${kind}`))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${wordsOf('compendia')('rights.short')}: ${data?.rights.chapter.title ?? ''} · GAPO` },
]

export default function ChapterRightsDoor() {
  return <RightsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
