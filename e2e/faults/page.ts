import type WebSocket from 'ws'
import * as Y from 'yjs'
import { openChapter, type ChapterSession, type SessionState, type Status } from '#app/collab/client/index.ts'
import { DOCUMENT_FIELD } from '#app/collab/protocol.ts'
import { PageSocket } from '#app/collab/testing/page-socket.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { chapters } from './alliance.ts'
import { eventually, type Person } from './editors.ts'

/** What the browser's page does with a chapter, without a browser: the session of each portal is that of one person. */
export class Page {
  readonly session: ChapterSession
  /** Every claim of the status line, in order. */
  readonly said: Status[] = []
  /** Its websockets, to be broken as a network breaks them. */
  readonly sockets: WebSocket[] = []

  constructor(person: Person, personId: string, chapter: string = chapters.mandates) {
    carryCookies(person)
    const { sockets } = this
    this.session = openChapter({
      chapterId: chapter,
      personId,
      schema: EDITOR_VERSION,
      origin: person.portal,
      WebSocket: class extends PageSocket {
        constructor(url: string) {
          super(url)
          sockets.push(this)
        }
      },
    })
    this.session.subscribe(() => this.said.push(this.session.getSnapshot().status))
  }

  get state(): SessionState {
    return this.session.getSnapshot()
  }

  get text(): string {
    return this.session.doc.getXmlFragment(DOCUMENT_FIELD).toString()
  }

  write(words: string): string {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    this.session.doc.getXmlFragment(DOCUMENT_FIELD).push([paragraph])
    return words
  }

  until(holds: (state: SessionState) => boolean, sentence: string): Promise<void> {
    const said = () => this.said.slice(-12).map((status) => JSON.stringify(status))
    return eventually(
      () => holds(this.state),
      () => `${sentence}; it said ${said().join(', ')}`,
    )
  }

  untilSaved(): Promise<void> {
    return this.until(({ status }) => status.kind === 'saved', 'the page says saved')
  }

  [Symbol.dispose]() {
    this.session.close()
  }
}

const plainFetch = globalThis.fetch
const jars = new Map<string, Person>()

/** What stands in for a browser's cookies: whatever is fetched from the person's portal carries their session. */
export function carryCookies(person: Person) {
  jars.set(new URL(person.portal).origin, person)
}

globalThis.fetch = async (input, init) => {
  const person = jars.get(new URL(input instanceof Request ? input.url : input).origin)
  const headers = new Headers(init?.headers)
  if (person && !headers.has('Cookie')) headers.set('Cookie', person.cookie)
  const answer = await plainFetch(input, { ...init, headers })
  if (person) for (const line of answer.headers.getSetCookie()) person.keep(line)
  return answer
}
