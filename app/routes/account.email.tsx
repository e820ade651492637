import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { saveEmailPreferences, emailPreferences } from '#app/features/people/index.server.ts'
import { EmailPreferencesPage } from '#app/features/people/ui/email-preferences-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  return { wishes: await emailPreferences(db), coordinator: person.coordinator }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = requirePerson(context, request)
  const outcome = await saveEmailPreferences(db, request)
  if (!outcome.ok) return data(outcome.reply, 400)
  return redirectWithToast(paths.emailPreferences(), wordsOf('representing')('emailPreferences.saved'))
}

export const meta: MetaFunction = () => [
  { title: tabTitle(wordsOf('representing')('emailPreferences.title')) },
]

export default function EmailPreferences() {
  return (
    <EmailPreferencesPage
      {...useLoaderData<typeof loader>()}
      reply={useActionData<typeof action>() ?? null}
    />
  )
}
