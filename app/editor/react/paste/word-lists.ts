import { declared } from './dom.ts'
import { NestedLists, type ListPlace } from './nested-lists.ts'

/**
 * Word copies a list as paragraphs whose style says `mso-list:l0 level2 lfo1` and whose words begin with the
 * bullet or number itself. Runs of them become nested lists, numbered where the sign is a number or letter.
 */
export function listsFromWord(body: Element): void {
  const lists = new NestedLists()
  let last: Element | null = null
  for (const line of body.querySelectorAll('p, h1, h2, h3, h4')) {
    const depth = levelOf(line)
    if (depth === null) continue
    if (!last || last.nextElementSibling !== line) lists.interrupt()
    const place = { ...signOf(line), depth, list: /\blfo\d+/.exec(declared(line, 'mso-list'))?.[0] ?? '' }
    const list = lists.listFor(place, body.ownerDocument, (list) => line.before(list))
    const item = body.ownerDocument.createElement('li')
    line.removeAttribute('style')
    line.removeAttribute('class')
    list.append(item)
    item.append(line)
    last = outermost(list)
  }
}

function outermost(list: Element): Element {
  const outer = list.parentElement?.closest('ul, ol')
  return outer ? outermost(outer) : list
}

function levelOf(line: Element): number | null {
  const level = /\blevel(\d)/.exec(declared(line, 'mso-list'))
  if (level) return Number(level[1])
  return line.className.startsWith('MsoListParagraph') && signIn(line) ? 1 : null
}

/** What the sign of an item says; the sign itself goes. */
function signOf(line: Element): Pick<ListPlace, 'kind' | 'number'> {
  const sign = signIn(line)
  const text = sign?.textContent?.trim() ?? ''
  sign?.remove()
  const numbered = /^\(?(?:(\d+)|([a-z]{1,4}))[.)]/i.exec(text)
  if (!numbered) return { kind: 'ul', number: null }
  return {
    kind: 'ol',
    number: numbered[1] ? Number(numbered[1]) : /^[ai]$/i.test(numbered[2] ?? '') ? 1 : null,
  }
}

function signIn(line: Element): Element | undefined {
  return [...line.querySelectorAll('span')].find((span) => declared(span, 'mso-list') === 'ignore')
}

/**
 * Word in the browser copies each item as a list of its own, in a `ListContainerWrapper`, and says in
 * `data-aria-level` how deep it stands. Runs of them become one nested list again.
 */
export function listsFromWordOnline(body: Element): void {
  const lists = new NestedLists()
  let last: Element | null = null
  for (const end of body.querySelectorAll('span.EOP')) end.remove()
  for (const item of body.querySelectorAll('li[data-aria-level]')) {
    const source = item.parentElement
    if (!source || source.parentElement?.closest('li')) continue
    const frame = item.closest('.ListContainerWrapper') ?? source
    if (frame !== last && (!last || last.nextElementSibling !== frame)) lists.interrupt()
    const kind = source.tagName === 'OL' ? 'ol' : 'ul'
    const place: ListPlace = {
      kind,
      depth: Number(item.getAttribute('data-aria-level')) || 1,
      number: kind === 'ol' ? numberOf(item, source) : null,
      list: item.getAttribute('data-listid') ?? '',
    }
    lists.listFor(place, body.ownerDocument, (list) => frame.before(list)).append(item)
    last = frame
  }
  for (const frame of body.querySelectorAll('.ListContainerWrapper, ul:empty, ol:empty'))
    if (!frame.querySelector('li')) frame.remove()
}

function numberOf(item: Element, list: Element): number {
  const number = Number(item.getAttribute('data-aria-posinset') ?? list.getAttribute('start') ?? 1)
  return Number.isInteger(number) && number > 0 ? number : 1
}
