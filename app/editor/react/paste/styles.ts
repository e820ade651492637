import { declared, unwrap, wrapInside } from './dom.ts'

const HEADINGS = 'h1, h2, h3, h4, th, thead td'

/** Emphasis that word processors write as styles of spans becomes emphasis; all other styles mean nothing here. */
export function marksFromStyles(body: Element): void {
  for (const element of body.querySelectorAll('b, strong, i, em, u, s')) {
    // Google Docs wraps everything into <b style="font-weight:normal">.
    if (isTakenBack(element)) unwrap(element)
  }
  for (const element of body.querySelectorAll('[style]')) {
    if (!element.matches('span, font, b, strong, i, em, u, a, p, li')) continue
    for (const tag of tagsOf(element)) if (isNews(element, tag)) wrapInside(element, tag)
  }
  for (const space of body.querySelectorAll('span')) {
    if (declared(space, 'mso-spacerun') === 'yes') space.textContent = ' '
  }
  // A heading is bold by being a heading, a link underlined by being a link.
  for (const element of body.querySelectorAll('b, strong')) if (element.closest(HEADINGS)) unwrap(element)
  for (const element of body.querySelectorAll('a u, u:has(> a:only-child)')) unwrap(element)
}

function isTakenBack(element: Element): boolean {
  if (element.matches('b, strong')) return /^(normal|[1-5]00)$/.test(declared(element, 'font-weight'))
  if (element.matches('i, em')) return declared(element, 'font-style') === 'normal'
  return declared(element, 'text-decoration') === 'none'
}

function tagsOf(element: Element): string[] {
  const decoration = `${declared(element, 'text-decoration')} ${declared(element, 'text-decoration-line')}`
  const raised = declared(element, 'vertical-align')
  const tags: string[] = []
  if (/^(bold|bolder|[6-9]00)$/.test(declared(element, 'font-weight'))) tags.push('strong')
  if (/^(italic|oblique)/.test(declared(element, 'font-style'))) tags.push('em')
  if (decoration.includes('underline')) tags.push('u')
  if (decoration.includes('line-through')) tags.push('s')
  if (raised === 'super') tags.push('sup')
  if (raised === 'sub') tags.push('sub')
  return tags
}

const SAME: Record<string, string> = {
  strong: 'b, strong',
  em: 'i, em',
  u: 'u, a',
  s: 's, del, strike',
  sup: 'sup',
  sub: 'sub',
}

function isNews(element: Element, tag: string): boolean {
  return element.closest(SAME[tag] ?? tag) === null && element.textContent !== ''
}
