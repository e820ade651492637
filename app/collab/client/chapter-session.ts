import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { openLocalCopy } from './local-copy.ts'
import type { SessionState } from './session-state.ts'

export type ChapterSession = {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  subscribe(listener: () => void): () => void
  getSnapshot(): SessionState
  /** Text of this device that the portal may not have, one entry for each paragraph. */
  unsentWords(): string[]
  /** Connects again at once: after signing in again, or when the person asks for it. */
  retry(): void
  /** Leaves the chapter. Unsent changes stay on this device. */
  close(): void
}

export type OpenOptions = {
  chapterId: string
  personId: string
  /** Version of the editor's grammar. */
  schema: number
  /** The address of the portal; by default that of the page. */
  origin?: string
  /** For programs outside a browser. */
  WebSocket?: unknown
  fetch?: typeof globalThis.fetch
  /** Opens the local copy; in browsers it is in IndexedDB. */
  openCopy?: typeof openLocalCopy
}
