import type { LoaderFunctionArgs } from '@remix-run/node'
import { managedPeople } from '#app/features/manage/index.server.ts'
import { ListQuery } from '#app/features/manage/schema.ts'
import { csvResponse } from '#app/platform/csv.server.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

/** The list of people as a file, with what it was searched for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = ListQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { rows } = (await managedPeople(db, { ...query, page: 0 })) ?? notFound()
  return csvResponse(
    'people',
    ['name', 'email', 'affiliations', 'coordinator', 'closed', 'last_seen_on', 'letters_back_since'],
    rows.map(({ name, email, affiliations, coordinator, closed, lastSeen, bounced }) => [
      name,
      email,
      affiliations.map((each) => `${each.name} (${each.role})`).join('; '),
      coordinator ? 'yes' : 'no',
      closed ? 'yes' : 'no',
      lastSeen,
      bounced?.at.slice(0, 10) ?? null,
    ]),
  )
}
