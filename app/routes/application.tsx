import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  applicationByLink,
  changeOwnApplication,
  heldLink,
  joiningTerms,
} from '#app/features/applications/index.server.ts'
import {
  NoApplication,
  OwnApplicationPage,
} from '#app/features/applications/apply/ui/own-application-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const application = await applicationByLink(context.db, await heldLink(request))
  if (application?.state === 'draft') throw redirect(paths.applyStep('check'))
  const { retentionMonths } = await joiningTerms(context.db)
  const withdrawing = new URL(request.url).searchParams.has('withdrawing')
  return { application, retentionMonths, withdrawing, now: new Date().toISOString() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const token = await heldLink(request)
  if (!token) return redirect(paths.application())
  const outcome = await changeOwnApplication(request, token, context)
  return outcome.ok ? outcome.go : data(outcome.reply, outcome.status)
}

export const meta: MetaFunction = () => [
  { title: tabTitle(wordsOf('applications')('own.title')) },
  { name: 'robots', content: 'noindex' },
]

export default function Application() {
  const { application, ...rest } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>() ?? null
  if (!application) return <NoApplication />
  return <OwnApplicationPage application={application} {...rest} reply={reply} />
}
