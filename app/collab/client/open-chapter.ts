import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  bytesOf,
  COLLAB_PATH,
  documentName,
  endingOf,
  parseServerMessage,
  type Access,
  type Presence,
  type TicketReply,
} from '../protocol.ts'
import { keepIdFieldsFast } from '../yjs-id-fields.ts'
import { openLocalCopy, type LocalCopy } from './local-copy.ts'
import { ChapterProvider } from './provider.ts'
import { SavedTracker } from './saved-tracker.ts'
import {
  GRACE_MS,
  PATIENCE_MS,
  peopleIn,
  REFUSED,
  statusOf,
  type AwayReason,
  type Facts,
  type SessionState,
} from './session-state.ts'
import { Timers } from './timers.ts'
import { unsentWords, type Writers } from './unsent.ts'
import { fetchSnapshot, fetchTicket, type FetchedSnapshot, type Portal } from './portal-requests.ts'

export type ChapterSession = {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  subscribe(listener: () => void): () => void
  getSnapshot(): SessionState
  /** What was written on this device and is not known to be at the portal, one entry a paragraph. */
  unsentWords(): string[]
  /** Tries again at once: after signing in again, or because somebody asked to. */
  retry(): void
  /** Leaves the chapter; what is not sent yet stays on this device. */
  close(): void
}

export type OpenOptions = {
  chapterId: string
  personId: string
  /** Version of the editor's grammar. */
  schema: number
  /** The portal's address; the page's own by default. */
  origin?: string
  /** For programs outside a browser. */
  WebSocket?: unknown
  fetch?: typeof globalThis.fetch
  /** Keeps the text on the device; in browsers this is IndexedDB. */
  openCopy?: typeof openLocalCopy
}

const BACKOFF_MS = [300, 1_000, 2_000, 5_000, 10_000, 20_000]
/** Tickets are good for 60 s; an older one is not worth trying. */
const TICKET_MS = 45_000
const HEAL_MS = 2_000
const JOIN_MS = 20_000

keepIdFieldsFast()

const inBrowser = typeof document !== 'undefined'

/** Opens a chapter for a person: from the copy on this device at once, from the portal as soon as it answers. */
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

class Session {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly #options: OpenOptions
  readonly #portal: Portal
  readonly #listeners = new Set<() => void>()
  readonly #timers = new Timers()
  readonly #socket: HocuspocusProviderWebsocket
  readonly #provider: ChapterProvider

