import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addressWorks } from '#app/features/emails/index.server.ts'
import { BouncedEmails } from '#app/features/emails/ui/bounced-emails.tsx'
import {
  changeAddress,
  changePassword,
  twoFactorOffered,
  signOutOthers,
} from '#app/features/people/index.server.ts'
import { AddressInput, PasswordInput } from '#app/features/people/schema.ts'
import { AccountPage } from '#app/features/people/ui/account-page.tsx'
import { formOf } from '#app/platform/form-body.ts'
import { formError, outOfDate } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person, embedded } = requirePerson(context, request)
  return { person, devMail: embedded, secondFactor: await twoFactorOffered(db) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person, tooMany, attemptSucceeded } = requirePerson(context, request)
  const t = wordsOf('people')
  const done = (text: string) => redirectWithToast(paths.account(), text)
  const intent = (await formOf(request)).get('intent')
  const email = person.email ?? ''

  if (intent === 'address') {
    const form = await parseForm(request, AddressInput)
    if (!form.ok) return data(form.reply, 400)
    if ((await tooMany('sign-in', email)) || (await tooMany('magic-link', form.value.email)))
      return data(formError(form.values, '', t('sent.tooMany')), 429)
    const { email: newEmail, addressPassword: password } = form.value
    const outcome = await changeAddress(db, { email, newEmail, password })
    if (outcome.kind !== 'wrong-password') await attemptSucceeded('sign-in', email)
    if (outcome.kind === 'letter-sent') return done(t('account.addressSent', { email: newEmail }))
    if (outcome.kind === 'too-many') return data(formError(form.values, '', t('sent.tooMany')), 429)
    return data(formError(form.values, 'addressPassword', t('account.wrongPassword')), 400)
  }

  if (intent === 'password') {
    const form = await parseForm(request, PasswordInput)
    if (!form.ok) return data(form.reply, 400)
    if (await tooMany('sign-in', email)) return data(formError(form.values, '', t('signIn.tooMany')), 429)
    const { currentPassword, newPassword } = form.value
    const outcome = await changePassword(db, { email, password: currentPassword, newPassword })
    if (outcome.kind !== 'wrong-password') await attemptSucceeded('sign-in', email)
    if (outcome.kind === 'changed') return done(t('account.passwordChanged'))
    return outcome.kind === 'weak'
      ? data(formError(form.values, 'newPassword', t('fields.passwordWeak')), 400)
      : data(formError(form.values, 'currentPassword', t('account.wrongPassword')), 400)
  }

  if (intent === 'devices') {
    await signOutOthers(db)
    return done(t('account.othersSignedOut'))
  }

  if (intent === 'address-works') {
    const outcome = await addressWorks(db, person.id)
    return outcome.ok ? done(outcome.said) : data(outcome.reply, outcome.status)
  }

  return data(formError({}, '', outOfDate), 400)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('people')('account.title')) }]

export default function Account() {
  const page = useLoaderData<typeof loader>()
  const top = <BouncedEmails person={page.person} onAccount />
  return <AccountPage {...page} top={top} reply={useActionData<typeof action>() ?? null} />
}
