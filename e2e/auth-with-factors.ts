/**
 * Supabase Auth's addresses of second factors, for the tests alone: no Auth that has them runs without Docker. This stands
 * before the embedded Supabase and adds what that lacks, as Auth's own documentation and source describe it: enrolment,
 * challenges, codes by RFC 6238, levels in tokens and sessions, and what each refuses. Real are everything else: accounts,
 * passwords, sessions, letters, the data API and its policies, and the tables, which are shaped as Auth makes them.
 * Beyond what a person's own client may do nothing is added; tokens are signed with the key of this test's database.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sql } from 'postgres'
import { keptConnections } from '#app/server/kept-connections.ts'

type Claims = { sub: string; session_id: string; exp: number; [more: string]: unknown }
type Factor = { id: string; user_id: string; friendly_name: string; status: string; secret: string }

/** The tables as Auth's migrations make them, as far as anything here or in the portal looks at them. */
const tables = `
  create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
  create type auth.factor_status as enum ('unverified', 'verified');
  create table auth.mfa_factors (
    id uuid primary key, user_id uuid not null references auth.users (id) on delete cascade, friendly_name text,
    factor_type auth.factor_type not null, status auth.factor_status not null,
    created_at timestamptz not null, updated_at timestamptz not null, secret text);
  create index factor_id_created_at_idx on auth.mfa_factors (user_id, created_at);
  create unique index mfa_factors_user_friendly_name_unique on auth.mfa_factors (friendly_name, user_id) where trim(friendly_name) <> '';
  alter table auth.mfa_factors enable row level security`

export class AuthWithFactors {
  readonly #server: Server
  readonly #challenges = new Map<string, { factor: string; used: boolean }>()
  readonly #database: string
  readonly #sql: Sql
  readonly #secret: string

  private constructor(server: Server, database: string, sql: Sql, secret: string) {
    this.#server = server
    this.#database = database
    this.#sql = sql
    this.#secret = secret
  }

