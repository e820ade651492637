/** Limits of one update. */
export type UpdateLimits = {
  structs: number
  /** Elements and texts: each takes a kilobyte of memory, however few bytes it has in the update. */
  types: number
  /** Yjs clients: each visit of a person to a chapter has its own. */
  clients: number
  /** Ranges of deleted text. A complete update lists all deletions ever made. */
  deletions: number
}

export type UpdateFault = 'malformed' | 'too-large' | 'not-allowed'

/** Says why an update is refused. */
export class UpdateRefused extends Error {
  readonly fault: UpdateFault
  constructor(fault: UpdateFault, message: string) {
    super(message)
    this.name = 'UpdateRefused'
    this.fault = fault
  }
}

/** The content of a struct. `deleted` still has a place, `collected` has none, `skip` leaves a gap. */
export type StructKind = 'collected' | 'skip' | 'deleted' | 'string' | 'format' | 'value' | 'type'

/** An element, a text or the document, with its name and nesting depth. */
export type PlacedNode = { name: string; depth: number; type: object }
/** The place of a struct: in a node, as a child or as the value of an attribute. */
export type Place = { node: PlacedNode; key: string | null }

/** One struct of an update. An id is a pair of client and clock; -1 stands for none. */
export class Struct {
  readonly client: number
  readonly clock: number
  length = 1
  kind: StructKind = 'collected'
  originClient = -1
  originClock = -1
  rightClient = -1
  rightClock = -1
  /** The parent, if the struct names one: `root`, or the id of an element or text. */
  root = false
  /** In a root type other than that of the document. */
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
  /** Refused, in a stored update. */
  replaced = false
  /** Its place; set by `update-check.ts`. */
  place: Place | null = null
  /** The node of a type; set by `update-check.ts`. */
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
  /** How many structs of a stored update were marked as replaced. */
  replaced: number
  /** Where the deletions begin. */
  deletionsFrom: number
}
