import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeEmailTemplate, emailTemplateToEdit } from '#app/features/emails/index.server.ts'
import { Key } from '#app/features/emails/schema.ts'
import { EmailTemplatePage } from '#app/features/emails/ui/template-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const key = Key.safeParse(params.key).data ?? notFound()
  return { text: (await emailTemplateToEdit(db, key)) ?? notFound() }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const key = Key.safeParse(params.key).data ?? notFound()
  const outcome = await changeEmailTemplate(db, key, request)
  if (outcome.kind === 'saved') return redirectWithToast(paths.emailTemplate(key), outcome.said)
  if (outcome.kind === 'shown') return data({ reply: outcome.reply, shown: outcome.preview })
  return data({ reply: outcome.reply, shown: null }, outcome.status)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const t = wordsOf('emails')
  return [{ title: tabTitle(page ? t(`templates.names.${page.text.key}`) : t('titles.templates')) }]
}

export default function EmailTemplate() {
  const { text } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <EmailTemplatePage
      key={text.key}
      text={text}
      reply={answer?.reply ?? null}
      shown={answer?.shown ?? null}
    />
  )
}
