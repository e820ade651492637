/** What the bench's own processes say to each other over their IPC channels. */
import type { ChildProcess } from 'node:child_process'

/** Where clients go. The name of a document is `chapter:<uuid>` on both sides. */
export type Target =
  | { side: 'bare'; socket: string }
  | { side: 'portal'; socket: string; http: string; schema: number }

/** Who opens a document: the portal wants to know, the bare server does not ask. */
export type Visitor = { cookie: string }

export type OpenRequest = {
  /** Under which name the client process keeps it. */
  key: string
  target: Target
  chapter: string
  visitor: Visitor
  /** Everything over the websocket, without the snapshot over HTTP. */
  plain?: boolean
  /** Send a caret with each edit, as an editor in a browser does. */
  carets?: boolean
}
/** `clocks`: how many characters and elements the document has ever held: equal when everything arrived. */
export type OpenReport = { ms: number; clocks: number }

export type TypeRequest = { keys: string[]; perSecond: number; seconds: number }
/** An edit: which Yjs client, up to which clock, when it was made. Numbers in a row, three each. */
export type Sent = Float64Array
/** What arrived: which Yjs client, from which clock (exclusive) to which (inclusive), when. Four each. */
export type Received = Float64Array
export type TypingReport = {
  chapter: string
  sent: Sent
  received: Received
  /** When the server said an edit is stored, minus when it was made. */
  stored: Float64Array
  unstored: number
  markers: string[]
  endings: string[]
}
export type DigestReport = { chapter: string; key: string; digest: string; text?: string }
export type StormRequest = {
  clients: number
  seconds: number
  open: OpenRequest
  visitors: Visitor[]
}
export type StormReport = { opens: number[]; failures: string[] }
export type FloodRequest = { open: OpenRequest; perSecond: number; seconds: number }
export type TraceRequest = {
  open: OpenRequest
  window: number
  edits: number | null
  perSecond: number | null
}
export type TraceReport = { seconds: number; updates: number; stateBytes: number; endings: string[] }

export type ClientCommands = {
  open(request: OpenRequest): Promise<OpenReport>
  fill(request: { key: string; updates: Uint8Array[]; stored: boolean }): Promise<{ bytes: number }>
  type(request: TypeRequest): Promise<void>
  settle(request: { ms: number }): Promise<void>
  report(request: object): Promise<TypingReport[]>
  digest(request: { texts: boolean }): Promise<DigestReport[]>
  storm(request: StormRequest): Promise<StormReport>
  /** Says again and again that half of every client's writing is missing. */
  flood(request: FloodRequest): Promise<void>
  trace(request: TraceRequest): Promise<TraceReport>
  close(request: object): Promise<void>
}

type Answer = { id: number; value?: unknown; error?: string }

/** Answers a parent's calls with functions of this process. */
export function answer<Commands extends object>(commands: Commands) {
  process.on('message', async (call: { id: number; name: keyof Commands; args: unknown }) => {
    const reply: Answer = { id: call.id }
    try {
      reply.value = await (commands[call.name] as (args: unknown) => unknown)(call.args)
    } catch (error) {
      reply.error = error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
    process.send?.(reply)
  })
  process.on('disconnect', () => process.exit(0))
}

/** Calls functions of a child process; a child that ends rejects whatever is still open. */
export function caller<Commands extends object>(child: ChildProcess) {
  let last = 0
  const open = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  child.on('message', (reply: Answer) => {
    const waiting = open.get(reply.id)
    if (!waiting) return
    open.delete(reply.id)
    if (reply.error === undefined) waiting.resolve(reply.value as never)
    else waiting.reject(new Error(reply.error))
  })
  child.on('exit', (code, signal) => {
    for (const { reject } of open.values())
      reject(new Error(`a process of the bench ended (${signal ?? code})`))
    open.clear()
  })
  return <Name extends keyof Commands>(
    name: Name,
    args: Commands[Name] extends (args: infer Args) => unknown ? Args : never,
  ) =>
    new Promise<Commands[Name] extends (args: never) => Promise<infer Value> ? Value : never>(
      (resolve, reject) => {
        const id = ++last
        open.set(id, { resolve, reject })
        child.send({ id, name, args })
      },
    )
}
