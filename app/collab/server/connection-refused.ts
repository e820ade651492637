import type { Ending } from '../protocol.ts'

/** Thrown in hooks of Hocuspocus: `reason` goes to the client; without a message, so that nothing is printed. */
export class ConnectionRefused extends Error {
  readonly code: number
  readonly reason: string
  readonly ending: Ending
  constructor(ending: Ending) {
    super('')
    this.name = 'ConnectionRefused'
    this.code = ending.code
    this.reason = ending.reason
    this.ending = ending
  }
}
