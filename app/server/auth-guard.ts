import { setTimeout as pause } from 'node:timers/promises'
import { RateLimiterMemory } from 'rate-limiter-flexible'

type Fetch = (request: Request) => Response | Promise<Response>

/** No answer of these takes less, so that the clock does not tell whether an account exists; milliseconds. */
const least = 400
/** Wrong passwords for one account, whoever sends them: above what the portal itself lets through from strangers and known browsers. */
const wrongPasswords = { points: 100, duration: 600 }
const letters = ['/auth/v1/otp', '/auth/v1/magiclink', '/auth/v1/recover']

/**
 * Closes what `@supabase/lite` 0.10 leaves open at Auth's own addresses: a link asked for makes an account although sign-ups are off,
 * passwords may be tried without end, and answer and clock tell whether an account exists. Hosted Auth sees to that itself.
 */
export function guardAuth(
  ask: Fetch,
  { until = (moment: number) => pause(moment - performance.now()) as Promise<unknown> } = {},
): Fetch {
  const limiter = new RateLimiterMemory(wrongPasswords)

  async function askForLetter(request: Request): Promise<Response> {
    const started = performance.now()
    const body = await bodyOf(request)
    const answer = await ask(withBody(request, { ...body, options: undefined, create_user: false }))
    await until(started + least)
    const unknown = answer.status === 422 && /otp_disabled|signup_disabled/.test(await answer.clone().text())
    return unknown ? Response.json({}) : answer
  }

  async function askForSession(request: Request): Promise<Response> {
    const started = performance.now()
    const body = await bodyOf(request)
    const account = String(body.email ?? '')
      .trim()
      .toLowerCase()
    try {
      await limiter.consume(account)
    } catch {
      const said = { code: 429, error_code: 'over_request_rate_limit', msg: 'Request rate limit reached' }
      return Response.json(said, { status: 429 })
    }
    const answer = await ask(withBody(request, body))
    if (answer.ok) await limiter.delete(account)
    else await until(started + least)
    return answer
  }

  return (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (request.method !== 'POST') return ask(request)
    if (letters.includes(pathname)) return askForLetter(request)
    if (pathname === '/auth/v1/token' && searchParams.get('grant_type') === 'password')
      return askForSession(request)
    return ask(request)
  }
}

/** The fields of a request; none where it is not JSON, which lite then refuses by itself. */
async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => null)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}
}

function withBody({ url, method, headers }: Request, body: object): Request {
  const kept = new Headers(headers)
  kept.delete('content-length')
  kept.set('content-type', 'application/json')
  return new Request(url, { method, headers: kept, body: JSON.stringify(body) })
}
