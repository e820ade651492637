import type { LoaderFunctionArgs } from '@remix-run/node'
import { managedInstitutions } from '#app/features/manage/index.server.ts'
import { ListQuery } from '#app/features/manage/schema.ts'
import { csvResponse } from '#app/platform/csv.server.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

/** The list of institutions as a file, with what it was searched for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = ListQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { rows } = (await managedInstitutions(db, { ...query, page: 0 })) ?? notFound()
  return csvResponse(
    'institutions',
    ['name', 'acronym', 'kind', 'country', 'city', 'status', 'listed', 'joined_on', 'people'],
    rows.map(({ name, acronym, kind, country, city, status, listed, joinedOn, people }) => [
      name,
      acronym,
      kind,
      country,
      city,
      status,
      listed ? 'yes' : 'no',
      joinedOn,
      people,
    ]),
  )
}
