import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicCompendia } from '#app/features/compendia/index.server.ts'
import { DirectoryQuery, membersByName } from '#app/features/institutions/index.server.ts'
import { cameByForeignLink } from '#app/features/people/index.server.ts'
import { HomePage } from '#app/features/public-pages/ui/home-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (cameByForeignLink(request)) throw redirect(paths.foreignLink())
  const { db, person } = context
  const [open, members] = await Promise.all([
    publicCompendia(db),
    membersByName(db, DirectoryQuery.parse({})),
  ])
  return { open, members, signedIn: person !== null }
}

export const meta: MetaFunction = () => [
  { title: wordsOf('shell')('alliance') },
  { name: 'description', content: wordsOf('shell')('home.lead') },
]

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />
}
