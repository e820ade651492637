import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { applicationCase, askedOnCase, changeCase } from '#app/features/applications/index.server.ts'
import { CasePage } from '#app/features/applications/review/ui/case-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const stands = (await applicationCase(db, params.number!)) ?? notFound()
  const mine = new Set(person.affiliations.map(({ institutionId }) => institutionId))
  return {
    stands,
    asking: askedOnCase(new URL(request.url)),
    houses: stands.houses.filter(({ id }) => mine.has(id)).map(({ name }) => name),
    now: new Date().toISOString(),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person, tooMany } = requirePerson(context, request)
  const stands = (await applicationCase(db, params.number!)) ?? notFound()
  const outcome = await changeCase(request, stands, { db, person, tooMany })
  return outcome.ok ? outcome.go : data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const t = wordsOf('review')
  if (!page) return [{ title: tabTitle(t('queue.title')) }]
  const { number, answers } = page.stands
  return [{ title: tabTitle(t('case.title', { number, name: answers.legalName ?? '' })) }]
}

export default function ApplicationCase() {
  return <CasePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
