import type { LoaderFunctionArgs } from '@remix-run/node'
import { paperOfCase } from '#app/features/applications/index.server.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { fileHeaders } from '#app/platform/uploads.server.ts'

/** A paper of a case, for coordinators: always saved, never shown in the portal's own pages. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const paper = (await paperOfCase(db, params.id!)) ?? notFound()
  const headers = { ...fileHeaders(paper, 'attachment'), 'Cache-Control': 'no-store' }
  return new Response(new Uint8Array(paper.bytes), { headers })
}
