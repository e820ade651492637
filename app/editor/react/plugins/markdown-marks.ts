import {
  Extension,
  getMarkType,
  InputRule,
  markInputRule,
  markPasteRule,
  type AnyExtension,
} from '@tiptap/core'
import type { MarkType } from '@tiptap/pm/model'

// A mark begins after a space, bracket or quotation mark and stands against its first word; it ends against its last.
const BEFORE = String.raw`(?<=^|[\s(\[{"'“‘«„])`
const FOLLOWS = String.raw`[^\S\n]|[.,;:!?)\]}"'”’»…،؛؟۔።፣]`
const inner = (sign: string) => String.raw`([^\s${sign}.,;:!?)\]}](?:[^${sign}]*[^\s${sign}(\[{])?)`

interface Notation {
  mark: 'bold' | 'italic' | 'strike'
  sign: string
  count: number
}

const AT_ONCE: readonly Notation[] = [
  { mark: 'bold', sign: '*', count: 2 },
  { mark: 'italic', sign: '*', count: 1 },
  { mark: 'strike', sign: '~', count: 2 },
]
/** Only what follows tells `_emphasis_` from `_snake_case_`, so these wait for it. */
const ONCE_FOLLOWED: readonly Notation[] = [
  { mark: 'bold', sign: '_', count: 2 },
  { mark: 'italic', sign: '_', count: 1 },
]

const pattern = ({ sign, count }: Notation) => {
  const marker = sign === '*' ? '\\*'.repeat(count) : sign.repeat(count)
  return `${BEFORE}${marker}${inner(sign)}${marker}`
}

const typedPattern = (notation: Notation) => new RegExp(`${pattern(notation)}$`, 'u')
const followedPattern = (notation: Notation) => new RegExp(`${pattern(notation)}(?:${FOLLOWS})$`, 'u')
const pastedPattern = (notation: Notation) => new RegExp(`${pattern(notation)}(?=$|\\n|${FOLLOWS})`, 'gu')

/**
 * The notation of Markdown for bold, italic and strike-through, where a writer means it: around words, not inside
 * them and not around spaces, so that `a * b * c`, `2*3*4` and `_snake_case_` stay what they are.
 */
export const MarkdownMarks = Extension.create({
  name: 'markdownMarks',

  addInputRules() {
    const { schema } = this.editor
    return [
      ...AT_ONCE.map((notation) =>
        markInputRule({ find: typedPattern(notation), type: getMarkType(notation.mark, schema) }),
      ),
      ...ONCE_FOLLOWED.map((notation) => followedRule(notation, getMarkType(notation.mark, schema))),
    ]
  },

  addPasteRules() {
    const { schema } = this.editor
    return [...AT_ONCE, ...ONCE_FOLLOWED].map((notation) =>
      markPasteRule({
        find: pastedPattern(notation),
        type: getMarkType(notation.mark, schema),
        // What comes with formatting of its own means its stars as stars.
        getAttributes: (_, event) => (event.clipboardData?.types.includes('text/html') ? false : {}),
      }),
    )
  },
})

function followedRule(notation: Notation, type: MarkType): InputRule {
  const { count } = notation
  return new InputRule({
    find: followedPattern(notation),
    handler: ({ state: { tr }, range, match }) => {
      const [whole, words = ''] = match
      tr.insertText(whole.slice(2 * count + words.length), range.to - count, range.to)
      tr.delete(range.from, range.from + count)
      tr.addMark(range.from, range.from + words.length, type.create())
      tr.removeStoredMark(type)
    },
  })
}

/** The marks of StarterKit without the rules they bring along, which fire inside words and around spaces. */
export function withoutMarkRules<Kit extends AnyExtension>(kit: Kit): AnyExtension {
  return kit.extend({
    addExtensions() {
      const parts = (this.parent?.() ?? []) as AnyExtension[]
      return parts.map((part) =>
        AT_ONCE.some(({ mark }) => mark === part.name)
          ? part.extend({ addInputRules: () => [], addPasteRules: () => [] })
          : part,
      )
    },
  })
}
