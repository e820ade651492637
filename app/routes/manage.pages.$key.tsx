import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { savePage, pageToEdit } from '#app/features/public-pages/index.server.ts'
import { Key } from '#app/features/public-pages/schema.ts'
import { TextEditorPage } from '#app/features/public-pages/ui/edit-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const key = Key.safeParse(params.key).data ?? notFound()
  const asked = Number(new URL(request.url).searchParams.get('version') ?? NaN)
  const at = Number.isInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : null
  return { text: (await pageToEdit(db, key, at)) ?? notFound() }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db } = requirePerson(context, request)
  const key = Key.safeParse(params.key).data ?? notFound()
  const outcome = await savePage(db, key, request)
  if (outcome.ok) return redirectWithToast(paths.managePage(key), wordsOf('public')('texts.saved'))
  return data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page?.text.title ?? '') },
]

export default function PageEditor() {
  const page = useLoaderData<typeof loader>()
  return <TextEditorPage key={page.text.key} {...page} reply={useActionData<typeof action>() ?? null} />
}
