import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changePerson, openProposals, personToManage } from '#app/features/manage/index.server.ts'
import { ManagePersonPage } from '#app/features/manage/ui/person-page.tsx'
import { twoFactorOffered } from '#app/features/people/index.server.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const [found, proposals] = await Promise.all([personToManage(db, params.id!), openProposals(db)])
  const person = found ?? notFound()
  const today = new Date().toISOString().slice(0, 10)
  return {
    person,
    today,
    proposals: proposals?.filter(({ personId }) => personId === person.id) ?? [],
    secondFactor: (await twoFactorOffered(db)) === true,
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db } = requirePerson(context, request)
  const person = (await personToManage(db, params.id!)) ?? notFound()
  const outcome = await changePerson(db, person, request)
  if (outcome.ok) return redirectWithToast(paths.managePerson(person.id), outcome.text)
  return data(outcome.reply, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: tabTitle(page?.person.name ?? '') },
]

export default function ManagePerson() {
  return (
    <ManagePersonPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
  )
}
