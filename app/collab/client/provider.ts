import { HocuspocusProvider } from '@hocuspocus/provider'
import * as Y from 'yjs'
import { covers } from '../state-vectors.ts'
import type { FetchedSnapshot } from './portal-requests.ts'

/**
 * Hocuspocus' provider, which may say hello with a text that it is about to take in. Taking in a large one keeps a page
 * busy for a third of a second: time in which the portal finds what the text lacks.
 */
export class ChapterProvider extends HocuspocusProvider {
  #arrived: (() => void) | null = null
  #vector: Map<number, number> | null = null

  /**
   * Takes a folded text into the document: at once behind a greeting that was only waiting for it, in the next turn
   * otherwise. False when it could not be read in full: the portal may have been told by then that
   * it is here.
   */
  bring(text: FetchedSnapshot): Promise<boolean> {
    return new Promise((resolve) => {
      const claimed = text.stateVector
      this.#vector = claimed
      this.#arrived = () => {
        this.#arrived = this.#vector = null
        const read = this.#takeIn(text.update)
        // What can be read may still not be all that was claimed.
        resolve(read && (!claimed || covers(vectorOf(this.document), claimed)))
      }
      setTimeout(() => this.#arrived?.())
    })
  }

  /** Without listening: the portal knows what came from it, and Yjs would write all of it down once more. */
  #takeIn(update: Uint8Array): boolean {
    const { document: doc } = this
    // What an editor puts right as the text appears is a change like any other.
    const answers: Y.Transaction[] = []
    const note = (transaction: Y.Transaction) =>
      void (transaction.origin !== this && answers.push(transaction))
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
      const [first] = answers
      if (first) {
        const since = Y.encodeStateVector(first.beforeState)
        this.documentUpdateHandler(Y.encodeStateAsUpdate(doc, since), null, doc, first)
      }
    }
  }

  override destroy() {
    this.#arrived = null
    super.destroy()
  }

  /** Nothing that the portal answers can come between the greeting and the text: both are one turn. */
  override startSync() {
    if (!this.#vector) this.#arrived?.()
    super.startSync()
    this.#arrived?.()
  }

  /** Sends a change, and says `changed` behind it when it was made here: a mark must never overtake what it marks. */
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
    // Where a document is asked for what it holds, Yjs takes a list of that as well.
    super.send(message, this.#vector && about.document ? { ...about, document: this.#vector } : about)
  }
}

function vectorOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}
