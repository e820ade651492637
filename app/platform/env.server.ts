import { z } from 'zod'

const flag = z
  .string()
  .optional()
  .transform((value) => value === '1' || value === 'true')
const address = z.url({ protocol: /^https?$/ })
const optionalText = z
  .string()
  .optional()
  .transform((value) => value || undefined)

/** Addresses are put together as `${url}/path`. */
const withoutSlash = (url: string | undefined) => url?.replace(/(?<!\/)\/+$/, '')

const Environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    APP_URL: optionalText.pipe(address.optional()),
    DATA_DIR: z.string().min(1).default('.data'),
    SUPABASE_URL: optionalText.pipe(address.optional()).transform(withoutSlash),
    SUPABASE_PUBLISHABLE_KEY: optionalText,
    SUPABASE_SECRET_KEY: optionalText,
    /** Set by the portal itself once its own Supabase runs; never by hand. */
    SUPABASE_EMBEDDED: flag,
    DATABASE_URL: optionalText.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
    REDIS_URL: optionalText.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
    SMTP_URL: optionalText.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
    MAIL_FROM: z.string().default('GAPO portal <portal@gapo.example>'),
    /** What a mail system shows at /mail/bounces; without it there is no such address. */
    MAIL_WEBHOOK_SECRET: optionalText.pipe(z.string().min(16).optional()),
    TRUST_PROXY: flag,
    /** Seconds in which a portal that is told to stop stores what it has; the rest goes to the spool on disk. */
    STOP_WITHIN: z.coerce.number().min(5).max(600).default(8),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((e) => !e.SUPABASE_URL || (e.SUPABASE_PUBLISHABLE_KEY && e.SUPABASE_SECRET_KEY), {
    message: 'must come with SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY',
    path: ['SUPABASE_URL'],
  })
  // Without it invitations would be marked as sent, and the tokens in them forgotten.
  .refine((e) => !e.SUPABASE_URL || e.SUPABASE_EMBEDDED || e.SMTP_URL, {
    message: 'needs SMTP_URL: without a mail server nobody could be invited',
    path: ['SUPABASE_URL'],
  })

export type Env = z.infer<typeof Environment>

let parsed: Env | undefined

/**
 * The settings of this process, parsed once.
 * Throws an Error whose message is one line fit for a terminal.
 */
export function env(): Env {
  if (parsed) return parsed
  const result = Environment.safeParse(process.env)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The settings are not right: ${faults.join('; ')}.`)
  }
  parsed = result.data
  return parsed
}

/** Forgets the parsed settings: for the moment when the embedded Supabase has announced its address. */
export function rereadEnv(): Env {
  parsed = undefined
  return env()
}

/** The portal's own public address, without a trailing slash. Links in emails are built from it, never from a request. */
export function appUrl(): string {
  const { APP_URL, HOST, PORT } = env()
  return (APP_URL ?? `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${PORT}`).replace(/(?<!\/)\/+$/, '')
}
