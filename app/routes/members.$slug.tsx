import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { memberPage, mergedInto } from '#app/features/institutions/index.server.ts'
import { MemberPage } from '#app/features/institutions/ui/member-page.tsx'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound } from '#app/platform/session.server.ts'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const slug = params.slug!
  const member = await memberPage(context.db, slug)
  if (member) return { member, signedIn: context.person !== null }
  const now = await mergedInto(context.db, slug)
  if (now) throw redirect(paths.member(now), 301)
  return notFound()
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page?.member.name ?? '') },
  ...(page?.member.about ? [{ name: 'description', content: page.member.about.slice(0, 200) }] : []),
]

export default function Member() {
  return <MemberPage {...useLoaderData<typeof loader>()} />
}
