/**
 * The grammar of a chapter as plain data: what may stand in what, and which values attributes take. For code that checks
 * documents which arrive or lie in the database: it needs no editor. `schema.test.ts` compares it with the schema.
 *
 * A pair of parent and child is all there is to check. Containers hold `*` (see `schema.ts`), so whether a child may stand
 * in its parent never depends on its neighbours, and no merge of valid documents makes an invalid pair.
 */

/** Name of the text inside a paragraph or heading, which is no element of its own. */
export const TEXT = 'text'
/** Name of the document itself. */
export const DOC = 'doc'

const BLOCKS = [
  'paragraph',
  'heading',
  'horizontalRule',
  'blockquote',
  'callout',
  'bulletList',
  'orderedList',
  'taskList',
  'table',
]
const INLINE = [TEXT, 'hardBreak']

const children = new Map<string, ReadonlySet<string>>(
  Object.entries({
    [DOC]: BLOCKS,
    paragraph: INLINE,
    heading: INLINE,
    [TEXT]: [],
    hardBreak: [],
    horizontalRule: [],
    blockquote: BLOCKS,
    callout: BLOCKS,
    bulletList: ['listItem'],
    orderedList: ['listItem'],
    listItem: BLOCKS,
    taskList: ['taskItem'],
    taskItem: BLOCKS,
    table: ['tableRow'],
    tableRow: ['tableCell', 'tableHeader'],
    tableCell: BLOCKS,
    tableHeader: BLOCKS,
  }).map(([name, names]) => [name, new Set(names)]),
)

/** Names of all nodes, the document and text included. */
export const NODE_NAMES: readonly string[] = [...children.keys()]

/** Whether an element of this name may stand in the document at all. */
export function isElementName(name: string): boolean {
  return name !== DOC && name !== TEXT && children.has(name)
}

/** Whether one node may be a child of another. */
export function mayContain(parent: string, child: string): boolean {
  return children.get(parent)?.has(child) ?? false
}

export const MARK_NAMES: readonly string[] = [
  'link',
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
]
const marks = new Set(MARK_NAMES)

/** A mark that does not exclude itself is stored with a hash behind its name. */
const HASH = /^--[a-zA-Z0-9+/=]{8}$/

/** Whether a text may carry a format of this name. */
export function isMarkName(key: string): boolean {
  return marks.has(key) || (HASH.test(key.slice(-10)) && marks.has(key.slice(0, -10)))
}

/** Longer values belong to no attribute and no mark. An address may have 2,048 characters. */
export const LONGEST_VALUE = 4_096

type Check = (value: unknown) => boolean
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const text: Check = (value) => typeof value === 'string' && value.length <= LONGEST_VALUE
const nothing: Check = () => false

const direction = oneOf('ltr', 'rtl')
/** Wider than the 100 that are rendered: whoever merges the cells of a long column may go on. */
const span = whole(1, 1_000)

const attributes = new Map<string, Map<string, Check>>(
  Object.entries({
    paragraph: { dir: direction, hint: text },
    heading: { dir: direction, level: whole(1, 4) },
    callout: { kind: oneOf('key-message', 'recommendation'), addressee: text },
    // Whatever number somebody begins a line with; what is rendered is bounded by `listStart`.
    orderedList: { start: Number.isFinite },
    listItem: { dir: direction },
    taskItem: { checked: oneOf(true, false), dir: direction },
    tableCell: { colspan: span, rowspan: span, colwidth: nothing },
    tableHeader: { colspan: span, rowspan: span, colwidth: nothing },
  } satisfies Record<string, Record<string, Check>>).map(([name, checks]) => [
    name,
    new Map<string, Check>(Object.entries(checks)),
  ]),
)

/** Names of the attributes of a node. */
export function attributeNames(node: string): string[] {
  return [...(attributes.get(node)?.keys() ?? [])]
}

/** Whether a node may have an attribute with this value. `null` stands for the default and always fits. */
export function attributeFits(node: string, key: string, value: unknown): boolean {
  const check = attributes.get(node)?.get(key)
  return check !== undefined && (value === null || value === undefined || check(value))
}

/**
 * The most elements around a text. Twelve nested lists are 24; drawing a document takes a few calls for each level, so
 * that thousands of them end every browser.
 */
export const DEEPEST_ELEMENT = 100
