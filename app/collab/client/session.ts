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
import type { OpenOptions } from './chapter-session.ts'
import { fetchSnapshot, fetchTicket, type FetchedSnapshot, type Portal } from './portal-requests.ts'

const BACKOFF_MS = [300, 1_000, 2_000, 5_000, 10_000, 20_000]
/** Tickets are valid for 60 s. An older one is not used, since it may expire on the way. */
const TICKET_MS = 45_000
/** After this time a missing answer to a mark is asked for again. */
const REPEAT_MARK_MS = 2_000
const JOIN_MS = 20_000

keepIdFieldsFast()

const inBrowser = typeof document !== 'undefined'

/** One visit of a person to a chapter: the document, its connection and what the page may say about both. */
export class Session {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly #options: OpenOptions
  readonly #portal: Portal
  readonly #listeners = new Set<() => void>()
  readonly #timers = new Timers()
  readonly #socket: HocuspocusProviderWebsocket
  readonly #provider: ChapterProvider

  #copy: LocalCopy | null = null
  /** Whether this device stores the document; null until that is known. */
  #kept: boolean | null = null
  readonly #writers: Writers = new Map()
  /** Clients whose clock is not noted in the local copy yet. */
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
  /** Counts ended connections, so that an answer for an old one is not used on the next. */
  #attempt = 0
  /** The request for the snapshot, while it is under way. */
  #snapshot: Promise<void> | null = null
  #snapshotDamaged = false
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
      // This class reconnects by itself, each time with a new ticket.
      maxAttempts: 1,
      ...(options.WebSocket ? { WebSocketPolyfill: options.WebSocket } : {}),
    })
    this.#provider = new ChapterProvider({
      websocketProvider: this.#socket,
      name: documentName(options.chapterId),
      document: this.doc,
      awareness: this.awareness,
      token: () => this.#token(),
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

  /** Opens the local copy first, so that a chapter that was opened before needs no connection. */
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
   * Fetches the snapshot over HTTP while the document is empty. A slow download may take its time, and the person may write as
   * soon as the snapshot is here. The websocket sends what it lacks.
   */
  async #fetchSnapshot(): Promise<void> {
    if (this.doc.store.clients.size > 0 || this.#snapshotDamaged) return
    const snapshot = await fetchSnapshot(this.#portal, this.#options.chapterId)
    if (!snapshot || this.#closed || this.#ended) return
    void this.#applySnapshot(snapshot)
  }

  async #applySnapshot(snapshot: FetchedSnapshot) {
    if (await this.#provider.applySnapshot(snapshot)) {
      this.#ready = true
      this.#awaySince &&= Date.now()
      this.#refresh()
    } else {
      // The snapshot is damaged. The portal may believe that it is here, so a new connection is needed.
      this.#snapshotDamaged = true
      this.#onDisconnect('')
    }
  }

  /** The ticket for a connection. Waits for the snapshot, because the first message contains the state vector. */
  async #token(): Promise<string> {
    const attempt = this.#attempt
    await this.#snapshot
    // The ticket may have expired in the meantime.
    const admitted = attempt === this.#attempt && (await this.#fetchTicket())
    // If the connection has ended, the provider must not go on.
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
        this.#end('access-changed')
        break
      case 'editor-too-old':
        this.#end('editor-too-old')
        break
      default:
        this.#reason = outcome.kind
        this.#reconnectLater()
    }
    this.#refresh()
    return false
  }

  async #connect() {
    this.#timers.stop('connect')
    if (this.#closed || this.#ended || this.#opened) return
    this.#snapshot ??= this.#fetchSnapshot().finally(() => (this.#snapshot = null))
    if (!(await this.#fetchTicket()) || this.#closed || this.#opened) return
    this.#opened = true
    const attempt = this.#attempt
    // The socket opens while the snapshot is being fetched.
    void this.#socket.connect()
    await this.#snapshot
    // Some networks drop the attempt silently.
    if (attempt === this.#attempt && !this.#closed && !this.#joined)
      this.#timers.set('join', JOIN_MS, () => this.#onDisconnect(''))
  }

  /** Connects again after a growing pause with a random part, so that clients do not all return at once. */
  #reconnectLater(pause = BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length - 1)]!) {
    this.#failures += 1
    this.#timers.set('connect', pause * (0.5 + Math.random()), () => void this.#connect())
  }

  /** Ends the session: access is lost, or the editor is too old. */
  #end(ended: NonNullable<Facts['ended']>) {
    this.#ended = ended
    this.#socket.disconnect()
    if (ended === 'access-changed') {
      const copy = this.#copy
      this.#copy = null
      // Their own unsent text stays on the device; the text of others is removed.
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
    this.#provider.on('stateless', ({ payload }: { payload: string }) => this.#onMessage(payload))
    this.#provider.on('synced', () => this.#onSynced())
    this.#provider.on('authenticationFailed', ({ reason }: { reason: string }) => this.#onDisconnect(reason))
    // The server may close a document while its socket stays open.
    this.#provider.on('close', ({ event }: { event: { reason?: string } }) =>
      this.#onDisconnect(event.reason ?? ''),
    )
    this.#socket.on('disconnect', ({ event }: { event?: { reason?: string } }) =>
      this.#onDisconnect(event?.reason ?? ''),
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

  /** The client is in sync: everything that was here before has been sent, and a mark follows. */
  #onSynced() {
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

  #onMessage(payload: string) {
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

  /** The connection, or the document on it, is closed. Several events may report the same end. */
  #onDisconnect(reason: string) {
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
    if (reason === 'no-access' || reason === 'chapter-gone') this.#end('access-changed')
    else if (reason === 'editor-too-old') this.#end('editor-too-old')
    else if (ending?.again === 'ticket') this.#reconnectLater(this.#failures === 0 ? 100 : undefined)
    // The portal closes sockets without a ticket. This is expected while the snapshot is being fetched.
    else if (this.#snapshot) this.#reconnectLater()
    else {
      if (!ending && !wasJoined) this.#blocked += 1
      this.#reason = this.#reasonFor(reason)
      this.#reconnectLater(ending?.again === 'never' ? 30_000 : undefined)
    }
    this.#refresh()
  }

  /**
   * Takes a new Yjs client id after a connection is lost. Others know the old one and could use it, and Yjs keeps the first
   * structs that arrive for an id. Nobody knows the new id before the offline changes are sent.
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
    // The portal issues tickets but no websocket opens: something in between blocks websockets.
    return this.#blocked >= 2 ? 'socket-blocked' : 'server-away'
  }

  /** Computes the state again and calls the listeners if it has changed. */
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
      const repeats = this.#access === 'edit' && !this.#timers.has('repeat-mark')
      if (repeats) this.#timers.set('repeat-mark', REPEAT_MARK_MS, () => this.#sendMark(true))
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
    // The first change and the last confirmation are noted at once, counts in between at intervals.
    const urgent = unsaved === 0 || this.#noted <= 0
    if (!urgent && this.#timers.has('note')) return
    this.#noted = unsaved
    this.#copy.noteUnsaved(unsaved)
    for (const client of this.#unnoted) this.#copy.noteWriter(client, this.#writers.get(client)!)
    this.#unnoted.clear()
    this.#timers.set('note', 1_000, () => this.#refresh())
  }
}
