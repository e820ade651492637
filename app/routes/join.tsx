import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { joiningTerms } from '#app/features/applications/index.server.ts'
import { JoinPage } from '#app/features/applications/apply/ui/join-page.tsx'
import { publicPage } from '#app/features/public-pages/index.server.ts'
import { Running } from '#app/features/public-pages/ui/page-text.tsx'
import { tabTitle } from '#app/platform/i18n/title.ts'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

export async function loader({ context: { db } }: LoaderFunctionArgs) {
  const [text, terms] = await Promise.all([publicPage(db, 'join'), joiningTerms(db)])
  return { text, terms }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: tabTitle(data?.text.title ?? '') }]

export default function Join() {
  const { text, terms } = useLoaderData<typeof loader>()
  return (
    <JoinPage title={text.title} terms={terms}>
      <Running text={text} />
    </JoinPage>
  )
}
