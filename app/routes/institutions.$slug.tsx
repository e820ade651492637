import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  changeInstitution,
  institutionPage,
  mergedInto,
  picturesAt,
} from '#app/features/institutions/index.server.ts'
import { InstitutionView } from '#app/features/institutions/ui/institution-view.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { requireMember } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requireMember(context, request)
  const slug = params.slug!
  const [institution, now, pictures] = await Promise.all([
    institutionPage(db, slug),
    mergedInto(db, slug),
    picturesAt(db, slug),
  ])
  if (now) throw redirect(paths.institution(now), 301)
  if (!institution) throw new Response(null, { status: 404 })
  return { institution, pictures, ending: new URL(request.url).searchParams.get('ending') }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person, tooMany } = requireMember(context, request)
  const institution = await institutionPage(db, params.slug!)
  if (!institution) throw new Response(null, { status: 404 })
  const outcome = await changeInstitution(db, institution, request, () => tooMany('invitation', person.id))
  if (outcome.ok) return redirectWithToast(paths.institution(institution.slug), outcome.text)
  return data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page?.institution.name ?? wordsOf('shell')('errors.notFound.title')) },
]

export default function Institution() {
  return (
    <InstitutionView {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
  )
}
