import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { applicationByLink, beginApplication, heldLink } from '#app/features/applications/index.server.ts'
import { BeginPage } from '#app/features/applications/apply/ui/begin-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const held = await applicationByLink(context.db, await heldLink(request))
  return { held: held && { email: held.email, draft: held.state === 'draft' }, shown: Date.now() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const outcome = await beginApplication(request, context)
  return outcome.ok ? outcome.go : data(outcome.reply, outcome.status)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('applications')('begin.title')) }]

export default function Begin() {
  return <BeginPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
