import * as decoding from 'lib0/decoding'
import { isElementName, isMarkName, LONGEST_VALUE, TEXT } from '#app/editor/grammar.ts'
import { DOCUMENT_FIELD } from '../protocol.ts'
import {
  Struct,
  UpdateRefused,
  type ReadUpdate,
  type UpdateFault,
  type UpdateLimits,
} from './update-structs.ts'

// Content types of structs in Yjs.
const [GC, DELETED, JSON_LIST, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOCUMENT, SKIP] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
]
// Shared types in Yjs.
const [XML_ELEMENT, XML_HOOK, XML_TEXT] = [3, 5, 6]
const [HAS_ORIGIN, HAS_RIGHT, HAS_KEY, KIND] = [128, 64, 32, 31]

// Value types in lib0: 116 to 118 are bytes, lists and objects; 120 to 127 are booleans, numbers, null and undefined.
const [ANY_STRING, FIRST_SCALAR] = [119, 120]

/** No honest client types a thousand million characters in one visit. */
const LAST_CLOCK = 1_000_000_000
/** The grammar has no longer keys or names. */
const LONGEST_NAME = 64

/**
 * Reads an update in format 1 in one pass, as Yjs would. It accepts only what the editor writes: elements and texts of the
 * grammar in the one document, known marks, plain attribute values. Time and memory are proportional to the bytes and end at
 * the first limit. Throws `UpdateRefused` for everything else, bytes that are no update included.
 *
 * Where the structs belong is not known here: `update-check.ts` finds that out.
 */
export function readUpdate(update: Uint8Array, limits: UpdateLimits): ReadUpdate {
  return read(update, limits, false)
}

/**
 * Reads an update from the database. Structs that would be refused today are marked as replaced and count as deleted, those
 * beyond the number of types too; structs in another root count as collected. Throws only for bytes that are no update, and
 * for too many structs or clients.
 */
export function readStoredUpdate(update: Uint8Array, limits: UpdateLimits): ReadUpdate {
  return read(update, limits, true)
}

function read(update: Uint8Array, limits: UpdateLimits, stored: boolean): ReadUpdate {
  try {
    return new Reader(update, limits, stored).read()
  } catch (error) {
    if (error instanceof UpdateRefused) throw error
    throw new UpdateRefused('malformed', error instanceof Error ? error.message : 'no update')
  }
}

