import { UintOptRleDecoder } from 'lib0/decoding'
import { createID } from 'yjs'

/**
 * Half of all Yjs clients have ids above 2^31. Once a field has held such a number V8 keeps it as floating point and makes a
 * new object of it each time it is read: a large chapter with one such client opened in 540 ms instead of 380. A field
 * that has held a text before is left plain, and then costs the same for all. To be called before the first document is filled.
 */
export function keepIdFieldsFast(): void {
  const id: { client: unknown } = createID(0, 0)
  id.client = ''
  const decoder: { s: unknown } = new UintOptRleDecoder(new Uint8Array(2))
  decoder.s = ''
}
