import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { entriesPerPage, institutionsList } from '#app/features/institutions/index.server.ts'
import { ListQuery } from '#app/features/institutions/schema.ts'
import { InstitutionsPage } from '#app/features/institutions/ui/institutions-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { requireMember } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requireMember(context, request)
  const query = ListQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { list: await institutionsList(db, query), query, perPage: entriesPerPage }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('institutions')('list.title')) }]

export default function Institutions() {
  return <InstitutionsPage {...useLoaderData<typeof loader>()} />
}