class Reader {
  readonly #decoder: decoding.Decoder
  readonly #limits: UpdateLimits
  readonly #stored: boolean
  readonly #found: ReadUpdate = {
    clients: new Map(),
    structs: 0,
    types: 0,
    characters: 0,
    deletions: [],
    replaced: 0,
    deletionsFrom: 0,
  }

  constructor(update: Uint8Array, limits: UpdateLimits, stored: boolean) {
    this.#decoder = decoding.createDecoder(update)
    this.#limits = limits
    this.#stored = stored
  }

  read(): ReadUpdate {
    const clients = this.#number()
    if (clients > this.#limits.clients) throw new UpdateRefused('too-large', `${clients} clients`)
    for (let i = 0; i < clients; i += 1) this.#readClient()
    this.#found.deletionsFrom = this.#decoder.pos
    this.#readDeletions()
    if (decoding.hasContent(this.#decoder)) throw malformed('something follows the update')
    return this.#found
  }

  #readClient() {
    const count = this.#number()
    const client = this.#number()
    let clock = this.#number()
    // Of two lists for one client Yjs would apply only the last.
    if (this.#found.clients.has(client)) throw malformed('a client twice')
    this.#found.structs += count
    if (this.#found.structs > this.#limits.structs)
      throw new UpdateRefused('too-large', `${this.#found.structs} structs`)
    const structs: Struct[] = []
    this.#found.clients.set(client, structs)
    for (let i = 0; i < count; i += 1) {
      const from = this.#decoder.pos
      const struct = this.#readStruct(client, clock)
      struct.from = from
      struct.to = this.#decoder.pos
      if (struct.replaced) struct.kind = struct.foreign ? 'collected' : 'deleted'
      structs.push(struct)
      clock = struct.end
      if (clock > LAST_CLOCK) throw malformed('too high a clock')
    }
  }

  #readStruct(client: number, clock: number): Struct {
    const struct = new Struct(client, clock)
    const info = decoding.readUint8(this.#decoder)
    const content = info & KIND
    if (content === GC || content === SKIP) {
      // Yjs reads the other bits here in two different ways.
      if (info !== content) throw malformed('a struct without content that has more than a length')
      struct.kind = content === SKIP ? 'skip' : 'collected'
      struct.length = this.#number()
      if (struct.length < 1) throw malformed('a struct without length')
      return struct
    }
    if (info & HAS_ORIGIN) {
      struct.originClient = this.#number()
      struct.originClock = this.#number()
      this.#mustBeEarlier(struct, struct.originClient, struct.originClock)
    }
    if (info & HAS_RIGHT) {
      struct.rightClient = this.#number()
      struct.rightClock = this.#number()
      this.#mustBeEarlier(struct, struct.rightClient, struct.rightClock)
    }
    if (!(info & (HAS_ORIGIN | HAS_RIGHT))) {
      if (this.#number() === 1) {
        struct.root = true
        struct.foreign = this.#string(LONGEST_NAME) !== DOCUMENT_FIELD
        if (struct.foreign) this.#refuse(struct, 'another root')
      } else {
        struct.parentClient = this.#number()
        struct.parentClock = this.#number()
        this.#mustBeEarlier(struct, struct.parentClient, struct.parentClock)
      }
      if (info & HAS_KEY) {
        struct.key = this.#string(LONGEST_NAME)
        if (struct.key === null) this.#refuse(struct, 'too long a name')
      }
    }
    struct.contentFrom = this.#decoder.pos
    this.#readContent(struct, content)
    return struct
  }

  #readContent(struct: Struct, content: number) {
    switch (content) {
      case DELETED:
        struct.kind = 'deleted'
        struct.length = this.#number()
        if (struct.length < 1) throw malformed('a struct without length')
        return
      case STRING:
        struct.kind = 'string'
        struct.length = this.#characters()
        if (struct.length < 1) throw malformed('a text without length')
        this.#found.characters += struct.length
        return
      case FORMAT: {
        struct.kind = 'format'
        if (!isMarkName(this.#string(LONGEST_NAME) ?? '')) this.#refuse(struct, 'an unknown mark')
        const json = this.#string(LONGEST_VALUE)
        if (json === null || !isFormatValue(JSON.parse(json)))
          this.#refuse(struct, 'a mark with a value of another kind')
        return
      }
      case ANY:
        struct.kind = 'value'
        struct.length = this.#number()
        if (struct.length !== 1) this.#refuse(struct, 'a list of values')
        for (let i = 0; i < struct.length; i += 1) struct.value = this.#scalar(struct)
        return
      case TYPE:
        struct.kind = 'type'
        struct.name = this.#typeName(struct)
        this.#found.types += 1
        if (this.#found.types > this.#limits.types)
          this.#refuse(struct, `${this.#found.types} elements and texts`, 'too-large')
        return
      default:
        this.#refuse(struct, `content of kind ${content}`)
        this.#skipContent(struct, content)
    }
  }

  /** Skips content that no editor writes. */
  #skipContent(struct: Struct, content: number) {
    switch (content) {
      case JSON_LIST:
        struct.length = this.#number()
        for (let i = 0; i < struct.length; i += 1) this.#bytes()
        return
      case BINARY:
      case EMBED:
        this.#bytes()
        return
      case DOCUMENT:
        this.#bytes()
        decoding.readAny(this.#decoder)
        return
      default:
        throw malformed(`content of kind ${content}`)
    }
  }

  #refuse(struct: Struct, message: string, fault: UpdateFault = 'not-allowed') {
    if (!this.#stored) throw new UpdateRefused(fault, message)
    if (!struct.replaced) this.#found.replaced += 1
    struct.replaced = true
  }

  #typeName(struct: Struct): string {
    const type = this.#number()
    if (type === XML_TEXT) return TEXT
    if (type !== XML_ELEMENT) this.#refuse(struct, `a shared type of kind ${type}`)
    if (type !== XML_ELEMENT && type !== XML_HOOK) return ''
    const name = this.#string(LONGEST_NAME) ?? ''
    if (!isElementName(name)) this.#refuse(struct, 'an unknown element')
    return name
  }

  #readDeletions() {
    const { deletions } = this.#found
    const clients = this.#number()
    const seen = new Set<number>()
    for (let i = 0; i < clients; i += 1) {
      const client = this.#number()
      if (seen.has(client)) throw malformed('deletions of a client twice')
      seen.add(client)
      const count = this.#number()
      if (deletions.length + count > this.#limits.deletions)
        throw new UpdateRefused('too-large', `${deletions.length + count} deletions`)
      let last = -1
      for (let j = 0; j < count; j += 1) {
        const clock = this.#number()
        const length = this.#number()
        // Applying a range takes time in proportion to it, so repeated ranges are refused.
        if (clock <= last) throw malformed('deletions out of order')
        // Yjs throws when it encodes such a deletion as pending, with half of the update applied.
        if (length < 1) throw malformed('a deletion of nothing')
        last = clock + length - 1
        deletions.push([client, clock, length])
      }
    }
  }

  /** Yjs throws, with half of the update applied, when a struct refers to a later one of its own client. */
  #mustBeEarlier(struct: Struct, client: number, clock: number) {
    if (client === struct.client && clock >= struct.clock)
      throw malformed('a struct that refers to a later one')
  }

  #number(): number {
    return decoding.readVarUint(this.#decoder)
  }

  /** The position of the bytes of a text. lib0 alone would read beyond the update into memory that others use. */
  #bytes(): { from: number; to: number } {
    const length = this.#number()
    const from = this.#decoder.pos
    const to = from + length
    if (to > this.#decoder.arr.length) throw malformed('a text longer than the update')
    this.#decoder.pos = to
    return { from, to }
  }

  /** Null for a text that is too long. */
  #string(longest: number): string | null {
    const { from, to } = this.#bytes()
    if (to - from > longest * 4) return null
    // Names are short and nearly always ASCII, for which TextDecoder takes ten times as long.
    let text = ''
    const { arr } = this.#decoder
    for (let i = from; i < to && to - from <= LONGEST_NAME; i += 1) {
      const byte = arr[i]!
      if (byte >= 128) return decoded(arr, from, to)
      text += String.fromCharCode(byte)
    }
    return to - from <= LONGEST_NAME ? text : decoded(arr, from, to)
  }

  /** The length of a text in UTF-16 units, as Yjs counts. Invalid UTF-8 is not detected here: Yjs refuses it. */
  #characters(): number {
    const { from, to } = this.#bytes()
    const { arr } = this.#decoder
    let length = 0
    for (let i = from; i < to; i += 1) {
      const byte = arr[i]!
      if (byte < 128 || byte >= 192) length += byte >= 240 ? 2 : 1
    }
    return length
  }

  #scalar(struct: Struct): unknown {
    const { arr, pos } = this.#decoder
    const type = arr[pos]
    if (type === ANY_STRING) {
      this.#decoder.pos += 1
      const text = this.#string(LONGEST_VALUE)
      if (text === null) this.#refuse(struct, 'too long a value')
      return text
    }
    // No attribute is a list, an object or bytes.
    if (type === undefined || type < FIRST_SCALAR) this.#refuse(struct, 'an attribute of another kind')
    return decoding.readAny(this.#decoder)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(arr: Uint8Array, from: number, to: number): string {
  return utf8.decode(arr.subarray(from, to))
}

/** Whether a value is that of a mark: null, true, or an object of plain values. */
function isFormatValue(value: unknown): boolean {
  if (value === null || value === true) return true
  if (typeof value !== 'object' || Array.isArray(value)) return false
  return Object.values(value).every((entry) => typeof entry !== 'object' || entry === null)
}

function malformed(message: string): UpdateRefused {
  return new UpdateRefused('malformed', message)
}
