import { HocuspocusProvider } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { covers } from '../state-vectors.ts'
import type { FetchedSnapshot } from './portal-requests.ts'

/**
 * Hocuspocus' provider, changed so that it can send its first message before it applies a snapshot. Applying a large one keeps
 * a page busy for a third of a second. The portal uses this time to find what the snapshot lacks.
 */
export class ChapterProvider extends HocuspocusProvider {
  #applyWaiting: (() => void) | null = null
  /** The state vector of a snapshot that is about to be applied. */
  #vector: Map<number, number> | null = null

  /**
   * Applies a snapshot to the document: right after the first message if that was waiting for it, in the next turn otherwise.
   * Resolves to false when the snapshot could not be read completely. The portal may already have been told that it is here.
   */
  applySnapshot(snapshot: FetchedSnapshot): Promise<boolean> {
    return new Promise((resolve) => {
      const claimed = snapshot.stateVector
      this.#vector = claimed
      this.#applyWaiting = () => {
        this.#applyWaiting = this.#vector = null
        const read = this.#apply(snapshot.update)
        // A readable snapshot may still contain less than its state vector says.
        resolve(read && (!claimed || covers(vectorOf(this.document), claimed)))
      }
      setTimeout(() => this.#applyWaiting?.())
    })
  }

  /** Stops listening meanwhile: the portal has this content already, and Yjs would encode all of it for the listener. */
  #apply(update: Uint8Array): boolean {
    const { document: doc } = this
    // An editor may correct the text as it appears. That is an ordinary change, which has to be sent.
    const corrections: Y.Transaction[] = []
    const note = (transaction: Y.Transaction) =>
      void (transaction.origin !== this && corrections.push(transaction))
    doc.on('afterTransaction', note)
    doc.off('update', this.boundDocumentUpdateHandler)
    try {
      Y.applyUpdateV2(doc, update, this)
      return true
    } catch {
      return false
    } finally {
      doc.off('afterTransaction', note)
      doc.on('update', this.boundDocumentUpdateHandler)
      const [first] = corrections
      if (first) {
        const since = Y.encodeStateVector(first.beforeState)
        this.documentUpdateHandler(Y.encodeStateAsUpdate(doc, since), null, doc, first)
      }
    }
  }

  override destroy() {
    this.#applyWaiting = null
    super.destroy()
  }

  /** Sends the first message and applies the snapshot in one turn, so that no answer of the portal comes in between. */
  override startSync() {
    if (!this.#vector) this.#applyWaiting?.()
    super.startSync()
    this.#applyWaiting?.()
  }

  /** Sends a change and emits `changed` after it when it was made here: a mark must not be sent before its changes. */
  override documentUpdateHandler(
    update: Uint8Array,
    origin: unknown,
    _doc?: Y.Doc,
    transaction?: Y.Transaction,
  ) {
    super.documentUpdateHandler(update, origin)
    if (transaction?.local) this.emit('changed', transaction.beforeState)
  }

  override send(...[message, about]: Parameters<HocuspocusProvider['send']>) {
    // Yjs accepts a decoded state vector in place of a document.
    super.send(message, this.#vector && about.document ? { ...about, document: this.#vector } : about)
  }
}

function vectorOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}
