import { pino } from 'pino'

/** One log for the process: JSON lines on stderr, never e-mail addresses, tokens or text of chapters. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL || 'info',
    base: undefined,
    redact: ['email', '*.email', 'token', '*.token', 'password', '*.password'],
  },
  pino.destination({ fd: 2, sync: true }),
)
