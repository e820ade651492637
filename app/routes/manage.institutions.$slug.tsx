import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  changeMembership,
  institutionMembership,
  mergerPreview,
} from '#app/features/institutions/index.server.ts'
import { SearchWords } from '#app/features/institutions/schema.ts'
import { MembershipPage } from '#app/features/institutions/ui/membership-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const { searchParams } = new URL(request.url)
  const find = SearchWords.parse(searchParams.get('find') ?? '')
  const into = searchParams.get('into')
  const standing = (await institutionMembership(db, params.slug!, find)) ?? notFound()
  return { standing, find, merger: into ? await mergerPreview(db, standing.id, into) : null }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db } = requirePerson(context, request)
  const standing = (await institutionMembership(db, params.slug!)) ?? notFound()
  const outcome = await changeMembership(db, standing, request)
  if (outcome.ok) return redirectWithToast(paths.manageInstitution(outcome.slug), outcome.text)
  return data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page?.standing.name ?? wordsOf('shell')('errors.notFound.title')) },
]

export default function InstitutionMembership() {
  return <MembershipPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
