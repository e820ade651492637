import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { COLLAB_PATH, DOCUMENT_FIELD, documentName, parseServerMessage } from '#app/collab/protocol.ts'
import { PageSocket } from '#app/collab/testing/page-socket.ts'
import { EDITOR_VERSION } from '#app/editor/version.ts'
import { Visitor } from '#app/server/testing/visitor.ts'
import { chapters, people, type Who } from './alliance.ts'

/** A person who is signed in by the form; `ticket` asks the portal as a page would. */
export class Person extends Visitor {
  readonly portal: string

  constructor(portal: string) {
    super(portal)
    this.portal = portal
  }

  static signIn(portal: string, who: Who): Promise<Person> {
    return new Person(portal).signIn(people[who])
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** The same session at another address: after a restart, or at a second process. */
  at(portal: string): Person {
    const person = new Person(portal)
    for (const [name, value] of this.cookies) person.cookies.set(name, value)
    return person
  }

  /** Takes a `Set-Cookie` line that came with an answer. */
  keep(line: string) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    if (at === pair.length - 1 || /max-age=0\b/i.test(line)) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }

  ask(chapter: string, schema: number = EDITOR_VERSION): Promise<Response> {
    return fetch(`${this.portal}${COLLAB_PATH}/ticket`, {
      method: 'POST',
      headers: { Cookie: this.cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ document: documentName(chapter), schema }),
    })
  }

  async ticket(chapter: string): Promise<string> {
    const answer = await this.ask(chapter)
    if (!answer.ok) throw new Error(`a ticket was refused: ${answer.status}`)
    return ((await answer.json()) as { token: string }).token
  }
}

/** One change of an editor: the marker it added, or the one it took out again. */
type Edit = { marker: string; adds: boolean; clock: number; stored: boolean }

type Options = {
  name: string
  chapter?: string
  /** Instead of asking for a ticket each time. */
  token?: () => string | Promise<string>
  WebSocket?: unknown
  /** Does not come back by itself once it is away. */
  once?: boolean
}

let opened = 0

/** A headless editor with a plain provider, which believes about storing what it is told and nothing else. */
export class Editor {
  readonly doc = new Y.Doc()
  readonly name: string
  readonly chapter: string
  readonly edits: Edit[] = []
  /** Every ending it was given, as `code reason`. */
  readonly endings: string[] = []
  readonly provider: HocuspocusProvider
  readonly socket: HocuspocusProviderWebsocket
  /** How often the server said that something is stored. */
  told = 0
  #mark: number | null = null
  #typing: ReturnType<typeof setInterval> | undefined
  #text: Y.XmlText | undefined

