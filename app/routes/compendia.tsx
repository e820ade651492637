import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { compendiaList } from '#app/features/compendia/index.server.ts'
import { todayIn } from '#app/features/compendia/index.ts'
import { ListFilter } from '#app/features/compendia/schema.ts'
import { CompendiumList } from '#app/features/compendia/ui/compendium-list.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { requireMember } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = requireMember(context, request)
  const filter = ListFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { ...(await compendiaList(db, filter)), filter, today: todayIn(person.timeZone) }
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('list.title')} · GAPO` }]

export default function Compendia() {
  const view = useLoaderData<typeof loader>()
  // Filters belong to the address: another address, another form.
  return <CompendiumList key={JSON.stringify(view.filter)} {...view} />
}
