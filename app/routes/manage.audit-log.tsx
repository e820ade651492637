import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { entriesPerPage, trailPage } from '#app/features/manage/index.server.ts'
import { TrailQuery } from '#app/features/manage/schema.ts'
import { TrailPage } from '#app/features/manage/ui/audit-log-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const asked = TrailQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const query = asked
  const entries = (await trailPage(db, query)) ?? notFound()
  return { entries, query, own: false, more: entries.length === entriesPerPage }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('managing')('trail.title')) }]

export default function Trail() {
  return <TrailPage {...useLoaderData<typeof loader>()} />
}
