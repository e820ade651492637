import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { compendiumToRead } from '#app/features/compendia/index.server.ts'
import { AddressId } from '#app/features/compendia/schema.ts'
import { ReadingPage } from '#app/features/compendia/ui/reading-page.tsx'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

/** The whole volume, or the chapter that the address names. Whoever may not read it is told that there is no such page. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const only = params.chapterId ?? null
  if (only !== null && !AddressId.safeParse(only).success) throw new Response(null, { status: 404 })
  const volume = await compendiumToRead(context.db, params.slug!, only)
  if (!volume) throw new Response(null, { status: 404 })
  return { volume, only, signedIn: context.person !== null }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return []
  const { volume, only } = data
  const chapter = volume.chapters.find(({ id }) => id === only)
  const title = chapter ? `${chapter.title} · ${volume.title}` : volume.title
  const open = volume.visibility === 'public'
  return [
    { title },
    ...(volume.summary ? [{ name: 'description', content: volume.summary }] : []),
    ...(open ? [] : [{ name: 'robots', content: 'noindex' }]),
  ]
}

export default function Read() {
  return <ReadingPage {...useLoaderData<typeof loader>()} />
}
