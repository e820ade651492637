import type { LoaderFunctionArgs } from '@remix-run/node'
import { logoOf } from '#app/features/institutions/index.server.ts'
import { notFound } from '#app/platform/session.server.ts'
import { knownStamp, pictureAnswer } from '#app/platform/uploads.server.ts'

/** An institution's logo: for everybody where the institution is listed, else for members. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return pictureAnswer((await logoOf(context.db, params.slug!, knownStamp(request))) ?? notFound())
}
