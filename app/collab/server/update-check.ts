/* oxlint-disable no-underscore-dangle -- the inner links of Yjs types have such names */
import * as Y from 'yjs'
import { attributeFits, DEEPEST_ELEMENT, DOC, mayContain, TEXT } from '#app/editor/grammar.ts'
import { DOCUMENT_FIELD } from '../protocol.ts'
import { readUpdate } from './update-reader.ts'
import {
  UpdateRefused,
  type Place,
  type PlacedNode,
  type ReadUpdate,
  type Struct,
  type UpdateFault,
  type UpdateLimits,
} from './update-structs.ts'

/** An element, a text or a root, as Yjs holds it. */
export type SharedType = Y.ContentType['type']

export type CheckedUpdate =
  | {
      kind: 'fits'
      read: ReadUpdate
      /** Part of it refers to structs that are missing, and Yjs will apply it only after these. */
      waits: boolean
    }
  | { kind: UpdateFault; why: string }

/** Splits of existing items: each one moves all following items of that client in memory. */
const MOST_SPLITS = 20_000
/** Bytes of pending structs: Yjs writes all of them again with each further pending update. */
const MOST_PENDING_BYTES = 4 * 1024 * 1024

/** The place of a struct that is garbage collected. Structs that refer to it are collected as well. */
const NOWHERE: Place = { node: { name: '', depth: 0, type: {} }, key: null }
/** The place of a struct that refers to missing structs. */
const UNKNOWN: Place = { node: { name: '', depth: 0, type: {} }, key: null }

/** Reads an update and checks whether it may be applied to a document. */
export function checkUpdate(document: Y.Doc, update: Uint8Array, limits: UpdateLimits): CheckedUpdate {
  return faultOf(() => checkedPlaces(document, readUpdate(update, limits)))
}

/**
 * Whether an update that was read may be applied to a document. Finds the place of each struct from what it refers to, in
 * the document and in the update, and changes neither of them. The answer is exact for everything that is applied at once.
 *
 * An update of an honest editor passes, whatever others write at the same time: a node only arrives in a parent in which its
 * editor has seen it, and the name of a parent never changes.
 */
export function checkPlaces(document: Y.Doc, read: ReadUpdate): CheckedUpdate {
  return faultOf(() => checkedPlaces(document, read))
}

function checkedPlaces(document: Y.Doc, read: ReadUpdate): CheckedUpdate {
  const check = new PlaceCheck(document, read)
  check.run()
  return { kind: 'fits', read, waits: check.waits }
}

function faultOf(check: () => CheckedUpdate): CheckedUpdate {
  try {
    return check()
  } catch (error) {
    if (error instanceof UpdateRefused) return { kind: error.fault, why: error.message }
    throw error
  }
}

/** Yjs deletes by recursion, which fails for elements nested deeper than this. */
const DEEPEST_STORED = 1_500

/** Marks elements and texts of a stored update that are nested too deeply as replaced. */
export function markTooDeep(document: Y.Doc, read: ReadUpdate): void {
  new PlaceCheck(document, read).markTooDeep()
}

class PlaceCheck {
  waits = false
  #deepest = Infinity
  readonly #store: Y.Doc['store']
  readonly #root: SharedType
  readonly #read: ReadUpdate
  readonly #known = new Map<object, PlacedNode>()
  readonly #rootNode: PlacedNode
  #splits = 0

  constructor(document: Y.Doc, read: ReadUpdate) {
    this.#store = document.store
    this.#root = document.getXmlFragment(DOCUMENT_FIELD)
    this.#rootNode = { name: DOC, depth: 0, type: this.#root }
    this.#read = read
  }

