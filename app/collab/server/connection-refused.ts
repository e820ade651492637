import type { Ending } from '../protocol.ts'

/** Thrown in Hocuspocus hooks. `reason` is sent to the client. The message is empty, so Hocuspocus prints nothing. */
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
