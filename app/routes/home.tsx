import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicCompendia } from '#app/features/compendia/index.server.ts'
import { DirectoryQuery, membersByName } from '#app/features/institutions/index.server.ts'
import { FirstPage } from '#app/features/people/ui/first-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'

export async function loader({ context }: LoaderFunctionArgs) {
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
  return <FirstPage {...useLoaderData<typeof loader>()} />
}
