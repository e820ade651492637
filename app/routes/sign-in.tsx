import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sendSignInLink, signIn } from '#app/features/people/index.server.ts'
import { LinkInput, SignInInput } from '#app/features/people/schema.ts'
import { EmailSent } from '#app/features/people/ui/email-sent.tsx'
import { SignInPage } from '#app/features/people/ui/sign-in-page.tsx'
import { formOf } from '#app/platform/form-body.ts'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths, safeNext } from '#app/platform/paths.ts'

export function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const next = url.searchParams.get('next')
  if (context.person) throw redirect(safeNext(next))
  if (context.codeNeeded && !url.searchParams.has('ended'))
    throw redirect(paths.signInCode(next ? safeNext(next) : undefined))
  const reason = url.searchParams.has('ended') ? ('ended' as const) : next ? ('by' as const) : null
  return { next: next ? safeNext(next) : null, reason, devMail: context.embedded }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, tooMany, attemptSucceeded } = context
  const t = wordsOf('people')
  const wantsLink = (await formOf(request)).get('intent') === 'link'
  if (wantsLink) {
    const form = await parseForm(request, LinkInput)
    if (!form.ok) return data({ reply: form.reply, sent: null }, 400)
    const { email } = form.value
    const limited = await tooMany('magic-link', email)
    if (limited || (await sendSignInLink(db, email)).kind === 'too-many') {
      return data({ reply: formError(form.values, '', t('sent.tooMany')), sent: null }, 429)
    }
    return data({ reply: null, sent: email })
  }
  const form = await parseForm(request, SignInInput)
  if (!form.ok) return data({ reply: form.reply, sent: null }, 400)
  const { email, password, next } = form.value
  const refusal = (await tooMany('sign-in', email))
    ? ('too-many' as const)
    : (await signIn(db, { email, password })).kind
  if (refusal === 'signed-in') {
    await attemptSucceeded('sign-in', email)
    return redirect(safeNext(next))
  }
  return refusal === 'wrong'
    ? data({ reply: formError(form.values, '', t('signIn.wrong')), sent: null }, 400)
    : data({ reply: formError(form.values, '', t('signIn.tooMany')), sent: null }, 429)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('people')('signIn.title')) }]

export default function SignIn() {
  const { next, reason, devMail } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  if (outcome?.sent) return <EmailSent email={outcome.sent} occasion="link" devMail={devMail} />
  return <SignInPage next={next} reason={reason} reply={outcome?.reply ?? null} />
}
