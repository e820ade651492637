import { serializeAttrsToHTMLString } from '@tiptap/static-renderer/json/html-string'
import { asAddressee, asCalloutKind, type CalloutKind } from '../nodes/callout-values.ts'
import { asDirection } from '../nodes/direction.ts'
import { listStart } from '../nodes/lists.ts'
import { cellSpan } from '../nodes/table.ts'
import { renderInline } from './inline.ts'
import { childrenOf, headingLevel, inlineText, type DocumentJson } from './json.ts'

export interface RendererProps {
  node: DocumentJson
  parent?: DocumentJson
  children?: string | string[]
  renderElement: (props: { content: DocumentJson; parent?: DocumentJson }) => string | string[]
}
export type Renderer = (props: RendererProps) => string

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** How each node of the grammar looks when read, by name. Containers with nothing in them are left out. */
export function blockRenderers(
  headingId: (heading: DocumentJson) => string | undefined,
  calloutLabel?: (kind: CalloutKind, addressee: string) => string,
): Record<string, Renderer> {
  return {
    doc: inside,
    text: ({ node }) => renderInline({ content: [node] }),
    hardBreak: () => '<br>',
    horizontalRule: () => '<hr>',
    // An empty line is how one moves on in an editor; it means nothing to a reader.
    paragraph: ({ node }) =>
      ifAny(renderInline(node), (html) => element('p', { dir: directionOf(node) }, html)),
    heading: ({ node }) => ifAny(renderInline(node), (html) => heading(node, html, headingId(node))),
    blockquote: (props) => ifAny(inside(props), (html) => element('blockquote', {}, html)),
    callout: (props) => ifAny(inside(props), (html) => callout(props.node, html, calloutLabel)),
    bulletList: (props) => ifAny(inside(props), (html) => element('ul', {}, html)),
    orderedList: (props) =>
      ifAny(inside(props), (html) => element('ol', { start: startOf(props.node) }, html)),
    listItem: (props) => element('li', { dir: directionOf(props.node) }, inside(props)),
    taskList: (props) => ifAny(inside(props), (html) => element('ul', { class: 'task-list' }, html)),
    taskItem: (props) => task(props.node, inside(props)),
    table: (props) =>
      ifAny(table(props), (html) => element('div', { class: 'table-frame', tabindex: 0 }, html)),
    tableRow: (props) => ifAny(inside(props), (html) => element('tr', {}, html)),
    tableCell: (props) => element('td', spansOf(props.node), inside(props)),
    tableHeader: ({ node, parent, ...rest }) =>
      element(
        'th',
        { scope: isHeadRow(parent) ? 'col' : 'row', ...spansOf(node) },
        inside({ node, parent, ...rest }),
      ),
  }
}

function heading(node: DocumentJson, html: string, id: string | undefined): string {
  // The link has no words of its own: it is named by the heading, its sign comes from the style sheet.
  const link = id ? element('a', { class: 'heading-anchor', href: `#${id}`, 'aria-labelledby': id }, '') : ''
  return element(`h${headingLevel(node)}`, { id, dir: directionOf(node) }, html + link)
}

function callout(
  node: DocumentJson,
  html: string,
  label?: (kind: CalloutKind, addressee: string) => string,
): string {
  const kind = asCalloutKind(node.attrs?.kind)
  const addressee = kind === 'recommendation' ? asAddressee(node.attrs?.addressee).trim() : ''
  const head = label ? `<p class="callout-label">${renderInline(words(label(kind, addressee)))}</p>` : ''
  return element('aside', { 'data-callout': kind, 'data-addressee': addressee || null }, head + html)
}

function task(node: DocumentJson, html: string): string {
  const box = element('input', {
    type: 'checkbox',
    disabled: '',
    checked: node.attrs?.checked === true ? '' : null,
  })
  return element('li', { dir: directionOf(node) }, `${box}<div>${html}</div>`)
}

function table({ node, renderElement }: RendererProps): string {
  const rows = childrenOf(node)
  const firstOfBody = rows.findIndex((row) => !isHeadRow(row))
  const split = firstOfBody === -1 ? rows.length : firstOfBody
  const part = (tag: string, some: DocumentJson[]) =>
    ifAny(some.flatMap((content) => renderElement({ content, parent: node })).join(''), (html) =>
      element(tag, {}, html),
    )
  const html = part('thead', rows.slice(0, split)) + part('tbody', rows.slice(split))
  return ifAny(html, () => element('table', {}, html))
}

function isHeadRow(row: DocumentJson | undefined): boolean {
  const cells = row ? childrenOf(row) : []
  return cells.length > 0 && cells.every((cell) => cell.type === 'tableHeader')
}

function spansOf(node: DocumentJson): Record<string, number | null> {
  const columns = cellSpan(node.attrs?.colspan)
  const rows = cellSpan(node.attrs?.rowspan)
  return { colspan: columns === 1 ? null : columns, rowspan: rows === 1 ? null : rows }
}

function startOf(node: DocumentJson): number | null {
  const start = listStart(node.attrs?.start)
  return start === 1 ? null : start
}

/** The direction chosen by the author; where none is, the browser decides, if there is anything to decide. */
function directionOf(node: DocumentJson): string | null {
  const chosen = asDirection(node.attrs?.dir)
  if (chosen || node.type === 'listItem' || node.type === 'taskItem') return chosen
  return RIGHT_TO_LEFT.test(inlineText(node)) ? 'auto' : null
}

function inside({ children }: RendererProps): string {
  return [children ?? ''].flat().join('')
}

function ifAny(html: string, wrap: (html: string) => string): string {
  return html.trim() ? wrap(html) : ''
}

function words(text: string): DocumentJson {
  return { content: [{ type: 'text', text }] }
}

function element(
  tag: string,
  attrs: Record<string, string | number | null | undefined>,
  html?: string,
): string {
  const start = `<${tag}${serializeAttrsToHTMLString(attrs)}>`
  return html === undefined ? start : `${start}${html}</${tag}>`
}
