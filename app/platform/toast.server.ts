import { createCookie, redirect } from '@remix-run/node'

export type Toast = { tone: 'done' | 'problem'; text: string }

const cookie = createCookie('toast', { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 60 })

/** Goes on to a page and says there, once, what happened. */
export async function redirectWithToast(
  to: string,
  text: string,
  tone: Toast['tone'] = 'done',
): Promise<Response> {
  return redirect(to, { headers: { 'Set-Cookie': await cookie.serialize({ tone, text } satisfies Toast) } })
}

/** The word left by the last redirect, and the header that takes it back. */
export async function takeToast(request: Request): Promise<{ toast: Toast | null; headers: HeadersInit }> {
  const toast: Toast | null = await cookie.parse(request.headers.get('Cookie'))
  return { toast, headers: toast ? { 'Set-Cookie': await cookie.serialize(null, { maxAge: 0 }) } : {} }
}
