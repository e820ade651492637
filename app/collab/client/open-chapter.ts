import type { ChapterSession, OpenOptions } from './chapter-session.ts'
import { Session } from './session.ts'

/** Opens a chapter for a person: at once from the local copy, and from the portal as soon as it answers. */
export function openChapter(options: OpenOptions): ChapterSession {
  const session = new Session(options)
  void session.open()
  return {
    doc: session.doc,
    awareness: session.awareness,
    subscribe: session.subscribe,
    getSnapshot: session.getSnapshot,
    unsentWords: session.unsentWords,
    retry: session.retry,
    close: session.close,
  }
}
