import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { keepProfile, ownProfile } from '#app/features/people/index.server.ts'
import { timeZones } from '#app/features/people/schema.ts'
import { OwnProfilePage } from '#app/features/people/ui/own-profile-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const profile = (await ownProfile(db)) ?? notFound()
  return { profile, timeZones, email: person.email, member: person.member }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const outcome = await keepProfile(db, request, () => context.tooMany('picture', person.id))
  if (!outcome.ok) return data(outcome.reply, outcome.status)
  return redirectWithToast(paths.ownProfile(), wordsOf('profile')('saved'))
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('profile')('title')) }]

export default function OwnProfile() {
  return <OwnProfilePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
