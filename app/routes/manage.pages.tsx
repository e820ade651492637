import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPages } from '#app/features/public-pages/index.server.ts'
import { TextsPage } from '#app/features/public-pages/ui/list-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  return { texts: (await publicPages(db)) ?? notFound() }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('public')('texts.title')) }]

export default function ManagePages() {
  return <TextsPage {...useLoaderData<typeof loader>()} />
}