  /** `database`: the embedded Supabase; `sql`: the Postgres under it; `secret`: the key that its tokens are signed with. */
  static async before(database: string, sql: Sql, secret: string): Promise<AuthWithFactors> {
    await sql.unsafe(tables)
    const server = createServer(keptConnections)
    const auth = new AuthWithFactors(server, database, sql, secret)
    server.on('request', (req, res) => {
      auth.#answer(req, res).catch(() => res.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return auth
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close() {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(req: IncomingMessage, res: ServerResponse) {
    const { pathname } = new URL(req.url ?? '/', this.#database)
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const factors = /^\/auth\/v1\/factors(?:\/([0-9a-f-]{36}))?(?:\/(challenge|verify))?$/.exec(pathname)
    if (factors) return this.#factors(req, res, body, factors[1], factors[2])
    if (pathname === '/auth/v1/user' && req.method === 'PUT' && (await this.#tooLow(req, body)))
      return refuse(res, 401, 'insufficient_aal')
    const answer = await this.#forward(req, body)
    const makesSession = /^\/auth\/v1\/(token|verify)$/.test(pathname)
    const named = makesSession || pathname === '/auth/v1/user'
    if (!named || answer.status !== 200) {
      res.writeHead(answer.status, answer.headers)
      return res.end(answer.body)
    }
    const said = JSON.parse(answer.body.toString())
    const user = makesSession ? said.user : said
    if (user?.id) user.factors = await this.#factorsOf(user.id)
    if (said.access_token) said.access_token = await this.#raised(said.access_token)
    reply(res, 200, said)
  }

  async #factors(req: IncomingMessage, res: ServerResponse, body: Buffer, id?: string, step?: string) {
    const claims = this.#claims(req)
    if (!claims) return refuse(res, 401, 'no_authorization')
    if (!(await this.#sessionOf(claims))) return refuse(res, 403, 'session_not_found')
    const asked = body.length > 0 ? JSON.parse(body.toString()) : {}
    if (!id) return this.#enrol(res, claims, asked)
    const [factor] = await this.#sql<Factor[]>`
      select id, user_id, friendly_name, status::text, secret from auth.mfa_factors where id = ${id} and user_id = ${claims.sub}`
    if (!factor) return refuse(res, 404, 'mfa_factor_not_found')
    if (req.method === 'DELETE') return this.#unenrol(res, claims, factor)
    if (step === 'challenge') {
      const challenge = randomUUID()
      this.#challenges.set(challenge, { factor: factor.id, used: false })
      return reply(res, 200, { id: challenge, type: 'totp', expires_at: Math.floor(Date.now() / 1000) + 300 })
    }
    return this.#verify(res, claims, factor, asked)
  }

  async #enrol(res: ServerResponse, claims: Claims, asked: Record<string, string>) {
    if (asked.factor_type !== 'totp') return refuse(res, 400, 'validation_failed')
    const known = await this.#factorsOf(claims.sub)
    if (known.some(({ friendly_name }) => friendly_name === asked.friendly_name))
      return refuse(res, 422, 'mfa_factor_name_conflict')
    if (known.length >= 10) return refuse(res, 422, 'too_many_enrolled_mfa_factors')
    if (known.some(({ status }) => status === 'verified') && !(await this.#isWhole(claims)))
      return refuse(res, 403, 'insufficient_aal')
    const [id, secret] = [randomUUID(), base32(randomBytes(20))]
    await this.#sql`
      insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
      values (${id}, ${claims.sub}, ${asked.friendly_name ?? ''}, 'totp', 'unverified', now(), now(), ${secret})`
    const label = encodeURIComponent(`${asked.issuer}:${String(claims.email)}`)
    const uri = `otpauth://totp/${label}?algorithm=SHA1&digits=6&issuer=${encodeURIComponent(asked.issuer ?? '')}&period=30&secret=${secret}`
    reply(res, 200, {
      id,
      type: 'totp',
      friendly_name: asked.friendly_name,
      totp: { qr_code: '<svg/>', secret, uri },
    })
  }

  async #verify(res: ServerResponse, claims: Claims, factor: Factor, asked: Record<string, string>) {
    const challenge = this.#challenges.get(asked.challenge_id ?? '')
    if (challenge?.factor !== factor.id) return refuse(res, 422, 'mfa_factor_not_found')
    if (challenge.used) return refuse(res, 422, 'mfa_ip_address_mismatch')
    if (!codesOf(factor.secret).includes(asked.code ?? '')) return refuse(res, 422, 'mfa_verification_failed')
    challenge.used = true
    await this.#sql.begin(async (sql) => {
      await sql`update auth.mfa_factors set status = 'verified', updated_at = now() where id = ${factor.id}`
      await sql`update auth.sessions set aal = 'aal2', factor_id = ${factor.id} where id = ${claims.session_id}`
      await sql`delete from auth.sessions where user_id = ${claims.sub} and coalesce(aal, 'aal1') < 'aal2'`
      await sql`delete from auth.mfa_factors where user_id = ${claims.sub} and status = 'unverified'`
    })
    const [refresh] = await this.#sql<{ token: string }[]>`
      select token from auth.refresh_tokens where session_id = ${claims.session_id} and not revoked order by created_at desc limit 1`
    const [user] = await this.#sql<{ id: string; email: string }[]>`
      select id, email from auth.users where id = ${claims.sub}`
    reply(res, 200, {
      access_token: await this.#raised(this.#sign(claims)),
      token_type: 'bearer',
      expires_in: claims.exp - Math.floor(Date.now() / 1000),
      refresh_token: refresh!.token,
      user: {
        ...user,
        aud: 'authenticated',
        role: 'authenticated',
        factors: await this.#factorsOf(claims.sub),
      },
    })
  }

  async #unenrol(res: ServerResponse, claims: Claims, factor: Factor) {
    if (factor.status === 'verified' && !(await this.#isWhole(claims)))
      return refuse(res, 422, 'insufficient_aal')
    await this.#sql`delete from auth.mfa_factors where id = ${factor.id}`
    await this.#sql`update auth.sessions set aal = 'aal1', factor_id = null where factor_id = ${factor.id}`
    reply(res, 200, { id: factor.id })
  }

  /** Auth lets nobody change address or password below the level of the account. */
  async #tooLow(req: IncomingMessage, body: Buffer): Promise<boolean> {
    const claims = this.#claims(req)
    const { password, email } = JSON.parse(body.toString() || '{}')
    if (!claims || (!password && !email)) return false
    const known = await this.#factorsOf(claims.sub)
    return known.some(({ status }) => status === 'verified') && !(await this.#isWhole(claims))
  }

  async #factorsOf(user: string) {
    return this.#sql<{ id: string; status: string; friendly_name: string; factor_type: string }[]>`
      select id, friendly_name, factor_type::text, status::text, created_at, updated_at from auth.mfa_factors
       where user_id = ${user} order by created_at`
  }

  async #sessionOf({ session_id }: Claims) {
    const [session] = await this.#sql<{ aal: string | null }[]>`
      select aal from auth.sessions where id = ${session_id}`
    return session
  }

  async #isWhole(claims: Claims) {
    return (await this.#sessionOf(claims))?.aal === 'aal2'
  }

  /** A token with the level that its session has reached. */
  async #raised(token: string): Promise<string> {
    const claims = read(token)
    const aal = (await this.#sessionOf(claims))?.aal ?? 'aal1'
    const at = Math.floor(Date.now() / 1000)
    const amr = ['password', ...(aal === 'aal2' ? ['totp'] : [])].map((method) => ({ method, timestamp: at }))
    return this.#sign({ ...claims, aal, amr })
  }

  #sign(claims: Claims): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    return `${signed}.${createHmac('sha256', this.#secret).update(signed).digest('base64url')}`
  }

  /** The claims of a person's token; null without one, or with one that this database did not sign or that is over. */
  #claims(req: IncomingMessage): Claims | null {
    const token = /^Bearer (.+\..+\..+)$/.exec(req.headers.authorization ?? '')?.[1]
    if (!token) return null
    const signed = token.slice(0, token.lastIndexOf('.'))
    const right = createHmac('sha256', this.#secret).update(signed).digest('base64url')
    const claims = token.slice(signed.length + 1) === right ? read(token) : null
    return claims && claims.exp > Date.now() / 1000 ? claims : null
  }

  #forward(req: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
      (resolve, reject) => {
        const headers = {
          ...req.headers,
          'content-length': String(body.length),
          'accept-encoding': 'identity',
        }
        const onwards = request(new URL(req.url ?? '/', this.#database), { method: req.method, headers })
        onwards.on('response', (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: answer.headers,
              body: Buffer.concat(chunks),
            }),
          )
          answer.on('error', reject)
        })
        onwards.on('error', reject)
        onwards.end(body)
      },
    )
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const bitsOf = (numbers: Iterable<number>, width: number) =>
  [...numbers].map((number) => number.toString(2).padStart(width, '0')).join('')
const base32 = (bytes: Buffer) =>
  (bitsOf(bytes, 8).match(/.{1,5}/g) ?? []).map((bits) => alphabet[parseInt(bits.padEnd(5, '0'), 2)]).join('')
const fromBase32 = (text: string) =>
  Buffer.from(
    (
      bitsOf(
        [...text.replaceAll(' ', '')].map((letter) => alphabet.indexOf(letter)),
        5,
      ).match(/.{8}/g) ?? []
    ).map((bits) => parseInt(bits, 2)),
  )

/** The codes of RFC 6238 that count at this moment: the one before, the present one, and the next. */
export function codesOf(secret: string, now = Date.now()): string[] {
  return [-1, 0, 1].map((step) => {
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000) + step))
    const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
    const at = hash[19]! & 15
    return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  })
}

const read = (token: string): Claims => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())

function reply(res: ServerResponse, status: number, body: unknown) {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function refuse(res: ServerResponse, status: number, code: string) {
  res.writeHead(status, { 'content-type': 'application/json', 'x-supabase-api-version': '2024-01-01' })
  res.end(JSON.stringify({ code, error_code: code, message: code, msg: code }))
}
