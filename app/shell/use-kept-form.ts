import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'
import { beginFrom } from '#app/ui/index.ts'

type Kept = {
  person: string
  page: string
  action: string
  /** What tells this form from others of its kind on the page: whose row it stands in, what it does. */
  marks: [name: string, value: string][]
  /** Which state of the thing it began from; missing in what a page of an earlier version of the portal kept. */
  began?: [name: string, value: string][]
  fields: [name: string, value: string][]
  boxes: [name: string, value: string, checked: boolean][]
  refused: boolean
}

const place = 'kept-form'

/**
 * Keeps what was typed when a form is sent after the session has ended: the form comes back filled after signing in.
 * Kept in this tab only, for the same person only, without passwords and files; forgotten once the form got through.
 */
export function useKeptForm(person: string | undefined, onRestored: () => void) {
  const { pathname, search, key } = useLocation()

  useEffect(() => {
    const keep = ({ target }: SubmitEvent) => {
      if (!person || !(target instanceof HTMLFormElement) || target.method !== 'post') return
      const kept: Kept = {
        person,
        page: pathname + search,
        action: actionOf(target),
        marks: marksOf(target),
        began: hiddenIn(target, true),
        fields: typedInto(target),
        boxes: boxesOf(target).map(({ name, value, checked }) => [name, value, checked]),
        refused: false,
      }
      sessionStorage.setItem(place, JSON.stringify(kept))
    }
    document.addEventListener('submit', keep, { capture: true })
    return () => document.removeEventListener('submit', keep, { capture: true })
  }, [person, pathname, search])

  useEffect(() => {
    const kept = read()
    if (!kept) return
    if (pathname === '/sign-in') {
      // A browser that dropped the cookie of the ended session is led back to the page too, only without the word.
      const asked = new URLSearchParams(search)
      if (asked.has('ended') || asked.get('next') === kept.page)
        sessionStorage.setItem(place, JSON.stringify({ ...kept, refused: true }))
      else if (!kept.refused) sessionStorage.removeItem(place)
      return
    }
    if (!person) return
    sessionStorage.removeItem(place)
    if (kept.refused && kept.person === person && kept.page === pathname + search && restore(kept))
      onRestored()
    // The key of the location is new with every step, also to the same address.
  }, [person, pathname, search, key, onRestored])
}

function read(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

const actionOf = (form: HTMLFormElement) => form.getAttribute('action') ?? ''

// What stood when typing began may be another thing by now, and the form is still the same one.
const marksOf = (form: HTMLFormElement) => hiddenIn(form, false)

function hiddenIn(form: HTMLFormElement, began: boolean): [name: string, value: string][] {
  return inputsOf(form)
    .filter(({ type, name, dataset }) => type === 'hidden' && name !== '' && 'beganFrom' in dataset === began)
    .map(({ name, value }) => [name, value])
}

function typedInto(form: HTMLFormElement): Kept['fields'] {
  return [...form.elements]
    .filter((field) => isText(field) && field.name !== '' && field.value !== '')
    .map((field) => [(field as Text).name, (field as Text).value])
}

function boxesOf(form: HTMLFormElement): HTMLInputElement[] {
  return inputsOf(form).filter(({ type, name }) => (type === 'checkbox' || type === 'radio') && name !== '')
}

function inputsOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter((field) => field instanceof HTMLInputElement)
}

type Text = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const unkept = new Set(['password', 'hidden', 'file', 'checkbox', 'radio', 'submit', 'button'])
function isText(field: Element): field is Text {
  return (
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement ||
    (field instanceof HTMLInputElement && !unkept.has(field.type))
  )
}

function restore({ action, marks, began = [], fields, boxes }: Kept): boolean {
  const wanted = JSON.stringify(marks)
  const form = [...document.forms].find(
    (each) =>
      actionOf(each) === action &&
      JSON.stringify(marksOf(each)) === wanted &&
      fields.every(([name]) => each.elements.namedItem(name) !== null),
  )
  if (!form || fields.length + boxes.length === 0) return false
  for (const [name, value] of began) {
    const input = form.elements.namedItem(name)
    if (input instanceof HTMLInputElement) beginFrom(input, value)
  }
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name)
    if (!(field instanceof Element) || !isText(field)) continue
    // React reads a field through its own property; the prototype's setter lets the change be seen.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  for (const [name, value, checked] of boxes) {
    const box = boxesOf(form).find((each) => each.name === name && each.value === value)
    // A radio button is let go by pressing another one.
    if (box && box.checked !== checked && (checked || box.type === 'checkbox')) box.click()
  }
  for (
    let around = form.closest('details');
    around;
    around = around.parentElement?.closest('details') ?? null
  )
    around.open = true
  return true
}
