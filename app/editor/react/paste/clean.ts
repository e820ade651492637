import { rename, unwrap } from './dom.ts'
import { isBlank, keepLines, removeBlankLines } from './lines.ts'
import { marksFromStyles } from './styles.ts'
import { listsFromWord, listsFromWordOnline } from './word-lists.ts'

export interface CleanedPaste {
  html: string
  /** Pictures that were left out: the grammar has no place for them yet. */
  pictures: number
}

const GONE =
  'style, script, noscript, meta, link, title, template, iframe, object, embed, xml, svg, form input, button, select'
const KEPT: Record<string, readonly string[]> = {
  A: ['href'],
  ASIDE: ['data-callout', 'data-addressee'],
  LI: ['data-type', 'data-checked', 'dir'],
  OL: ['start'],
  UL: ['data-type'],
  TD: ['colspan', 'rowspan'],
  TH: ['colspan', 'rowspan'],
  P: ['dir'],
  H1: ['dir'],
  H2: ['dir'],
  H3: ['dir'],
  H4: ['dir'],
}

/**
 * What a word processor put on the clipboard, without its rubbish: the structure and emphasis a writer meant
 * (headings, lists, tables, quotations, links, bold, italic, underline, raised and lowered text, direction),
 * no styles, classes, comments or Office tags. Text copied from a chapter is left as it is.
 * Uses the browser's own parser, in an inert document: nothing in it is loaded or run.
 */
export function cleanPastedHtml(html: string): CleanedPaste {
  if (/\sdata-pm-slice=/.test(html)) return { html, pictures: 0 }
  const body = new DOMParser().parseFromString(html, 'text/html').body
  removeComments(body)
  for (const element of body.querySelectorAll(GONE)) element.remove()
  tasksFromGoogle(body)
  const pictures = removePictures(body)
  unwrapOfficeTags(body)
  headingsFromWord(body)
  listsFromWord(body)
  listsFromWordOnline(body)
  keepLines(body)
  keepDirection(body)
  marksFromStyles(body)
  for (const cell of body.querySelectorAll('thead td')) rename(cell, 'th')
  mendLinks(body)
  for (const element of body.querySelectorAll('span, font, a:not([href])')) unwrap(element)
  removeBlankLines(body)
  dropAttributes(body)
  return { html: body.innerHTML, pictures }
}

function removeComments(body: Element): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
}

function removePictures(body: Element): number {
  const pictures = body.querySelectorAll('img, picture, video, audio, canvas')
  for (const picture of pictures) picture.remove()
  return pictures.length
}

/** `o:p`, `w:sdt`, `st1:place` and their kin: the words stay, the tags go. */
function unwrapOfficeTags(body: Element): void {
  for (const element of body.querySelectorAll('*')) {
    if (!element.tagName.includes(':')) continue
    if (/^V:|^O:(?!P$)/.test(element.tagName) || isBlank(element)) element.remove()
    else unwrap(element)
  }
}

function headingsFromWord(body: Element): void {
  for (const title of body.querySelectorAll('p.MsoTitle, p.Title')) rename(title, 'h1')
  for (const heading of body.querySelectorAll('h5, h6')) rename(heading, 'h4')
  for (const quote of body.querySelectorAll('p.MsoQuote, p.MsoIntenseQuote')) {
    const frame = body.ownerDocument.createElement('blockquote')
    quote.replaceWith(frame)
    frame.append(quote)
  }
}

/** A checklist of Google Docs: list items that play a checkbox, each with a picture of one. */
function tasksFromGoogle(body: Element): void {
  for (const item of body.querySelectorAll('li[role="checkbox"]')) {
    item.setAttribute('data-type', 'taskItem')
    item.setAttribute('data-checked', String(item.getAttribute('aria-checked') === 'true'))
    item.parentElement?.setAttribute('data-type', 'taskList')
    for (const picture of item.querySelectorAll('img')) picture.remove()
  }
}

/** Only right-to-left is worth keeping: word processors write `ltr` on every line. */
function keepDirection(body: Element): void {
  for (const element of body.querySelectorAll('p, li, h1, h2, h3, h4')) {
    const direction =
      element.getAttribute('dir') ?? (element instanceof HTMLElement ? element.style.direction : '')
    if (direction.toLowerCase() === 'rtl') element.setAttribute('dir', 'rtl')
    else element.removeAttribute('dir')
  }
}

function mendLinks(body: Element): void {
  for (const link of body.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? ''
    const redirects = href.startsWith('https://www.google.com/url?') && URL.canParse(href)
    const target = redirects ? new URL(href).searchParams.get('q') : null
    if (target) link.setAttribute('href', target)
    if (href.startsWith('#') || href === '') unwrap(link)
  }
}

function dropAttributes(body: Element): void {
  for (const element of body.querySelectorAll('*')) {
    const kept = KEPT[element.tagName] ?? []
    for (const name of element.getAttributeNames()) if (!kept.includes(name)) element.removeAttribute(name)
  }
}