  run() {
    for (const [client, structs] of this.#read.clients) {
      const known = Y.getState(this.#store, client)
      if (structs[0] && structs[0].clock > known) this.waits = true
      for (let i = 0; i < structs.length; i += 1) {
        const struct = structs[i]!
        if (struct.end <= known) continue
        if (struct.kind === 'skip') this.waits = true
        else if (struct.kind !== 'collected') this.#checkStruct(struct, structs[i - 1], known)
      }
    }
    for (const [client, clock, length] of this.#read.deletions) this.#countSplits(client, clock, length)
    const waiting = this.#store.pendingStructs?.update.length ?? 0
    const deleting = this.#store.pendingDs?.length ?? 0
    if ((this.waits && waiting > MOST_PENDING_BYTES) || deleting > MOST_PENDING_BYTES)
      throw new UpdateRefused('too-large', 'too many pending structs')
  }

  markTooDeep() {
    this.#deepest = DEEPEST_STORED
    for (const structs of this.#read.clients.values()) {
      for (let i = 0; i < structs.length; i += 1) {
        const { kind } = structs[i]!
        if (kind !== 'skip' && kind !== 'collected') this.#placeOf(structs[i]!, structs[i - 1])
      }
    }
  }

  #checkStruct(struct: Struct, before: Struct | undefined, known: number) {
    const place = this.#placeOf(struct, before)
    if (place === UNKNOWN) this.waits = true
    if (place === UNKNOWN || place === NOWHERE) return
    if (struct.clock < known) this.#mustContinue(struct, place, known)
    if (!fits(struct, place)) throw notAllowed(`${struct.name || struct.kind} in ${nameOf(place)}`)
    if (struct.kind === 'type' && struct.name !== TEXT && place.node.depth >= DEEPEST_ELEMENT)
      throw notAllowed('elements nested too deeply')
  }

  /** Yjs puts the rest of a partly known struct after the known part, whatever origin the struct names. */
  #mustContinue(struct: Struct, place: Place, known: number) {
    const left = Y.getItem(this.#store, Y.createID(struct.client, known - 1)) as Y.Item | Y.GC
    if (left instanceof Y.Item && left.parent === place.node.type && left.parentSub === place.key) return
    throw notAllowed('a struct that continues in another place')
  }

  /** Works without recursion: in a long text each struct refers to the one before it. */
  #placeOf(asked: Struct, before: Struct | undefined): Place {
    if (asked.place) return asked.place
    if (!this.#unplaced(asked, before)) return (asked.place = this.#put(asked, before))
    const open = [asked]
    const underWay = new Set<Struct>()
    for (let struct = open.at(-1); struct; struct = open.at(-1)) {
      const needed = this.#unplaced(struct, struct === asked ? before : undefined)
      if (!needed) {
        struct.place ??= this.#put(struct, struct === asked ? before : undefined)
        underWay.delete(struct)
        open.pop()
      } else {
        underWay.add(struct)
        if (underWay.has(needed)) throw new UpdateRefused('malformed', 'structs that refer to one another')
        open.push(needed)
      }
    }
    return asked.place!
  }

  /** A struct of the same update whose place must be found before that of this one. */
  #unplaced(struct: Struct, before: Struct | undefined): Struct | null {
    const { originClient, originClock, rightClient, rightClock, parentClient, parentClock } = struct
    return (
      this.#unplacedAt(originClient, originClock, before) ??
      this.#unplacedAt(rightClient, rightClock, undefined) ??
      this.#unplacedAt(parentClient, parentClock, undefined)
    )
  }

  #unplacedAt(client: number, clock: number, before: Struct | undefined): Struct | null {
    if (client === -1 || clock < Y.getState(this.#store, client)) return null
    const found = this.#inUpdate(client, clock, before)
    return found && !found.place && found.kind !== 'collected' && found.kind !== 'skip' ? found : null
  }

  #inUpdate(client: number, clock: number, before: Struct | undefined): Struct | undefined {
    if (before && before.client === client && before.clock <= clock && clock < before.end) return before
    const structs = this.#read.clients.get(client)
    if (!structs) return undefined
    let [low, high] = [0, structs.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = structs[middle]!
      if (clock < struct.clock) high = middle - 1
      else if (clock >= struct.end) low = middle + 1
      else return struct
    }
    return undefined
  }

