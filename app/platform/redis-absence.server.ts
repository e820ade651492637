import type { Redis } from 'ioredis'
import { log } from './log.server.ts'

/** Says once that Redis is away and once that it is back; a client that tries again makes an error of each attempt. */
export function logAbsence(client: Pick<Redis, 'on'>, consequence: string) {
  let isAway = false
  client.on('error', (error: Error) => {
    if (isAway) return
    isAway = true
    log.warn({ error: error.message }, `redis is away: ${consequence}`)
  })
  client.on('ready', () => {
    if (isAway) log.info('redis is back')
    isAway = false
  })
}
