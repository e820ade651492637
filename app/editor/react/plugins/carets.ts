import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { yCursorPlugin, yCursorPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { asPerson } from '../presence.ts'

const LABEL_STAYS_MS = 3000

interface CaretOptions {
  awareness: Awareness | null
}

/**
 * Carets and selections of the others. Names and colours come from the awareness states as the server wrote them;
 * this extension publishes where one's own caret is and nothing else. The name shows while a caret moves.
 */
export const Carets = Extension.create<CaretOptions>({
  name: 'carets',
  // After the binding to the shared document, before everything that decorates.
  priority: 999,

  addOptions() {
    return { awareness: null }
  },

  addProseMirrorPlugins() {
    const { awareness } = this.options
    if (!awareness) return []
    const moving = new Map<number, ReturnType<typeof setTimeout>>()
    return [
      yCursorPlugin(deaf(awareness), {
        awarenessStateFilter: (mine: number, theirs: number, state: unknown) =>
          mine !== theirs && isShowable(state),
        cursorBuilder: (user: unknown, client?: number) => caret(user, client ?? 0, moving),
        selectionBuilder: (user: unknown) => ({ class: 'caret-selection', style: tint(user) }),
      } as Parameters<typeof yCursorPlugin>[1]),
      new Plugin({
        key: new PluginKey('caretsMoving'),
        view: (view) => watchMoves(view, awareness, moving),
      }),
    ]
  },
})

/**
 * The awareness without its events: the drawing plugin would redraw on each of them, and a redraw between a click
 * and the moment the browser tells of it puts the caret back. `watchMoves` redraws instead, once a frame.
 */
function deaf(awareness: Awareness): Awareness {
  return new Proxy(awareness, {
    get(target, property) {
      if (property === 'on' || property === 'off') return () => {}
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A hostile client may publish anything as its state; what is malformed is not drawn. */
function isShowable(state: unknown): boolean {
  if (typeof state !== 'object' || state === null) return false
  const { user, cursor } = state as { user?: unknown; cursor?: unknown }
  if (asPerson(user) === null || typeof cursor !== 'object' || cursor === null) return false
  const { anchor, head } = cursor as { anchor?: unknown; head?: unknown }
  return isPosition(anchor) && isPosition(head)
}

function isPosition(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { type, item, tname } = value as { type?: unknown; item?: unknown; tname?: unknown }
  return [type, item].some((id) => isId(id)) || typeof tname === 'string'
}

function isId(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { client, clock } = value as { client?: unknown; clock?: unknown }
  return Number.isInteger(client) && Number.isInteger(clock)
}

function caret(user: unknown, client: number, moving: ReadonlyMap<number, unknown>): HTMLElement {
  const person = asPerson(user)
  const element = document.createElement('span')
  element.className = 'caret'
  element.dataset.client = String(client)
  element.style.cssText = tint(user)
  if (moving.has(client)) element.dataset.moving = ''
  const name = document.createElement('span')
  name.className = 'caret-label'
  // Read in the list of those present, not in the middle of a sentence.
  name.setAttribute('aria-hidden', 'true')
  name.textContent = person?.name ?? ''
  element.append('\u2060', name, '\u2060')
  return element
}

function tint(user: unknown): string {
  const colour = asPerson(user)?.colour ?? 0
  return `--caret: var(--caret-${colour}); --caret-tint: var(--caret-${colour}-tint)`
}

function watchMoves(
  view: EditorView,
  awareness: Awareness,
  moving: Map<number, ReturnType<typeof setTimeout>>,
) {
  const places = new Map<number, string>()
  const show = (client: number, shown: boolean) => {
    const element = view.dom.querySelector<HTMLElement>(`.caret[data-client="${client}"]`)
    element?.toggleAttribute('data-moving', shown)
  }
  let frame = 0
  const redraw = () => {
    frame = 0
    if (view.isDestroyed) return
    // First take over where the person has just clicked.
    ;(view as EditorView & { domObserver?: { flush: () => void } }).domObserver?.flush()
    view.dispatch(view.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true }))
  }
  const onChange = ({ updated, removed, added }: Record<'updated' | 'removed' | 'added', number[]>) => {
    for (const client of removed) {
      clearTimeout(moving.get(client))
      moving.delete(client)
      places.delete(client)
    }
    for (const client of [...added, ...updated]) {
      const place = JSON.stringify(awareness.getStates().get(client)?.cursor ?? null)
      if (client === awareness.clientID || place === places.get(client)) continue
      places.set(client, place)
      clearTimeout(moving.get(client))
      moving.set(
        client,
        setTimeout(() => {
          moving.delete(client)
          show(client, false)
        }, LABEL_STAYS_MS),
      )
      show(client, true)
    }
    frame ||= requestAnimationFrame(redraw)
  }
  awareness.on('change', onChange)
  return {
    destroy: () => {
      awareness.off('change', onChange)
      cancelAnimationFrame(frame)
      for (const timer of moving.values()) clearTimeout(timer)
      moving.clear()
    },
  }
}
