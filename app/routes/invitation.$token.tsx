import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { acceptInvitation, openInvitation } from '#app/features/people/index.server.ts'
import { NewAccountInput } from '#app/features/people/schema.ts'
import { InvitationPage, SpentInvitation } from '#app/features/people/ui/invitation-page.tsx'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const token = params.token!
  const invitation = await openInvitation(context.db, token)
  const signedInAs = context.person && { name: context.person.name, email: context.person.email }
  return data({ token, invitation, signedInAs }, invitation ? 200 : 410)
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person, tooMany } = context
  const token = params.token!
  const t = wordsOf('people')
  const invitation = await openInvitation(db, token)
  if (!invitation) return data(null, 410)
  if (person && person.email !== invitation.email) return data(null, 409)
  if (await tooMany('invitation', token)) return data(formError({}, '', t('invitation.tooMany')), 429)

  let account = null
  if (!invitation.hasAccount) {
    const form = await parseForm(request, NewAccountInput)
    if (!form.ok) return data(form.reply, 400)
    account = { email: invitation.email, ...form.value }
  }
  const outcome = await acceptInvitation(db, { token, account })
  if (outcome.kind === 'spent') return data(null, 410)
  if (outcome.kind === 'sign-in-first') return redirect(paths.signIn(paths.invitation(token)))
  return redirectWithToast(paths.myWork(), t('invitation.joined', { institution: invitation.institution }))
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const t = wordsOf('people')
  const institution = page?.invitation?.institution
  return [
    { title: tabTitle(institution ? t('invitation.title', { institution }) : t('invitation.spent.title')) },
    { name: 'robots', content: 'noindex' },
  ]
}

export default function Invitation() {
  const { token, invitation, signedInAs } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>() ?? null
  if (!invitation) return <SpentInvitation />
  return <InvitationPage token={token} invitation={invitation} signedInAs={signedInAs} reply={reply} />
}
