import { escapeHTML, escapeHTMLAttribute } from '@tiptap/static-renderer/json/html-string'
import { safeAddress } from '../marks/address.ts'
import { childrenOf, inlineText, type DocumentJson } from './json.ts'

interface Run {
  html: string
  marks: { key: string; open: string; close: string }[]
}

/** Marks from the outside in; a link is outermost, so that a bold word in it does not split it. */
export const MARKS = ['link', 'bold', 'italic', 'underline', 'strike', 'superscript', 'subscript'] as const
type MarkName = (typeof MARKS)[number]

const TAGS: Record<Exclude<MarkName, 'link'>, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
}

/** The words of a paragraph or heading as HTML; neighbours share their tags. */
export function renderInline(node: DocumentJson): string {
  let html = ''
  let open: Run['marks'] = []
  for (const run of childrenOf(node).map(toRun)) {
    let same = 0
    while (same < open.length && open[same]?.key === run.marks[same]?.key) same++
    html += closing(open.slice(same))
    for (const mark of run.marks.slice(same)) html += mark.open
    html += run.html
    open = run.marks
  }
  return html + closing(open)
}

function toRun(node: DocumentJson): Run {
  if (node.type === 'hardBreak') return { html: '<br>', marks: marksOf(node) }
  return { html: escapeHTML(inlineText(node)), marks: marksOf(node) }
}

function marksOf(node: DocumentJson): Run['marks'] {
  const marks = Array.isArray(node.marks) ? node.marks : []
  return MARKS.flatMap((name) => {
    const mark = marks.find((candidate) => candidate?.type === name)
    if (!mark) return []
    if (name !== 'link') return [{ key: name, open: `<${TAGS[name]}>`, close: `</${TAGS[name]}>` }]
    const href = safeAddress(mark.attrs?.href)
    if (!href) return []
    return [
      { key: `link ${href}`, open: `<a href="${escapeHTMLAttribute(href)}" rel="noopener">`, close: '</a>' },
    ]
  })
}

function closing(marks: Run['marks']): string {
  return marks
    .map((mark) => mark.close)
    .toReversed()
    .join('')
}
