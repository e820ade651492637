import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeTwoFactor, myDevices, twoFactorOffered } from '#app/features/people/index.server.ts'
import { TwoFactorPage } from '#app/features/people/ui/two-factor-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const offered = await twoFactorOffered(db)
  const removing = new URL(request.url).searchParams.get('removing')
  return { offered, devices: offered ? await myDevices(db) : [], removing }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const known = requirePerson(context, request)
  if ((await twoFactorOffered(known.db)) === false) notFound()
  const outcome = await changeTwoFactor(known, request)
  if (outcome.kind === 'done') return redirectWithToast(paths.twoFactor(), outcome.text)
  const { reply, pending, status } = outcome
  return data({ reply, pending }, status)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('twoFactor')('title')) }]

export default function SecondFactor() {
  const outcome = useActionData<typeof action>()
  return (
    <TwoFactorPage
      {...useLoaderData<typeof loader>()}
      reply={outcome?.reply ?? null}
      pending={outcome?.pending ?? null}
    />
  )
}
