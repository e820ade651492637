import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { personPage } from '#app/features/people/index.server.ts'
import { PersonView } from '#app/features/people/ui/person-view.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { requireMember } from '#app/platform/session.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requireMember(context, request)
  const person = await personPage(db, params.id!)
  if (!person) throw new Response(null, { status: 404 })
  return { person }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page?.person.name ?? wordsOf('shell')('errors.notFound.title')) },
]

export default function Person() {
  return <PersonView {...useLoaderData<typeof loader>()} />
}
