import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { renamed } from '#app/platform/paths.ts'
import { notFound } from '#app/platform/session.server.ts'

/** Leads from the URL that a page had before to the one it has now. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, search } = new URL(request.url)
  return redirect((renamed[pathname] ?? notFound()) + search, 301)
}
