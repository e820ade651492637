import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { applicationCase, askedOnCase, changeCase } from '#app/features/applications/index.server.ts'
import { CasePage } from '#app/features/applications/review/ui/case-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const application = (await applicationCase(db, params.number!)) ?? notFound()
  const mine = new Set(person.affiliations.map(({ institutionId }) => institutionId))
  return {
    application,
    asking: askedOnCase(new URL(request.url)),
    ownInstitutions: application.houses.filter(({ id }) => mine.has(id)).map(({ name }) => name),
    now: new Date().toISOString(),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person, tooMany } = requirePerson(context, request)
  const application = (await applicationCase(db, params.number!)) ?? notFound()
  const outcome = await changeCase(request, application, { db, person, tooMany })
  return outcome.ok ? outcome.go : data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const t = wordsOf('review')
  if (!page) return [{ title: tabTitle(t('queue.title')) }]
  const { number, answers } = page.application
  return [{ title: tabTitle(t('case.title', { number, name: answers.legalName ?? '' })) }]
}

export default function ApplicationCase() {
  return <CasePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
