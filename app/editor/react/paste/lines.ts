import { declared, rename } from './dom.ts'

const BLOCKS =
  'address, article, aside, blockquote, dd, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, ' +
  'h4, header, hr, li, ol, p, pre, section, table, ul'
// Blocks that ProseMirror's parser does not know as such; without this their lines would run into each other.
const UNKNOWN_BLOCKS = 'center, main, nav, details, summary, dt, caption, legend, hgroup'

/** What stood on lines of its own stays on lines of its own, by whichever means it stood there. */
export function keepLines(body: Element): void {
  for (const element of body.querySelectorAll(UNKNOWN_BLOCKS)) rename(element, 'div')
  for (const element of body.querySelectorAll('span[style], font[style], label[style]'))
    if (/^(block|flex|list-item|table)$/.test(declared(element, 'display'))) rename(element, 'div')
  for (const element of body.querySelectorAll('pre, [style*="white-space"]'))
    if (element.matches('pre') || /^(pre|break-spaces)/.test(declared(element, 'white-space')))
      breakLines(element)
  for (const element of body.querySelectorAll('pre')) rename(element, 'div')
}

function breakLines(element: Element): void {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  for (const text of texts) {
    if (!/\S/.test(text.data) || !text.data.includes('\n')) continue
    const lines = text.data.split(/\r?\n/)
    text.replaceWith(
      ...lines.flatMap((line, index) =>
        index === 0 ? [line] : [element.ownerDocument.createElement('br'), line],
      ),
    )
  }
}

/** Blank lines, which word processors write for distance, and line breaks that break nothing. */
export function removeBlankLines(body: Element): void {
  for (const line of body.querySelectorAll('p, h1, h2, h3, h4, div')) {
    if (isBlank(line) && !line.closest('td, th')) line.remove()
  }
  const breaks = [...body.querySelectorAll('br')]
  for (const lineBreak of breaks) if (isEdge(lineBreak, 'previousSibling')) lineBreak.remove()
  for (const lineBreak of breaks.toReversed()) {
    if (isEdge(lineBreak, 'nextSibling') || lineBreak.className === 'Apple-interchange-newline')
      lineBreak.remove()
  }
}

/** Whether a break stands at the edge of its block, or of one beside it. */
function isEdge(lineBreak: Element, way: 'previousSibling' | 'nextSibling'): boolean {
  let beside = lineBreak[way]
  while (beside instanceof Text && /^[ \t\r\n]*$/.test(beside.data)) beside = beside[way]
  if (beside instanceof Element) return beside.matches(BLOCKS)
  return beside === null && (lineBreak.parentElement?.matches(`${BLOCKS}, body, td, th`) ?? false)
}

export function isBlank(element: Element): boolean {
  return /^[\s\u00a0]*$/.test(element.textContent ?? '') && element.querySelector('hr, table, li') === null
}
