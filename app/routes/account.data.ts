import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportOfMyData } from '#app/features/people/index.server.ts'
import { requirePerson } from '#app/platform/session.server.ts'
import { fileHeaders } from '#app/platform/uploads.server.ts'

/** Everything that the portal holds about the caller, as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const bytes = await exportOfMyData(db, person)
  const file = { name: 'about-me.zip', mediaType: 'application/zip' }
  return new Response(bytes, { headers: fileHeaders(file, 'attachment') })
}
