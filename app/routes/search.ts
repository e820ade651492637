import type { LoaderFunctionArgs } from '@remix-run/node'
import { findPlaces, lastPlaces } from '#app/features/compendia/index.server.ts'
import { findPeople } from '#app/features/people/index.server.ts'

/** Where the palette can jump to: compendia, chapters, institutions, people; with no words, where one was last. At most five of each. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = context
  if (!person) return new Response(null, { status: 401 })
  const words = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 100)
  if (!words) return Response.json({ recent: await lastPlaces(db) })
  const [places, people] = await Promise.all([findPlaces(db, words), findPeople(db, words)])
  return Response.json({ ...places, people: people.slice(0, 5) })
}
