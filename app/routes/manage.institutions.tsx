import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { managedInstitutions } from '#app/features/manage/index.server.ts'
import { ListQuery } from '#app/features/manage/schema.ts'
import { ManagedInstitutionsPage } from '#app/features/manage/ui/institutions-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = ListQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { list: (await managedInstitutions(db, query)) ?? notFound(), query }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('manage')('overview.institutions')) }]

export default function ManageInstitutions() {
  return <ManagedInstitutionsPage {...useLoaderData<typeof loader>()} />
}
