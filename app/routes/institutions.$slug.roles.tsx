import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeRoles, institutionRoles } from '#app/features/institutions/index.server.ts'
import { RolesPage } from '#app/features/institutions/ui/roles-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requireMember } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requireMember(context, request)
  const institution = (await institutionRoles(db, params.slug!)) ?? notFound()
  return { institution, changing: new URL(request.url).searchParams.get('change') }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db } = requireMember(context, request)
  const institution = (await institutionRoles(db, params.slug!)) ?? notFound()
  const outcome = await changeRoles(db, institution, request)
  if (outcome.ok) return redirectWithToast(paths.institutionRoles(institution.slug), outcome.text)
  return data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page ? `${wordsOf('roles')('institution.title')} · ${page.institution.name}` : '') },
]

export default function Roles() {
  return <RolesPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
