import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { applicationQueue, QueueQuery } from '#app/features/applications/index.server.ts'
import { QueuePage } from '#app/features/applications/review/ui/queue-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = QueueQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const queue = (await applicationQueue(db, query)) ?? notFound()
  return { queue, query, now: new Date().toISOString() }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('review')('queue.title')) }]

export default function Applications() {
  return <QueuePage {...useLoaderData<typeof loader>()} />
}
