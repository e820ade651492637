import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DirectoryQuery, entriesPerPage, memberDirectory } from '#app/features/institutions/index.server.ts'
import { DirectoryPage } from '#app/features/institutions/ui/directory-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = DirectoryQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { directory: await memberDirectory(context.db, query), query, perPage: entriesPerPage }
}

export const meta: MetaFunction = () => [
  { title: tabTitle(wordsOf('public')('members.title')) },
  { name: 'description', content: wordsOf('public')('members.lead') },
]

export default function Members() {
  return <DirectoryPage {...useLoaderData<typeof loader>()} />
}
