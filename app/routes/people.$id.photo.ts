import type { LoaderFunctionArgs } from '@remix-run/node'
import { photoOf } from '#app/features/people/index.server.ts'
import { notFound } from '#app/platform/session.server.ts'
import { knownStamp, pictureAnswer } from '#app/platform/uploads.server.ts'

/** A person's photo, for those to whom it is shown; nobody else learns that there is one. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return pictureAnswer((await photoOf(context.db, params.id!, knownStamp(request))) ?? notFound())
}
