import * as decoding from 'lib0/decoding'
import { isElementName, isMarkName, LONGEST_VALUE, TEXT } from '#app/editor/grammar.ts'
import { DOCUMENT_FIELD } from '../protocol.ts'

/** What one update may hold. */
export type UpdateLimits = {
  structs: number
  /** Elements and texts: each takes a kilobyte of memory, whatever it takes on the wire. */
  types: number
  /** Yjs clients: each visit of a person to a chapter is one. */
  clients: number
  /** Ranges of deleted text. A complete update names all that were ever deleted. */
  deletions: number
}

export type UpdateFault = 'malformed' | 'too-large' | 'not-allowed'

/** Why an update is not taken. */
export class UpdateRefused extends Error {
  readonly fault: UpdateFault
  constructor(fault: UpdateFault, message: string) {
    super(message)
    this.name = 'UpdateRefused'
    this.fault = fault
  }
}

/** What a struct brings. `deleted` still has a place, `collected` has none, `skip` leaves a gap. */
export type StructKind = 'collected' | 'skip' | 'deleted' | 'string' | 'format' | 'value' | 'type'

/** An element, a text or the document, by its name and the number of elements around it. */
export type PlacedNode = { name: string; depth: number; type: object }
/** Where a struct stands: in a node, as a child or as the value of an attribute. */
export type Place = { node: PlacedNode; key: string | null }

/** One entry of an update, as far as it matters before it is applied. Ids are pairs of client and clock; -1 is none. */
export class Struct {
  readonly client: number
  readonly clock: number
  length = 1
  kind: StructKind = 'collected'
  originClient = -1
  originClock = -1
  rightClient = -1
  rightClock = -1
  /** The parent, where it is named: `root`, or the id of an element or text. */
  root = false
  /** In another root than the document. */
  foreign = false
  parentClient = -1
  parentClock = -1
  key: string | null = null
  /** Of a type: the name of its node. */
  name = ''
  /** Of a value: an attribute's. */
  value: unknown = undefined
  /** Its bytes in the update, and where its content begins. */
  from = 0
  contentFrom = 0
  to = 0
  /** Refused in an update that is stored already. */
  replaced = false
  /** Where it stands; for `update-check.ts`. */
  place: Place | null = null
  /** The node that a type stands for; for `update-check.ts`. */
  node: PlacedNode | null = null

  constructor(client: number, clock: number) {
    this.client = client
    this.clock = clock
  }

  get end(): number {
    return this.clock + this.length
  }
}

/** An update, read but not applied. */
export type ReadUpdate = {
  /** The structs of each client, by ascending clock and without gaps. */
  clients: Map<number, Struct[]>
  structs: number
  types: number
  /** Characters of text. */
  characters: number
  /** Client, clock and length of each deleted range. */
  deletions: [client: number, clock: number, length: number][]
  /** How many structs were marked as replaced, of a stored update. */
  replaced: number
  /** Where the deletions begin. */
  deletionsFrom: number
}

// Content of structs, as Yjs numbers it.
const [GC, DELETED, JSON_LIST, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOCUMENT, SKIP] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
]
// Shared types, as Yjs numbers them.
const [XML_ELEMENT, XML_HOOK, XML_TEXT] = [3, 5, 6]
const [HAS_ORIGIN, HAS_RIGHT, HAS_KEY, KIND] = [128, 64, 32, 31]

// Values, as lib0 numbers them: 116 to 118 are bytes, lists and objects, 120 to 127 truth, numbers and nothing.
const [ANY_STRING, FIRST_SCALAR] = [119, 120]

/** Nobody types a thousand million characters in one visit. */
const LAST_CLOCK = 1_000_000_000
/** Keys and names that are longer belong to nothing in the grammar. */
const LONGEST_NAME = 64

/**
 * Reads an update in format 1 in one pass, as Yjs would, and takes only what the editor writes: elements and texts with
 * names of the grammar in the one document, known marks, plain attribute values. Memory and time are proportional to the
 * bytes and end at the first limit. Throws `UpdateRefused`; nothing that is no update passes.
 *
 * What stands in what is not known here: see `update-check.ts`.
 */
