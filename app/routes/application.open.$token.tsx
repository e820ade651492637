import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  applicationByLink,
  isToken,
  linkCookie,
  openApplication,
} from '#app/features/applications/index.server.ts'
import { OpenLink, SpentLink } from '#app/features/applications/apply/ui/open-link.tsx'
import { formError } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const opens = isToken(params.token) && (await applicationByLink(context.db, params.token)) !== null
  return data({ opens }, opens ? 200 : 410)
}

/** Only a press opens the link: programs that look into emails follow addresses, and press nothing. */
export async function action({ params, context }: ActionFunctionArgs) {
  const t = wordsOf('applications')
  if (!isToken(params.token)) return data(null, 410)
  if (await context.tooMany('application-change', params.token))
    return data(formError({}, '', t('open.tooMany')), 429)
  const outcome = await openApplication(context.db, params.token)
  if (outcome.kind === 'spent') return data(null, 410)
  const go = await redirectWithToast(paths.application(), t('open.opened'))
  go.headers.append('Set-Cookie', await linkCookie(outcome.token))
  return go
}

export const meta: MetaFunction = () => [
  { title: tabTitle(wordsOf('applications')('open.title')) },
  { name: 'robots', content: 'noindex' },
]

export default function OpenApplication() {
  const { opens } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>() ?? null
  return opens ? <OpenLink reply={reply} /> : <SpentLink />
}
