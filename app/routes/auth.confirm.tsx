import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { followLink, recoverPassword } from '#app/features/people/index.server.ts'
import { ConfirmInput, occasionOf, RecoveryInput } from '#app/features/people/schema.ts'
import { ConfirmPage, SpentLink } from '#app/features/people/ui/confirm-page.tsx'
import { formOf } from '#app/platform/form-body.ts'
import { formError } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

/** Only looks at the link: programs that fetch the links of an email must not use it up. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const link = ConfirmInput.safeParse(Object.fromEntries(searchParams))
  const foreign = searchParams.has('foreign')
  if (!link.success) return data({ link: null, occasion: null, foreign }, 400)
  return data({ link: link.data, occasion: occasionOf(link.data.type), foreign: false })
}

const tooMany = () =>
  data({ spent: false as const, reply: formError({}, '', wordsOf('people')('confirm.tooMany')) }, 429)

export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = context
  const t = wordsOf('people')
  const link = ConfirmInput.safeParse(Object.fromEntries(await formOf(request)))
  if (!link.success) return data({ spent: true as const, reply: null }, 400)
  const { token_hash: tokenHash, type } = link.data

  if (type === 'recovery') {
    const form = await parseForm(request, RecoveryInput)
    if (!form.ok) return data({ spent: false as const, reply: form.reply }, 400)
    const outcome = await recoverPassword(db, { tokenHash, password: form.value.password })
    if (outcome.kind === 'spent') return data({ spent: true as const, reply: null }, 410)
    if (outcome.kind === 'too-many') return tooMany()
    if (outcome.kind === 'code-first') return redirect(paths.signInCode(undefined, true))
    if (outcome.kind === 'weak') {
      return data(
        { spent: false as const, reply: formError(form.values, 'password', t('confirm.weak')) },
        400,
      )
    }
    return redirectWithToast(paths.myWork(), t('confirm.recovery.done'))
  }

  const outcome = await followLink(db, { tokenHash, type })
  if (outcome.kind === 'spent') return data({ spent: true as const, reply: null }, 410)
  if (outcome.kind === 'too-many') return tooMany()
  if (outcome.kind === 'one-more')
    return redirectWithToast(paths.account(), t('confirm.email_change.oneMore'))
  if (type === 'email_change') return redirectWithToast(paths.account(), t('confirm.email_change.done'))
  return redirect(paths.myWork())
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  const t = wordsOf('people')
  return [
    { title: tabTitle(page?.occasion ? t(`confirm.${page.occasion}.title`) : t('confirm.spent.title')) },
    { name: 'robots', content: 'noindex' },
  ]
}

export default function Confirm() {
  const { link, occasion, foreign } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  if (!link || !occasion || outcome?.spent) return <SpentLink occasion={occasion} foreign={foreign} />
  return <ConfirmPage link={link} occasion={occasion} reply={outcome?.reply ?? null} />
}