  /** The place of a struct whose neighbours have theirs; the same place that Yjs will find. */
  #put(struct: Struct, before: Struct | undefined): Place {
    const place = this.#find(struct, before)
    if (struct.kind === 'type' && place.node.depth >= this.#deepest) {
      this.#read.replaced += 1
      struct.replaced = true
      struct.kind = 'deleted'
    }
    return place
  }

  #find(struct: Struct, before: Struct | undefined): Place {
    const left = this.#neighbour(struct.originClient, struct.originClock, before, true)
    const right = this.#neighbour(struct.rightClient, struct.rightClock, undefined, false)
    if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN
    if (left === NOWHERE || right === NOWHERE) return NOWHERE
    if (left ?? right) return (left ?? right)!
    const node = struct.root ? this.#rootNode : this.#nodeAt(struct.parentClient, struct.parentClock)
    return node === null ? UNKNOWN : node === NOWHERE.node ? NOWHERE : { node, key: struct.key }
  }

  /** The place of a neighbour; null when there is none. */
  #neighbour(client: number, clock: number, before: Struct | undefined, atEnd: boolean): Place | null {
    if (client === -1) return null
    if (clock < Y.getState(this.#store, client)) {
      const item = Y.getItem(this.#store, Y.createID(client, clock)) as Y.Item | Y.GC
      if (!(item instanceof Y.Item)) return NOWHERE
      this.#countSplit(clock !== (atEnd ? item.id.clock + item.length - 1 : item.id.clock))
      return { node: this.#nodeOf(item.parent as SharedType), key: item.parentSub }
    }
    const struct = this.#inUpdate(client, clock, before)
    if (!struct || struct.kind === 'skip') return UNKNOWN
    if (struct.kind === 'collected') return NOWHERE
    this.#countSplit(clock !== (atEnd ? struct.end - 1 : struct.clock))
    return struct.place
  }

  /** The node with this id; null while it is missing. */
  #nodeAt(client: number, clock: number): PlacedNode | null {
    if (clock < Y.getState(this.#store, client)) {
      const item = Y.getItem(this.#store, Y.createID(client, clock)) as Y.Item | Y.GC
      const type = item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null
      return type ? this.#nodeOf(type) : NOWHERE.node
    }
    const struct = this.#inUpdate(client, clock, undefined)
    if (!struct || struct.kind === 'skip' || struct.place === UNKNOWN) return null
    if (struct.kind !== 'type' || struct.place === NOWHERE) return NOWHERE.node
    const depth = struct.place!.node.depth + (struct.name === TEXT ? 0 : 1)
    return (struct.node ??= { name: struct.name, depth, type: struct })
  }

  #nodeOf(type: SharedType): PlacedNode {
    if (type === this.#root) return this.#rootNode
    let node = this.#known.get(type)
    if (!node) this.#known.set(type, (node = { name: nodeName(type), depth: depthOf(type), type }))
    return node
  }

  #countSplit(splits: boolean) {
    if (splits && (this.#splits += 1) > MOST_SPLITS && this.#deepest === Infinity)
      throw new UpdateRefused('too-large', 'too many splits of existing items')
  }

  #countSplits(client: number, clock: number, length: number) {
    const structs = this.#store.clients.get(client)
    if (!structs || clock >= Y.getState(this.#store, client) || length === 0) return
    const struct = structs[Y.findIndexSS(structs, clock)]!
    if (!struct.deleted)
      this.#countSplit(struct.id.clock < clock || clock + length < struct.id.clock + struct.length)
  }
}

/** The name of the node that a shared type represents; '' when it represents none. */
export function nodeName(type: SharedType): string {
  if (type instanceof Y.XmlElement) return type.nodeName
  return type instanceof Y.XmlText ? TEXT : ''
}

/** The nesting depth of a type, itself included if it is an element. Stops counting beyond the limit. */
function depthOf(type: SharedType): number {
  let depth = type instanceof Y.XmlElement ? 1 : 0
  for (
    let at = type._item?.parent;
    at instanceof Y.AbstractType && depth <= DEEPEST_ELEMENT;
    at = at._item?.parent
  )
    if (at instanceof Y.XmlElement) depth += 1
  return depth
}

/** Whether a struct is allowed in its place. Deleted structs are allowed anywhere, since nobody sees them. */
function fits(struct: Struct, { node, key }: Place): boolean {
  if (struct.kind === 'deleted') return true
  if (key !== null) return struct.kind === 'value' && attributeFits(node.name, key, struct.value)
  if (struct.kind === 'type') return mayContain(node.name, struct.name)
  return node.name === TEXT && (struct.kind === 'string' || struct.kind === 'format')
}

function nameOf({ node, key }: Place): string {
  return key === null ? node.name : `an attribute of ${node.name}`
}

function notAllowed(message: string): UpdateRefused {
  return new UpdateRefused('not-allowed', message)
}
