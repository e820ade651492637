import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { managedPeople } from '#app/features/manage/index.server.ts'
import { ListQuery } from '#app/features/manage/schema.ts'
import { PeoplePage } from '#app/features/manage/ui/people-page.tsx'
import { changeAddressState } from '#app/features/emails/index.server.ts'
import { AddressCameBack, AddressState } from '#app/features/emails/ui/address-state.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import { ErrorSummary } from '#app/ui/index.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const { searchParams } = new URL(request.url)
  const query = ListQuery.parse(Object.fromEntries(searchParams))
  const list = (await managedPeople(db, query)) ?? notFound()
  return { list, query, asked: searchParams.get('letters') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const outcome = await changeAddressState(db, request)
  if (!outcome.ok) return data(outcome.reply, outcome.status)
  const { searchParams } = new URL(request.url)
  searchParams.delete('letters')
  return redirectWithToast(`${paths.managePeople()}?${searchParams}`.replace(/\?$/, ''), outcome.said)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('manage')('overview.people')) }]

export default function ManagePeople() {
  const { list, query, asked } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>() ?? null
  const about = list.rows.find(({ id }) => id === asked)
  const top = (
    <>
      <ErrorSummary errors={reply?.errors} />
      {about && <AddressCameBack key={about.id} person={about} reply={reply} />}
    </>
  )
  return (
    <PeoplePage list={list} query={query} top={top} letters={(person) => <AddressState person={person} />} />
  )
}
