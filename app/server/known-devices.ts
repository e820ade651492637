import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { parseCookieHeader, serializeCookieHeader } from '@supabase/ssr'
import type { Person } from '#app/platform/session.server.ts'

const cookieName = 'gapo-device'
/** Half a year: long enough for people who come twice a year. */
const maxAge = 180 * 86_400
/** How many accounts one browser is known to; the latest are kept. */
const mostAccounts = 5

/** What the cookie says: a number of the browser, and marks of the accounts that were signed in with it. */
type Device = { id: string; marks: string[] }

/**
 * Browsers in which somebody was signed in before. Attempts there are counted apart from everybody else's, so that a stranger
 * who guesses at an account locks only strangers out. The cookie is signed, and names accounts by marks that mean nothing
 * without the secret.
 */
export function knownDevices(secret: string) {
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', secret).update(`known-device ${purpose} ${text}`).digest('base64url')
  const markOf = (account: string) => sign('account', account.trim().toLowerCase()).slice(0, 22)

  function read(cookieHeader: string): Device | null {
    const value = parseCookieHeader(cookieHeader).find(({ name }) => name === cookieName)?.value ?? ''
    const cut = value.lastIndexOf('.')
    if (cut < 0 || value.length > 512) return null
    const [said, signature] = [value.slice(0, cut), Buffer.from(value.slice(cut + 1))]
    const right = Buffer.from(sign('cookie', said))
    if (signature.length !== right.length || !timingSafeEqual(signature, right)) return null
    const [id = '', ...marks] = said.split('.')
    return { id, marks }
  }

  return {
    /** The number of a browser in which this account was signed in before; null for any other. */
    idFor(cookieHeader: string, account: string): string | null {
      const device = read(cookieHeader)
      return device?.marks.includes(markOf(account)) ? device.id : null
    },

    /**
     * The cookie that makes this browser known to the person who is signed in, or null when it is known already. A person counts as
     * signed in only once the second factor was shown, so that a password alone makes no device known.
     */
    remember(
      cookieHeader: string,
      { id, email }: Pick<Person, 'id' | 'email'>,
      secure: boolean,
    ): string | null {
      const device = read(cookieHeader)
      const marks = [id, ...(email ? [email] : [])].map(markOf)
      if (device && marks.every((mark) => device.marks.includes(mark))) return null
      const others = device?.marks.filter((mark) => !marks.includes(mark)) ?? []
      const kept = [...others, ...marks].slice(-2 * mostAccounts)
      const said = [device?.id ?? randomBytes(16).toString('base64url'), ...kept].join('.')
      return serializeCookieHeader(cookieName, `${said}.${sign('cookie', said)}`, {
        httpOnly: true,
        sameSite: 'lax',
        secure,
        path: '/',
        maxAge,
      })
    },
  }
}
