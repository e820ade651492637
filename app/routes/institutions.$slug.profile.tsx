import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { institutionProfile, picturesAt, saveProfile } from '#app/features/institutions/index.server.ts'
import { ProfilePage } from '#app/features/institutions/ui/profile-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const slug = params.slug!
  const [profile, { logo }] = await Promise.all([institutionProfile(db, slug), picturesAt(db, slug)])
  return { profile: profile ?? notFound(), logo }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const profile = (await institutionProfile(db, params.slug!)) ?? notFound()
  const outcome = await saveProfile(db, profile, request, () => context.tooMany('picture', person.id))
  if (!outcome.ok) return data(outcome.reply, outcome.status)
  return redirectWithToast(paths.institution(profile.slug), wordsOf('representing')('profile.saved'))
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('representing')('profile.title')) }]

export default function InstitutionProfile() {
  return <ProfilePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