export function readUpdate(update: Uint8Array, limits: UpdateLimits): ReadUpdate {
  const known = reads.get(update)
  if (known?.limits === limits) return known.read
  const found = read(update, limits, false)
  reads.set(update, { limits, read: found })
  return found
}

/** The same, of an update whose structs are put in their places next: it is not kept for another reading. */
export function readUpdateToPlace(update: Uint8Array, limits: UpdateLimits): ReadUpdate {
  const found = readUpdate(update, limits)
  reads.delete(update)
  return found
}

/** Who wrote an update, whether it is divided and whether it fits are found out one after the other: it is read once. */
const reads = new WeakMap<Uint8Array, { limits: UpdateLimits; read: ReadUpdate }>()

/**
 * Reads an update that is stored already. What would be refused is marked as replaced instead, also what goes beyond the
 * number of types, and counts as deleted; what is in another root counts as collected. Throws only on what is no update, or has more structs or clients.
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
    // Yjs would only see the last of two lists, which are then not what was checked.
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
      if (clock > LAST_CLOCK) throw malformed('a clock that nobody reaches')
    }
  }

  #readStruct(client: number, clock: number): Struct {
    const struct = new Struct(client, clock)
    const info = decoding.readUint8(this.#decoder)
    const content = info & KIND
    if (content === GC || content === SKIP) {
      // Yjs itself reads other bits here in two ways.
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

  /** Content that no editor writes. */
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
        // Each range is looked through when it is applied: the same one many times would take for ever.
        if (clock <= last) throw malformed('deletions out of order')
        // Yjs throws when it writes down one that waits, with half of the update applied.
        if (length < 1) throw malformed('a deletion of nothing')
        last = clock + length - 1
        deletions.push([client, clock, length])
      }
    }
  }

  /** A struct that refers to a later one of its own client makes Yjs throw when half of the update is applied. */
  #mustBeEarlier(struct: Struct, client: number, clock: number) {
    if (client === struct.client && clock >= struct.clock)
      throw malformed('a struct that refers to a later one')
  }

  #number(): number {
    return decoding.readVarUint(this.#decoder)
  }

  /** Where the bytes of a text lie; lib0 would read on behind the end of the update, in the memory of others. */
  #bytes(): { from: number; to: number } {
    const length = this.#number()
    const from = this.#decoder.pos
    const to = from + length
    if (to > this.#decoder.arr.length) throw malformed('a text longer than the update')
    this.#decoder.pos = to
    return { from, to }
  }

  /** Null for one that is too long to be what it should be. */
  #string(longest: number): string | null {
    const { from, to } = this.#bytes()
    if (to - from > longest * 4) return null
    // Names are short and ASCII nearly always; the decoder of the engine takes ten times as long to begin.
    let text = ''
    const { arr } = this.#decoder
    for (let i = from; i < to && to - from <= LONGEST_NAME; i += 1) {
      const byte = arr[i]!
      if (byte >= 128) return decoded(arr, from, to)
      text += String.fromCharCode(byte)
    }
    return to - from <= LONGEST_NAME ? text : decoded(arr, from, to)
  }

  /** How many UTF-16 units a text has, by which Yjs counts. Bytes that are no UTF-8 are left to Yjs, which refuses them. */
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
    // Bytes, lists and objects, which no attribute is.
    if (type === undefined || type < FIRST_SCALAR) this.#refuse(struct, 'an attribute of another kind')
    return decoding.readAny(this.#decoder)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(arr: Uint8Array, from: number, to: number): string {
  return utf8.decode(arr.subarray(from, to))
}

/** Attributes of a mark, by name, or none: plain values only. */
function isFormatValue(value: unknown): boolean {
  if (value === null || value === true) return true
  if (typeof value !== 'object' || Array.isArray(value)) return false
  return Object.values(value).every((entry) => typeof entry !== 'object' || entry === null)
}

function malformed(message: string): UpdateRefused {
  return new UpdateRefused('malformed', message)
}
