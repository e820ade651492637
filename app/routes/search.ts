import type { LoaderFunctionArgs } from '@remix-run/node'
import { findPlaces } from '#app/features/compendia/index.server.ts'
import { findPeople } from '#app/features/people/index.server.ts'

/** Where the palette can jump to: compendia, chapters, institutions, people; at most five of each. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = context
  if (!person) return new Response(null, { status: 401 })
  const words = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 100)
  const [places, people] = await Promise.all([findPlaces(db, words), words ? findPeople(db, words) : []])
  return Response.json({ ...places, people: people.slice(0, 5) })
}
