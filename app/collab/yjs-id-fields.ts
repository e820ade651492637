import { UintOptRleDecoder } from 'lib0/decoding'
import { createID } from 'yjs'

/**
 * Keeps V8 from storing Yjs client ids as floating point numbers. Half of all ids are above 2^31. Once a field has held such a
 * number, V8 allocates an object each time the field is read: a large chapter opened in 540 ms instead of 380. A field that has
 * held a string before is stored generically, and all ids cost the same. Call this before the first document is filled.
 */
export function keepIdFieldsFast(): void {
  const id: { client: unknown } = createID(0, 0)
  id.client = ''
  const decoder: { s: unknown } = new UintOptRleDecoder(new Uint8Array(2))
  decoder.s = ''
}
