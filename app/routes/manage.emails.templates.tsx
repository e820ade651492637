import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { letterTextsList } from '#app/features/emails/index.server.ts'
import { LetterTextsPage } from '#app/features/emails/ui/templates-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  return { texts: (await letterTextsList(db)) ?? notFound() }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('letters')('titles.texts')) }]

export default function LetterTexts() {
  return <LetterTextsPage {...useLoaderData<typeof loader>()} />
}
