import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { backgroundJobs, overviewNumbers, rowsLeftOut, runJobNow } from '#app/features/manage/index.server.ts'
import { JobsPage } from '#app/features/manage/ui/jobs-page.tsx'
import { formOf } from '#app/platform/form-body.ts'
import { formError } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const numbers = (await overviewNumbers(db)) ?? notFound()
  return {
    jobs: await backgroundJobs(db),
    numbers,
    setAside: await context.changesSetAside(),
    leftOut: rowsLeftOut(),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = requirePerson(context, request)
  const t = wordsOf('manage')
  const soon = await runJobNow(db, String((await formOf(request)).get('job')))
  if (!soon) return data(formError({}, '', t('jobs.refused')), 403)
  return redirectWithToast(paths.backgroundJobs(), t('jobs.soon'))
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('manage')('jobs.title')) }]

export default function Jobs() {
  return <JobsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
