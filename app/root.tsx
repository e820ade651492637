import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react'
import { ErrorPage, errorTitle } from '#app/shell/error-page.tsx'
import { revalidateWhenReached } from '#app/features/compendia/ui/change-reply.ts'
import { Frame } from '#app/shell/frame.tsx'
import { NonceContext } from '#app/ui/nonce.ts'
import { DrawnAt } from '#app/ui/relative-time.tsx'
import { takeToast } from '#app/platform/toast.server.ts'
import { themeOf } from '#app/platform/theme.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import theme from '#app/ui/theme.css?url'
import { useContext, type ReactNode } from 'react'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { toast, headers } = await takeToast(request)
  const { person, requestId } = context
  const page = {
    person,
    toast,
    requestId,
    theme: themeOf(request.headers.get('Cookie')),
    drawnAt: Date.now(),
  }
  return data(page, { headers })
}

export function shouldRevalidate(asked: ShouldRevalidateFunctionArgs) {
  return revalidateWhenReached(asked)
}

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: theme },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/site.webmanifest' },
]

export const meta: MetaFunction = ({ error }) => [
  { title: error ? errorTitle(error) : wordsOf('shell')('name') },
]

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const nonce = useContext(NonceContext)
  const plain = usePlain()
  return (
    <html lang="en" data-theme={root?.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {!plain && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  )
}

/** Whether this page is one to read, that no script is sent with: its route says so with `handle = { plain: true }`. */
function usePlain(): boolean {
  const matches = useMatches()
  return matches.some(({ handle }) => Boolean((handle as { plain?: boolean } | undefined)?.plain))
}

export default function Root() {
  const root = useRouteLoaderData<typeof loader>('root')
  const plain = usePlain()
  return (
    <DrawnAt.Provider value={plain ? null : (root?.drawnAt ?? null)}>
      <Frame person={root?.person ?? null} toast={root?.toast ?? null} plain={plain}>
        <Outlet />
      </Frame>
    </DrawnAt.Provider>
  )
}

export function ErrorBoundary() {
  const root = useRouteLoaderData<typeof loader>('root')
  return (
    <Frame person={root?.person ?? null} toast={null}>
      <ErrorPage requestId={root?.requestId} personId={root?.person?.id} />
    </Frame>
  )
}
