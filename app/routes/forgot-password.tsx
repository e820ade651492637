import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sendRecovery } from '#app/features/people/index.server.ts'
import { RecoverInput } from '#app/features/people/schema.ts'
import { EmailSent } from '#app/features/people/ui/email-sent.tsx'
import { RecoverPage } from '#app/features/people/ui/forgot-password-page.tsx'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'

export function loader({ context }: LoaderFunctionArgs) {
  return { devMail: context.embedded, email: context.person?.email ?? null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, RecoverInput)
  if (!form.ok) return data({ reply: form.reply, sent: null }, 400)
  const { email } = form.value
  const limited = await context.tooMany('recovery', email)
  if (limited || (await sendRecovery(context.db, email)).kind === 'too-many') {
    return data({ reply: formError(form.values, '', wordsOf('people')('sent.tooMany')), sent: null }, 429)
  }
  return data({ reply: null, sent: email })
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('people')('forgotPassword.title')) }]

export default function Recover() {
  const { devMail, email } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  if (outcome?.sent) return <EmailSent email={outcome.sent} occasion="recovery" devMail={devMail} />
  return <RecoverPage email={email} reply={outcome?.reply ?? null} />
}
