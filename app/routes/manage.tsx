import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { managingNumbers } from '#app/features/alliance/index.server.ts'
import { ManagingPage } from '#app/features/alliance/ui/managing-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  return { numbers: (await managingNumbers(db)) ?? notFound() }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('managing')('desk.title')) }]

export default function Manage() {
  return <ManagingPage {...useLoaderData<typeof loader>()} />
}
