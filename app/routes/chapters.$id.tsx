import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { chapterPage, isSetAside, storedHtml } from '#app/features/compendia/index.server.ts'
import { AddressId } from '#app/features/compendia/schema.ts'
import { ChapterWorkspace } from '#app/features/compendia/ui/chapter/chapter-workspace.tsx'
import { notFound, requireMember } from '#app/platform/session.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { db, person } = requireMember(context, request)
  const id = AddressId.safeParse(params.id).data ?? notFound()
  const [page, html, setAside] = await Promise.all([
    chapterPage(db, id),
    storedHtml(db, id),
    isSetAside(db, id),
  ])
  if (!page) notFound()
  return { page, html, setAside, person: { id: person.id, name: person.name, email: person.email } }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.chapter.title }]

export default function Chapter() {
  const { page, ...rest } = useLoaderData<typeof loader>()
  return <ChapterWorkspace key={page.chapter.id} page={page} {...rest} />
}
