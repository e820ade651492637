import { Extension } from '@tiptap/core'
import { PluginKey } from '@tiptap/pm/state'
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion'
import { BLOCKS, type BlockChoice } from '../blocks.ts'
import type { Translate } from '../words.ts'

export interface SlashState {
  items: BlockChoice[]
  index: number
  rect: () => DOMRect | null
  choose: (item: BlockChoice) => void
}

/** What the slash menu shows now; null while it is closed. The component subscribes to it. */
export class SlashStore {
  private state: SlashState | null = null
  private readonly listeners = new Set<() => void>()

  read = (): SlashState | null => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  write(state: SlashState | null): void {
    this.state = state
    for (const listener of this.listeners) listener()
  }

  move(index: number): void {
    if (this.state) this.write({ ...this.state, index })
  }
}

interface SlashOptions {
  store: SlashStore | null
  t: Translate | null
}

/** `/` at the start of a word opens a menu of blocks; typing on narrows it, Enter takes the marked one. */
export const Slash = Extension.create<SlashOptions>({
  name: 'slash',
  // While it is open, Tab and the arrows are its own, also in a list or table.
  priority: 170,

  addOptions() {
    return { store: null, t: null }
  },

  addProseMirrorPlugins() {
    const { store, t } = this.options
    if (!store || !t) return []
    const show = (props: SuggestionProps<BlockChoice, BlockChoice>) =>
      store.write({
        items: props.items,
        index: 0,
        rect: () => props.clientRect?.() ?? null,
        choose: props.command,
      })
    return [
      Suggestion<BlockChoice, BlockChoice>({
        editor: this.editor,
        pluginKey: new PluginKey('slash'),
        char: '/',
        items: ({ query }) => matching(query, t),
        allow: ({ editor }) => editor.isEditable,
        command: ({ editor, range, props }) => {
          editor.commands.deleteRange(range)
          props.run(editor)
        },
        render: () => ({
          onStart: show,
          onUpdate: show,
          onExit: () => store.write(null),
          onKeyDown: ({ event }) => pressed(event, store),
        }),
      }),
    ]
  },
})

function matching(query: string, t: Translate): BlockChoice[] {
  const wanted = query.toLocaleLowerCase()
  return BLOCKS.filter(({ id }) => {
    const words = `${t(`block.${id}`)} ${t(`blockWords.${id}`)}`.toLocaleLowerCase()
    return words.split(/[\s,]+/).some((word) => word.startsWith(wanted)) || words.includes(wanted)
  })
}

function pressed(event: KeyboardEvent, store: SlashStore): boolean {
  const state = store.read()
  // Esc closes the menu and nothing around it.
  if (event.key === 'Escape') event.stopPropagation()
  if (!state || state.items.length === 0) return false
  const last = state.items.length - 1
  const steps: Record<string, number> = {
    ArrowDown: state.index === last ? 0 : state.index + 1,
    ArrowUp: state.index === 0 ? last : state.index - 1,
    Home: 0,
    End: last,
  }
  const next = steps[event.key]
  if (next !== undefined) {
    store.move(next)
    return true
  }
  const item = state.items[state.index]
  if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || !item) return false
  state.choose(item)
  return true
}
