import * as Y from 'yjs'

/**
 * Knows which of this device's changes are committed. A change that adds something is proven by the server's state
 * vector. A pure deletion does not move the vector; for it, and for what was brought along from an earlier visit, the
 * server is sent a mark and answers once everything before it is committed.
 */
export class SavedTracker {
  readonly #doc: Y.Doc
  #changes: number
  #acked = 0
  #proven = false
  #lastAddition = { change: 0, client: 0, clock: 0 }
  #markUnderWay: number | null = null

  /** `brought`: how many changes an earlier visit left on this device, as far as is known. */
  constructor(doc: Y.Doc, brought: number) {
    this.#doc = doc
    this.#changes = brought
    this.#lastAddition.client = doc.clientID
    this.#lastAddition.clock = Y.getState(doc.store, doc.clientID)
  }

  /** A change was made on this device. */
  changed() {
    this.#changes += 1
    const client = this.#doc.clientID
    const clock = Y.getState(this.#doc.store, client)
    const before = client === this.#lastAddition.client ? this.#lastAddition.clock : 0
    if (clock > before) this.#lastAddition = { change: this.#changes, client, clock }
  }

  /** The server said what is stored. */
  stored(vector: Map<number, number>, mark?: number) {
    const { change, client, clock } = this.#lastAddition
    // Until all that was brought along is known to be there, what came after it proves nothing about that.
    if (this.#proven && change > 0 && (vector.get(client) ?? 0) >= clock)
      this.#acked = Math.max(this.#acked, change)
    if (mark === undefined || mark !== this.#markUnderWay) return
    this.#markUnderWay = null
    this.#acked = Math.max(this.#acked, mark)
    this.#proven = true
  }

  /** The connection is gone: what was under way may or may not have arrived, and is asked for again. */
  disconnected() {
    this.#markUnderWay = null
    this.#proven = false
  }

  /**
   * The number to send as a mark just now; null when none is needed or one is under way. `force` asks for the same one
   * again when its answer is late.
   */
  nextMark(force = false): number | null {
    if (this.#markUnderWay !== null) return force ? this.#markUnderWay : null
    const deletionsWait = this.#changes > this.#acked && this.#lastAddition.change < this.#changes
    if (this.#proven && !deletionsWait && !(force && this.unsaved > 0)) return null
    this.#markUnderWay = this.#changes
    return this.#changes
  }

  /** How many changes of this device are not known to be committed. */
  get unsaved(): number {
    return this.#changes - this.#acked
  }

  /** Whether the server has committed everything that stands on this device. */
  get saved(): boolean {
    return this.#proven && this.unsaved === 0
  }
}
