import type { LoaderFunctionArgs } from '@remix-run/node'
import { heldLink, paperToRead } from '#app/features/applications/index.server.ts'
import { notFound } from '#app/platform/session.server.ts'
import { fileHeaders } from '#app/platform/uploads.server.ts'

/** A paper of the application that this browser holds. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = await heldLink(request)
  const paper = (await paperToRead(context.db, { paper: params.id!, token })) ?? notFound()
  return new Response(new Uint8Array(paper.bytes), { headers: fileHeaders(paper, 'attachment') })
}
