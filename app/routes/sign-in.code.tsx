import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { signInByCode } from '#app/features/people/index.server.ts'
import { CodePage } from '#app/features/people/ui/code-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths, safeNext } from '#app/platform/paths.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

/** Where a sign-in goes on: its address says so, also when the form comes back. */
const wishes = (request: Request) => {
  const { searchParams } = new URL(request.url)
  const next = searchParams.get('next')
  return { next: next ? safeNext(next) : null, withPassword: searchParams.has('password') }
}

export function loader({ request, context }: LoaderFunctionArgs) {
  const { next, withPassword } = wishes(request)
  if (context.person) throw redirect(safeNext(next))
  if (!context.codeNeeded) throw redirect(paths.signIn(next ?? undefined))
  return { next, withPassword }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { next, withPassword } = wishes(request)
  const { codeNeeded } = context
  if (!codeNeeded) throw redirect(context.person ? safeNext(next) : paths.signIn(next ?? undefined))
  const t = wordsOf('people')
  const outcome = await signInByCode({ ...context, codeNeeded }, request, withPassword)
  switch (outcome.kind) {
    case 'again':
      return data(outcome.reply, outcome.status)
    case 'weak':
      return redirectWithToast(paths.forgotPassword(), t('confirm.weak'), 'problem')
    case 'in':
      return withPassword
        ? redirectWithToast(paths.myWork(), t('confirm.recovery.done'))
        : redirect(safeNext(next))
  }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('twoFactor')('code.title')) }]

export default function SignInCode() {
  return <CodePage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
