import { declared, unwrap } from './dom.ts'

const HEADINGS = 'h1, h2, h3, h4, th, thead td'
const EMPHASIS = 'b, strong, i, em, u, s, strike, del, sup, sub'
// Blanks between blocks are no text, whatever the style of what they stand in.
const WITHOUT_TEXT = 'ul, ol, table, thead, tbody, tfoot, tr, colgroup, body, div, blockquote'

interface Emphasis {
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
  raised: 'sup' | 'sub' | null
}

const PLAIN: Emphasis = { bold: false, italic: false, underline: false, strike: false, raised: null }

/**
 * Emphasis, as a reader sees it, becomes emphasis; all other styles mean nothing here. Word processors say it with
 * tags or styles of letters, words, paragraphs or items, and what stands further inside takes it back again: Google
 * Docs gives an item the weight of its first word and wraps everything into `<b style="font-weight:normal">`.
 */
export function marksFromStyles(body: Element): void {
  for (const space of body.querySelectorAll('span')) {
    if (declared(space, 'mso-spacerun') === 'yes') space.textContent = ' '
  }
  const written = [...body.querySelectorAll(EMPHASIS)]
  const texts: [Text, Emphasis][] = []
  collect(body, PLAIN, texts)
  for (const [text, emphasis] of texts) for (const tag of tagsOf(text, emphasis)) wrap(text, tag)
  for (const element of written) unwrap(element)
}

function collect(element: Element, inherited: Emphasis, texts: [Text, Emphasis][]): void {
  const emphasis = emphasisOf(element, inherited)
  for (const child of element.childNodes) {
    if (child instanceof Element) collect(child, emphasis, texts)
    else if (child instanceof Text && isText(child, element)) texts.push([child, emphasis])
  }
}

function isText(text: Text, parent: Element): boolean {
  return /\S/.test(text.data) || (text.data !== '' && !parent.matches(WITHOUT_TEXT))
}

function emphasisOf(element: Element, inherited: Emphasis): Emphasis {
  const decoration = `${declared(element, 'text-decoration')} ${declared(element, 'text-decoration-line')}`
  // On a link it only says that the link itself draws no line.
  const undecorated = /\bnone\b/.test(decoration) && !element.matches('a') ? false : null
  return {
    bold: weightOf(element) ?? (element.matches('b, strong') || inherited.bold),
    italic: slantOf(element) ?? (element.matches('i, em') || inherited.italic),
    underline:
      undecorated ?? (element.matches('u') || decoration.includes('underline') || inherited.underline),
    strike:
      undecorated ??
      (element.matches('s, strike, del') || decoration.includes('line-through') || inherited.strike),
    raised: raisedBy(element) ?? inherited.raised,
  }
}

function weightOf(element: Element): boolean | null {
  const weight = declared(element, 'font-weight')
  if (/^(bold|bolder|[6-9]\d\d|1000)\b/.test(weight)) return true
  return /^(normal|lighter|initial|[1-5]?\d?\d)\b/.test(weight) ? false : null
}

function slantOf(element: Element): boolean | null {
  const style = declared(element, 'font-style')
  if (/^(italic|oblique)/.test(style)) return true
  return /^(normal|initial)/.test(style) ? false : null
}

function raisedBy(element: Element): Emphasis['raised'] {
  if (element.matches('td, th, tr, table')) return null
  const place = declared(element, 'vertical-align')
  if (element.matches('sup') || place === 'super') return 'sup'
  return element.matches('sub') || place === 'sub' ? 'sub' : null
}

function tagsOf(text: Text, { bold, italic, underline, strike, raised }: Emphasis): string[] {
  const within = (selector: string) => text.parentElement?.closest(selector) !== null
  const tags: (string | null)[] = [
    // A heading is bold by being a heading, a link underlined by being a link.
    bold && !within(HEADINGS) ? 'strong' : null,
    italic ? 'em' : null,
    underline && !within('a[href]') ? 'u' : null,
    strike ? 's' : null,
    raised,
  ]
  return tags.filter((tag) => tag !== null)
}

function wrap(text: Text, tag: string): void {
  const outer = text.ownerDocument.createElement(tag)
  text.replaceWith(outer)
  outer.append(text)
}
