import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { institutionProfile, inviteFromList } from '#app/features/institutions/index.server.ts'
import { BulkInvitePage } from '#app/features/institutions/ui/bulk-invite-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const { name, slug } = (await institutionProfile(db, params.slug!)) ?? notFound()
  return { institution: { name, slug } }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person, tooMany } = requirePerson(context, request)
  const { id } = (await institutionProfile(db, params.slug!)) ?? notFound()
  const { status, ...result } = await inviteFromList(db, id, request, () => tooMany('invitation', person.id))
  return data(result, status)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('representing')('bulk.title')) }]

export default function InviteSeveral() {
  return (
    <BulkInvitePage {...useLoaderData<typeof loader>()} result={useActionData<typeof action>() ?? null} />
  )
}