  #copy: LocalCopy | null = null
  /** Null until it is known whether this device keeps anything. */
  #kept: boolean | null = null
  readonly #writers: Writers = new Map()
  /** Of these the copy does not know yet what the portal holds. */
  readonly #unnoted = new Set<number>()
  #tracker = new SavedTracker(this.doc, 0)
  #ticket: { reply: TicketReply; at: number } | null = null
  #you: Presence | null = null
  #access: Access | null = null
  #ended: Facts['ended'] = null
  #signedOut = false
  #ready = false
  #joined = false
  #opened = false
  /** Counts the connections that are over, so that what waited on one does not speak on the next. */
  #attempt = 0
  /** The folded text, while it is on its way. */
  #text: Promise<void> | null = null
  #textSpoiled = false
  #closed = false
  #reason: AwayReason | undefined
  #failures = 0
  #blocked = 0
  #awaySince: number | null = Date.now()
  #unsavedSince: number | null = null
  #lastSavedAt: Date | null = null
  #state: SessionState = {
    status: { kind: 'opening' },
    access: null,
    people: [],
    ready: false,
    lastSavedAt: null,
    kept: true,
    atRisk: false,
  }

  constructor(options: OpenOptions) {
    this.#options = options
    this.#portal = {
      fetch: options.fetch ?? ((...args) => globalThis.fetch(...args)),
      origin: options.origin ?? location.origin,
    }
    this.#socket = new HocuspocusProviderWebsocket({
      url: this.#portal.origin.replace(/^http/, 'ws') + COLLAB_PATH,
      autoConnect: false,
      // We connect again by ourselves, each time with a fresh ticket.
      maxAttempts: 1,
      ...(options.WebSocket ? { WebSocketPolyfill: options.WebSocket } : {}),
    })
    this.#provider = new ChapterProvider({
      websocketProvider: this.#socket,
      name: documentName(options.chapterId),
      document: this.doc,
      awareness: this.awareness,
      token: () => this.#greeting(),
      flushDelay: false,
    })
    this.#listen()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getSnapshot = (): SessionState => this.#state

  unsentWords = (): string[] => (this.#tracker.unsaved > 0 ? unsentWords(this.doc, this.#writers) : [])

  retry = () => {
    if (this.#ended || this.#closed) return
    this.#signedOut = false
    this.#failures = 0
    this.#refresh()
    if (!this.#opened) void this.#connect()
  }

  close = () => {
    if (this.#closed) return
    this.#closed = true
    this.#timers.stopAll()
    if (inBrowser) for (const [name, listener] of this.#windowListeners) removeEventListener(name, listener)
    this.#provider.destroy()
    this.#socket.destroy()
    void this.#copy?.close()
    this.#listeners.clear()
  }

  /** The copy first: what was opened before opens without any connection. */
  async open() {
    const { personId, chapterId, openCopy = openLocalCopy } = this.#options
    this.#copy = await openCopy(personId, chapterId, this.doc, (keeps) => {
      this.#kept = keeps
      this.#refresh()
    })
    if (this.#closed) return void this.#copy?.close()
    this.#kept ??= this.#copy !== null
    for (const [client, clock] of this.#copy?.writers ?? []) this.#writers.set(client, clock)
    this.#tracker = new SavedTracker(this.doc, this.#copy?.unsaved ?? 0)
    this.#ready = this.#copy?.known ?? false
    this.#refresh()
    this.#provider.attach()
    await this.#connect()
  }

  /**
   * The folded text by HTTP, as long as nothing is here: a line too slow for the websocket gets it at its own pace, and
   * whoever has it may begin; what it lacks follows by the websocket.
   */
  async #fetchText(): Promise<void> {
    if (this.doc.store.clients.size > 0 || this.#textSpoiled) return
    const text = await fetchSnapshot(this.#portal, this.#options.chapterId)
    if (!text || this.#closed || this.#ended) return
    void this.#takeIn(text)
  }

  async #takeIn(text: FetchedSnapshot) {
    if (await this.#provider.bring(text)) {
      this.#ready = true
      this.#awaySince &&= Date.now()
      this.#refresh()
    } else {
      // Spoiled on the way: the websocket brings it, once the portal no longer takes it for here.
      this.#textSpoiled = true
      this.#partWith('')
    }
  }

  /** What the websocket says first. It waits for the text, since a greeting names what is here already. */
  async #greeting(): Promise<string> {
    const attempt = this.#attempt
    await this.#text
    // It may have taken longer than a ticket lasts.
    const admitted = attempt === this.#attempt && (await this.#fetchTicket())
    // Of a connection that is over by now, nothing more is to be said.
    if (!admitted || attempt !== this.#attempt) return new Promise(() => {})
    return this.#ticket!.reply.token
  }

  async #fetchTicket(): Promise<boolean> {
    if (this.#ticket && Date.now() - this.#ticket.at < TICKET_MS) return true
    const { chapterId, personId, schema } = this.#options
    const outcome = await fetchTicket(this.#portal, chapterId, personId, schema)
    if (this.#closed) return false
    switch (outcome.kind) {
      case 'admitted':
        this.#ticket = { reply: outcome.reply, at: Date.now() }
        this.#access = outcome.reply.access
        this.#signedOut = false
        this.#refresh()
        return true
      case 'signed-out':
        this.#signedOut = true
        break
      case 'no-access':
        this.#lose('access-changed')
        break
      case 'editor-too-old':
        this.#lose('editor-too-old')
        break
      default:
        this.#reason = outcome.kind
        this.#later()
    }
    this.#refresh()
    return false
  }

  async #connect() {
    this.#timers.stop('connect')
    if (this.#closed || this.#ended || this.#opened) return
    this.#text ??= this.#fetchText().finally(() => (this.#text = null))
    if (!(await this.#fetchTicket()) || this.#closed || this.#opened) return
    this.#opened = true
    const attempt = this.#attempt
    // Opened while the text is on its way.
    void this.#socket.connect()
    await this.#text
    // A network may swallow the attempt without a word.
    if (attempt === this.#attempt && !this.#closed && !this.#joined)
      this.#timers.set('join', JOIN_MS, () => this.#partWith(''))
  }

  /** Tries again after a pause that grows, never all clients at the same moment. */
  #later(pause = BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length - 1)]!) {
    this.#failures += 1
    this.#timers.set('connect', pause * (0.5 + Math.random()), () => void this.#connect())
  }

  #lose(ended: NonNullable<Facts['ended']>) {
    this.#ended = ended
    this.#socket.disconnect()
    if (ended === 'access-changed') {
      const copy = this.#copy
      this.#copy = null
      // Their own words stay, the text of others does not.
      if (this.unsentWords().length > 0) void copy?.withdraw(this.#writers)
      else void copy?.remove()
    }
    this.#refresh()
  }

  #listen() {
    this.#provider.on('changed', (since: Map<number, number>) => {
      const { clientID } = this.doc
      if (!this.#writers.has(clientID)) this.#noteWriter(clientID, since.get(clientID) ?? 0)
      this.#tracker.changed()
      this.#sendMark()
      this.#refresh()
    })
    this.awareness.on('change', () => this.#refresh())
    this.#provider.on('stateless', ({ payload }: { payload: string }) => this.#hear(payload))
    this.#provider.on('synced', () => this.#join())
    this.#provider.on('authenticationFailed', ({ reason }: { reason: string }) => this.#partWith(reason))
    // A document may be closed while its socket stays open.
    this.#provider.on('close', ({ event }: { event: { reason?: string } }) =>
      this.#partWith(event.reason ?? ''),
    )
    this.#socket.on('disconnect', ({ event }: { event?: { reason?: string } }) =>
      this.#partWith(event?.reason ?? ''),
    )
    this.#socket.on('open', () => (this.#blocked = 0))
    if (inBrowser) for (const [name, listener] of this.#windowListeners) addEventListener(name, listener)
  }

  readonly #windowListeners: [string, () => void][] = [
    ['online', () => this.retry()],
    ['offline', () => this.#noteOffline()],
    ['focus', () => this.#waiting() && this.retry()],
    ['pageshow', () => this.#showPresence()],
  ]

  #waiting(): boolean {
    return this.#timers.has('connect')
  }

  #noteOffline() {
    this.#reason = 'offline'
    this.#refresh()
  }

  /** In step with the server: all that was here before has been sent, and a mark follows it. */
  #join() {
    if (!this.#opened || this.#closed) return
    this.#joined = true
    this.#timers.stop('join')
    this.#failures = 0
    this.#reason = undefined
    this.#awaySince = null
    this.#ready = true
    this.#copy?.noteComplete()
    this.#showPresence()
    this.#sendMark()
    this.#refresh()
  }

  #showPresence() {
    this.awareness.setLocalState(this.awareness.getLocalState() ?? {})
  }

  #hear(payload: string) {
    const message = parseServerMessage(payload)
    if (message?.type === 'you') {
      this.#you = message.you
      this.#access = message.access
    } else if (message) {
      const stored = Y.decodeStateVector(bytesOf(message.stateVector))
      this.#tracker.stored(stored, message.mark)
      for (const [client, held] of this.#writers) {
        const clock = stored.get(client) ?? 0
        if (clock > held) this.#noteWriter(client, clock)
      }
      this.#sendMark()
    }
    this.#refresh()
  }

  #noteWriter(client: number, clock: number) {
    this.#writers.set(client, clock)
    this.#unnoted.add(client)
  }

  #sendMark(force = false) {
    if (!this.#joined) return
    const mark = this.#tracker.nextMark(force)
    if (mark !== null) this.#provider.sendStateless(JSON.stringify({ type: 'mark', mark }))
  }

  /** The connection, or the chapter's part in it, is over. Called once for each of the ways to hear of it. */
  #partWith(reason: string) {
    if (!this.#opened || this.#closed) return
    const wasJoined = this.#joined
    this.#timers.stop('join')
    this.#opened = false
    this.#joined = false
    this.#attempt += 1
    this.#ticket = null
    this.#tracker.disconnected()
    if (wasJoined) this.#takeNewId()
    this.#awaySince ??= Date.now()
    this.#socket.disconnect()
    const ending = endingOf(reason)
    if (reason === 'no-access' || reason === 'chapter-gone') this.#lose('access-changed')
    else if (reason === 'editor-too-old') this.#lose('editor-too-old')
    else if (ending?.again === 'ticket') this.#later(this.#failures === 0 ? 100 : undefined)
    // Nobody waits for it yet; a portal does not keep a connection on which nothing is said.
    else if (this.#text) this.#later()
    else {
      if (!ending && !wasJoined) this.#blocked += 1
      this.#reason = this.#reasonFor(reason)
      this.#later(ending?.again === 'never' ? 30_000 : undefined)
    }
    this.#refresh()
  }

  /**
   * The others have seen the id under which this page wrote, and Yjs takes the first that comes under an id. What is
   * written without a connection gets one that nobody knows until it is sent.
   */
  #takeNewId() {
    const { doc, awareness } = this
    const state = awareness.getLocalState()
    awareness.setLocalState(null)
    awareness.clientID = doc.clientID = crypto.getRandomValues(new Uint32Array(1))[0]!
    if (state) awareness.setLocalState(state)
  }

  #reasonFor(reason: string): AwayReason {
    if (typeof navigator !== 'undefined' && navigator.onLine === false) return 'offline'
    if (reason === 'load-failed') return 'database-away'
    if (reason.startsWith('too-many')) return 'limit'
    if (reason === 'message-too-big') return 'update-too-large'
    const refused = REFUSED.find((known) => known === reason)
    if (refused) return refused
    // The portal gives tickets, but no websocket ever opens: something on the way does not let it through.
    return this.#blocked >= 2 ? 'socket-blocked' : 'server-away'
  }

  /** Works out anew what may be claimed, and tells whoever listens when that changed. */
  #refresh() {
    if (this.#closed) return
    const now = Date.now()
    const { saved, unsaved } = this.#tracker
    if (saved && this.#unsavedSince !== null) this.#lastSavedAt = new Date(now)
    this.#unsavedSince = saved ? null : (this.#unsavedSince ?? now)
    const awayFor = this.#awaySince === null ? 0 : now - this.#awaySince
    const unsavedFor = this.#unsavedSince === null ? 0 : now - this.#unsavedSince
    const status = statusOf({
      ended: this.#ended,
      signedOut: this.#signedOut,
      ready: this.#ready,
      joined: this.#joined,
      access: this.#access,
      saved,
      unsaved,
      unsavedFor,
      awayFor,
      reason: this.#reason,
    })
    if (!this.#joined && awayFor < GRACE_MS)
      this.#timers.once('grace', GRACE_MS - awayFor + 10, () => this.#refresh())
    if (this.#joined && !saved) {
      if (unsavedFor < PATIENCE_MS)
        this.#timers.once('patience', PATIENCE_MS - unsavedFor + 10, () => this.#refresh())
      const heals = this.#access === 'edit' && !this.#timers.has('heal')
      if (heals) this.#timers.set('heal', HEAL_MS, () => this.#sendMark(true))
    }
    this.#noteUnsaved(unsaved)
    const people = peopleIn(this.awareness, this.#joined ? this.#you : null)
    const next: SessionState = {
      status,
      access: this.#access,
      people,
      ready: this.#ready,
      lastSavedAt: this.#lastSavedAt,
      kept: this.#kept !== false,
      atRisk: this.#kept === false && unsaved > 0,
    }
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }

  #noted = -1
  #noteUnsaved(unsaved: number) {
    if (!this.#copy || unsaved === this.#noted) return
    // The first change and the last acknowledgement at once, the count in between now and then.
    const urgent = unsaved === 0 || this.#noted <= 0
    if (!urgent && this.#timers.has('note')) return
    this.#noted = unsaved
    this.#copy.noteUnsaved(unsaved)
    for (const client of this.#unnoted) this.#copy.noteWriter(client, this.#writers.get(client)!)
    this.#unnoted.clear()
    this.#timers.set('note', 1_000, () => this.#refresh())
  }
}
