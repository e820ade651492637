import { declared } from './dom.ts'

interface Level {
  list: Element
  depth: number
}

/**
 * Word copies a list as paragraphs whose style says `mso-list:l0 level2 lfo1` and whose words begin with the
 * bullet or number itself. Runs of them become nested lists, numbered where the sign is a number or letter.
 */
export function listsFromWord(body: Element): void {
  let open: Level[] = []
  let last: Element | null = null
  for (const line of body.querySelectorAll('p, h1, h2, h3, h4')) {
    const depth = levelOf(line)
    if (depth === null) continue
    if (!last || nextBlock(last) !== line) open = []
    const sign = takeSign(line)
    while (open.length > 1 && (open.at(-1)?.depth ?? 0) > depth) open.pop()
    if (open.length === 0 || (open.at(-1)?.depth ?? 0) < depth)
      open.push(startList(line, sign, depth, open.at(-1)))
    const item = body.ownerDocument.createElement('li')
    const list = open.at(-1)?.list
    line.removeAttribute('style')
    line.removeAttribute('class')
    list?.append(item)
    item.append(line)
    last = open[0]?.list ?? null
  }
}

function startList(line: Element, sign: string, depth: number, parent: Level | undefined): Level {
  const numbered = /^\(?([0-9]+|[a-z]{1,4})[.)]/i.exec(sign)
  const list = line.ownerDocument.createElement(numbered ? 'ol' : 'ul')
  const start = Number(numbered?.[1])
  if (start > 1) list.setAttribute('start', String(start))
  const item = parent?.list.lastElementChild
  if (item) item.append(list)
  else line.before(list)
  return { list, depth }
}

function levelOf(line: Element): number | null {
  const level = /\blevel(\d)/.exec(declared(line, 'mso-list'))
  if (level) return Number(level[1])
  return line.className.startsWith('MsoListParagraph') && signIn(line) ? 1 : null
}

function takeSign(line: Element): string {
  const sign = signIn(line)
  const text = sign?.textContent ?? ''
  sign?.remove()
  return text.trim()
}

function signIn(line: Element): Element | undefined {
  return [...line.querySelectorAll('span')].find((span) => declared(span, 'mso-list') === 'ignore')
}

function nextBlock(element: Element): Element | null {
  return element.nextElementSibling
}
