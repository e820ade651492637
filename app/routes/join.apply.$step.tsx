import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { applicationByLink, changeDraft, heldLink } from '#app/features/applications/index.server.ts'
import { Step } from '#app/features/applications/apply/schema.ts'
import { StepPage } from '#app/features/applications/apply/ui/step-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, type RequestContext } from '#app/platform/session.server.ts'

/** The draft of this browser; without one the way leads to the beginning, after submitting to the applicant's page. */
async function draftOf(request: Request, context: RequestContext) {
  const token = await heldLink(request)
  const application = await applicationByLink(context.db, token)
  if (!token || !application) throw redirect(paths.apply())
  if (application.state !== 'draft') throw redirect(paths.application())
  return { token, application }
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const step = Step.safeParse(params.step).data ?? notFound()
  const { application } = await draftOf(request, context)
  return { step, application }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const step = Step.safeParse(params.step).data ?? notFound()
  const outcome = await changeDraft(request, { step, ...(await draftOf(request, context)) }, context)
  return outcome.ok ? outcome.go : data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const t = wordsOf('applications')
  return [{ title: tabTitle(page ? t(`steps.${page.step}`) : t('begin.title')) }]
}

export default function ApplyStep() {
  const page = useLoaderData<typeof loader>()
  return <StepPage key={page.step} {...page} reply={useActionData<typeof action>() ?? null} />
}
