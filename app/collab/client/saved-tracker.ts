import * as Y from 'yjs'

/**
 * Knows which changes of this device are committed. The state vector in `stored` confirms changes that add something. It does
 * not confirm deletions, nor changes of an earlier visit. For these the client sends a mark, and the server answers it when
 * everything before it is committed.
 */
export class SavedTracker {
  readonly #doc: Y.Doc
  #changes: number
  #acked = 0
  #confirmed = false
  #lastAddition = { change: 0, client: 0, clock: 0 }
  #pendingMark: number | null = null

  /** `earlier`: how many unsaved changes an earlier visit left on this device, as far as is known. */
  constructor(doc: Y.Doc, earlier: number) {
    this.#doc = doc
    this.#changes = earlier
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

  /** The server has announced what is stored. */
  stored(vector: Map<number, number>, mark?: number) {
    const { change, client, clock } = this.#lastAddition
    // Until the changes of earlier visits are confirmed, later changes confirm nothing about them.
    if (this.#confirmed && change > 0 && (vector.get(client) ?? 0) >= clock)
      this.#acked = Math.max(this.#acked, change)
    if (mark === undefined || mark !== this.#pendingMark) return
    this.#pendingMark = null
    this.#acked = Math.max(this.#acked, mark)
    this.#confirmed = true
  }

  /** The connection was lost. Changes under way may have arrived or not, so the server is asked again. */
  disconnected() {
    this.#pendingMark = null
    this.#confirmed = false
  }

  /**
   * The mark to send now; null when none is needed or one is pending. `force` returns the pending one again when its answer is
   * late.
   */
  nextMark(force = false): number | null {
    if (this.#pendingMark !== null) return force ? this.#pendingMark : null
    const deletionsWait = this.#changes > this.#acked && this.#lastAddition.change < this.#changes
    if (this.#confirmed && !deletionsWait && !(force && this.unsaved > 0)) return null
    this.#pendingMark = this.#changes
    return this.#changes
  }

  /** How many changes of this device are not confirmed as committed. */
  get unsaved(): number {
    return this.#changes - this.#acked
  }

  /** Whether the server has committed everything that is on this device. */
  get saved(): boolean {
    return this.#confirmed && this.unsaved === 0
  }
}
