import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { overviewNumbers, openProposals, settleProposal } from '#app/features/manage/index.server.ts'
import { OverviewPage } from '#app/features/manage/ui/overview-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const [numbers, proposals] = await Promise.all([overviewNumbers(db), openProposals(db)])
  return { numbers: numbers ?? notFound(), proposals: proposals ?? [] }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const outcome = await settleProposal(db, request)
  if (!outcome.ok) return data(outcome.reply, outcome.status)
  return redirectWithToast(paths.manage(), outcome.text)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('manage')('overview.title')) }]

export default function Manage() {
  return <OverviewPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
