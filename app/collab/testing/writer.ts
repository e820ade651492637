import * as Y from 'yjs'
import type { ChapterSession, OpenOptions } from '../client/chapter-session.ts'
import { openChapter } from '../client/open-chapter.ts'
import type { SessionState } from '../client/session-state.ts'
import { DOCUMENT_FIELD } from '../protocol.ts'
import { PageSocket } from './page-socket.ts'
import { CALLER } from './collab-server.ts'

export type Writer = ChapterSession & {
  readonly text: string
  /** Appends a paragraph. */
  write(words: string): void
  /** Deletes the last paragraph, which adds nothing to the document. */
  deleteLast(): void
  until(condition: (state: SessionState, text: string) => boolean, what?: string): Promise<void>
  /** All statuses of the page so far, oldest first. */
  readonly statuses: SessionState['status'][]
  [Symbol.dispose](): void
}

const PATIENCE_MS = 120_000

/** Opens a chapter for a person, as a page does. */
export function openWriter(
  url: string,
  personId: string,
  chapterId: string,
  {
    schema = 1,
    socket = PageSocket as unknown,
    line = fetch,
    openCopy = undefined as OpenOptions['openCopy'],
  } = {},
): Writer {
  const session = openChapter({
    chapterId,
    personId,
    schema,
    origin: url,
    WebSocket: socket,
    ...(openCopy && { openCopy }),
    fetch: (input, init) =>
      line(input, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), [CALLER]: personId },
      }),
  })
  const body = session.doc.getXmlFragment(DOCUMENT_FIELD)
  const statuses: SessionState['status'][] = []
  session.subscribe(() => statuses.push(session.getSnapshot().status))
  const text = () =>
    body
      .toArray()
      .map((node) => (node instanceof Y.XmlElement ? node.toArray().join('') : ''))
      .join('\n')
  return {
    ...session,
    statuses,
    get text() {
      return text()
    },
    write(words) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      body.insert(body.length, [paragraph])
    },
    deleteLast: () => body.delete(body.length - 1, 1),
    until(condition, what = condition.toString()) {
      return new Promise((resolve, reject) => {
        const look = () => {
          // Building the text is slow, so it is built only for conditions that use it.
          if (!condition(session.getSnapshot(), condition.length > 1 ? text() : '')) return
          stop()
          resolve()
        }
        const stopListening = session.subscribe(look)
        session.doc.on('update', look)
        const late = setTimeout(() => {
          stop()
          reject(
            new Error(
              `timed out waiting for ${what}; ${JSON.stringify(session.getSnapshot())}; ${JSON.stringify(statuses.slice(-12))}; ${text().slice(-200)}`,
            ),
          )
        }, PATIENCE_MS)
        function stop() {
          clearTimeout(late)
          stopListening()
          session.doc.off('update', look)
        }
        look()
      })
    },
    [Symbol.dispose]: session.close,
  }
}

export const isSaved = (state: SessionState) => state.status.kind === 'saved'
