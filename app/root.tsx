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
  const scriptless = useScriptless()
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
        {!scriptless && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  )
}

/**
 * Whether this page is sent without scripts: its route says so with `handle = { scriptless: true }`, and nobody is signed in. The menu,
 * the search and the copies on the device of whoever is signed in need scripts (decision 033).
 */
function useScriptless(): boolean {
  const root = useRouteLoaderData<typeof loader>('root')
  const matches = useMatches()
  if (root?.person !== null) return false
  return matches.some(({ handle }) => Boolean((handle as { scriptless?: boolean } | undefined)?.scriptless))
}

export default function Root() {
  const root = useRouteLoaderData<typeof loader>('root')
  const scriptless = useScriptless()
  return (
    <DrawnAt.Provider value={scriptless ? null : (root?.drawnAt ?? null)}>
      <Frame person={root?.person ?? null} toast={root?.toast ?? null}>
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
