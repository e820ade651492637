import { pino } from 'pino'

/** One log for the process: JSON lines on stderr, never email addresses, tokens or text of chapters. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL || 'info',
    base: undefined,
    redact: ['email', 'token', 'token_hash', 'password', 'cookie', 'authorization'].flatMap((name) => [
      name,
      `*.${name}`,
    ]),
  },
  pino.destination({ fd: 2, sync: true }),
)

/** A path as a line of the log may say it: without the token of a link, which is as good as a password. */
export function loggedPath(path: string): string {
  return path.replace(/^\/(invitation|application\/open)\/[^/]*/, '/$1/…')
}
