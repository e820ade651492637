import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeSecondFactor, myDevices, secondFactorOffered } from '#app/features/people/index.server.ts'
import { SecondFactorPage } from '#app/features/people/ui/two-factor-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const offered = await secondFactorOffered(db)
  const removing = new URL(request.url).searchParams.get('removing')
  return { offered, devices: offered ? await myDevices(db) : [], removing }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const known = requirePerson(context, request)
  if ((await secondFactorOffered(known.db)) === false) notFound()
  const outcome = await changeSecondFactor(known, request)
  if (outcome.kind === 'done') return redirectWithToast(paths.secondFactor(), outcome.text)
  const { reply, pending, status } = outcome
  return data({ reply, pending }, status)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('secondFactor')('title')) }]

export default function SecondFactor() {
  const outcome = useActionData<typeof action>()
  return (
    <SecondFactorPage
      {...useLoaderData<typeof loader>()}
      reply={outcome?.reply ?? null}
      pending={outcome?.pending ?? null}
    />
  )
}
