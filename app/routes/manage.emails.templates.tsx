import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { emailTemplates } from '#app/features/emails/index.server.ts'
import { EmailTemplatesPage } from '#app/features/emails/ui/templates-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  return { texts: (await emailTemplates(db)) ?? notFound() }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('emails')('titles.templates')) }]

export default function EmailTemplates() {
  return <EmailTemplatesPage {...useLoaderData<typeof loader>()} />
}
