import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deleteMyAccount } from '#app/features/people/index.server.ts'
import { DeleteAccountPage } from '#app/features/people/ui/delete-account-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export function loader({ request, context }: LoaderFunctionArgs) {
  return { name: requirePerson(context, request).person.name }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person, tooMany } = requirePerson(context, request)
  const email = person.email ?? ''
  const outcome = await deleteMyAccount(db, email, request, () => tooMany('sign-in', email))
  if (!outcome.ok) return data(outcome.reply, outcome.status)
  return redirectWithToast(paths.home(), wordsOf('ownData')('delete.done'))
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('ownData')('delete.title')) }]

export default function Erase() {
  return (
    <DeleteAccountPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
  )
}