  constructor(person: Person, options: Options) {
    opened += 1
    this.name = `${options.name}${opened}`
    this.chapter = options.chapter ?? chapters.mandates
    this.socket = new HocuspocusProviderWebsocket({
      url: person.portal.replace(/^http/, 'ws') + COLLAB_PATH,
      WebSocketPolyfill: options.WebSocket ?? PageSocket,
      delay: 100,
      minDelay: 50,
      factor: 1.5,
      maxDelay: 1_000,
      ...(options.once && { maxAttempts: 1 }),
    })
    this.provider = new HocuspocusProvider({
      websocketProvider: this.socket,
      name: documentName(this.chapter),
      document: this.doc,
      // A ticket that cannot be had now is an empty one: the portal refuses it, and the next try asks again.
      token: async () => (options.token ? options.token() : person.ticket(this.chapter).catch(() => '')),
      flushDelay: false,
    })
    this.provider.on('stateless', ({ payload }: { payload: string }) => this.#hear(payload))
    this.provider.on('synced', () => {
      // What was under way when the connection went is asked for again.
      this.#mark = null
      this.#ask()
    })
    this.provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
      this.endings.push(`refused ${reason}`)
      if (options.once) this.socket.disconnect()
    })
    this.socket.on('close', ({ event }: { event: { code: number; reason: string } }) => {
      this.endings.push(`${event.code} ${event.reason}`)
      if (options.once) this.socket.disconnect()
    })
    this.provider.attach()
  }

  get text(): string {
    return this.doc.getXmlFragment(DOCUMENT_FIELD).toString()
  }

  get synced(): boolean {
    return this.provider.isSynced
  }

  /** Markers that the server said are stored, and did not also say are taken out again. */
  get mustStand(): string[] {
    const removals = new Set(this.edits.filter((edit) => !edit.adds).map((edit) => edit.marker))
    return this.edits
      .filter((edit) => edit.adds && edit.stored && !removals.has(edit.marker))
      .map((edit) => edit.marker)
  }

  /** Markers whose taking out the server said is stored. */
  get mustBeGone(): string[] {
    return this.edits.filter((edit) => !edit.adds && edit.stored).map((edit) => edit.marker)
  }

  get storedCount(): number {
    return this.edits.filter((edit) => edit.stored).length
  }

  get allStored(): boolean {
    return this.edits.every((edit) => edit.stored)
  }

  /** Adds a marker that is found nowhere else; now and then takes an earlier one out again. */
  type(): string {
    const marker = `${this.name}·${this.edits.length}·`
    if (!this.#text) {
      this.#text = new Y.XmlText()
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [this.#text])
      this.doc.getXmlFragment(DOCUMENT_FIELD).push([paragraph])
    }
    this.#text.insert(this.#text.length, marker)
    this.#note(marker, true)
    if (this.edits.length % 7 === 6) this.#takeOut()
    return marker
  }

  #takeOut() {
    const removed = new Set(this.edits.filter((edit) => !edit.adds).map((edit) => edit.marker))
    const victim = this.edits.find((edit) => edit.adds && !removed.has(edit.marker))!
    const at = this.#text!.toString().indexOf(victim.marker)
    this.#text!.delete(at, victim.marker.length)
    this.#note(victim.marker, false)
  }

  #note(marker: string, adds: boolean) {
    this.edits.push({ marker, adds, clock: Y.getState(this.doc.store, this.doc.clientID), stored: false })
    this.#ask()
  }

  /** Types on and on until `rest`. */
  keepTyping(everyMs = 80): this {
    this.#typing = setInterval(() => this.type(), everyMs)
    return this
  }

  rest(): this {
    clearInterval(this.#typing)
    return this
  }

  /** Asks to be told when everything so far is stored: a pure deletion moves no state vector. */
  #ask() {
    if (!this.provider.isSynced || this.#mark !== null || this.allStored) return
    this.#mark = this.edits.length
    this.provider.sendStateless(JSON.stringify({ type: 'mark', mark: this.#mark }))
  }

  #hear(payload: string) {
    const message = parseServerMessage(payload)
    if (message?.type !== 'stored') return
    this.told += 1
    const vector = Y.decodeStateVector(Buffer.from(message.stateVector, 'base64'))
    const clock = vector.get(this.doc.clientID) ?? 0
    for (const edit of this.edits) if (edit.adds && edit.clock <= clock) edit.stored = true
    if (message.mark !== undefined && message.mark === this.#mark) {
      this.#mark = null
      for (const edit of this.edits.slice(0, message.mark)) edit.stored = true
    }
    this.#ask()
  }

  /** Gone for good, as if the machine were switched off: nothing more is sent. */
  destroy() {
    this.rest()
    const ws = this.socket.webSocket as unknown as { terminate?(): void } | null
    ws?.terminate?.()
    this.provider.destroy()
    this.socket.destroy()
    this.doc.destroy()
  }

  [Symbol.dispose]() {
    this.destroy()
  }
}

/** So many editors at one chapter, all in step with the portal. */
export async function sitDown(count: number, people: Person[], chapter?: string): Promise<Editor[]> {
  const editors = Array.from(
    { length: count },
    (_, i) => new Editor(people[i % people.length]!, { name: `e${i}-`, ...(chapter && { chapter }) }),
  )
  await eventually(() => editors.every((editor) => editor.synced), 'everybody sits at the chapter')
  return editors
}

/** Waits for a condition; the sentence says what was waited for when it never came true. */
export async function eventually(
  holds: () => unknown,
  sentence: string | (() => string),
  timeout = 60_000,
  interval = 20,
): Promise<void> {
  try {
    await expect.poll(async () => Boolean(await holds()), { timeout, interval }).toBe(true)
  } catch (error) {
    const words = typeof sentence === 'string' ? sentence : sentence()
    throw new Error(`within ${timeout / 1_000} s: ${words}`, { cause: error })
  }
}
