import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { managedEmails, resendEmail } from '#app/features/emails/index.server.ts'
import { OutboxQuery } from '#app/features/emails/schema.ts'
import { OutboxPage } from '#app/features/emails/ui/outbox-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import { formOf } from '#app/platform/form-body.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = OutboxQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const list = (await managedEmails(db, query)) ?? notFound()
  return { list, query }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const outcome = await resendEmail(db, (await formOf(request)).get('letter'))
  if (outcome.ok) return redirectWithToast(paths.outbox('failed'), outcome.said)
  return data(outcome.reply, outcome.status)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('emails')('titles.outbox')) }]

export default function Outbox() {
  return <OutboxPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
