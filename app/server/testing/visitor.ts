import { demoPassword } from '../demo-accounts.ts'

export type Answer = { status: number; html: string; location: string | null; headers: Headers }

/** A browser without scripts: keeps cookies, sends forms, follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly #portal: string

  constructor(portal: string) {
    this.#portal = portal
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers })
  }

  /** Sends a form as a page of the portal would; `headers` can tell another story. */
  post(
    path: string,
    fields: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.#ask(path, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      headers: {
        Origin: this.#portal,
        'Sec-Fetch-Site': 'same-origin',
        Referer: this.#portal + path,
        ...headers,
      },
    })
  }

  /** Signs in with a demo account; throws when the portal refuses. */
  async signIn(email: string, password: string = demoPassword): Promise<this> {
    const answer = await this.post('/sign-in', { email, password })
    if (answer.status !== 302) throw new Error(`signing in as ${email} answered ${answer.status}`)
    return this
  }

  async #ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, this.#portal), {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie && { Cookie: cookie }) },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return {
      status: response.status,
      html: await response.text(),
      location: response.headers.get('Location'),
      headers: response.headers,
    }
  }

  #keep(line: string) {
    const [pair = '', ...attributes] = line.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(pair.indexOf('=') + 1)
    if (value === '' || attributes.some((each) => /^\s*max-age=0$/i.test(each))) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** What a page's form sends along unseen under this name; undefined when the page has no such field. */
export const hiddenField = (html: string, name: string) =>
  html.match(new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]+)"`))?.[1]
