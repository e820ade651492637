import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { peopleManaged } from '#app/features/alliance/index.server.ts'
import { ListQuery } from '#app/features/alliance/schema.ts'
import { PeoplePage } from '#app/features/alliance/ui/people-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = ListQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { list: (await peopleManaged(db, query)) ?? notFound(), query }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('managing')('desk.people')) }]

export default function ManagePeople() {
  return <PeoplePage {...useLoaderData<typeof loader>()} />
}
