import { useEffect, useRef, useState } from 'react'

export type BeganFromProps = {
  name: string
  /** The state of the thing that this page shows: a version, or the moment of its last change. */
  state: string | number
  /** The state that the answer to this form named; sent the next time by somebody who was told of it. */
  told?: string
}

const asked = 'begin-from'

/**
 * Which state of a thing a form began from, sent along unseen: whoever would save over a newer one is told first. A page
 * that reloads around the form changes nothing of it, for what stands in the fields began from the older state. Where the
 * form stays on the page once it is saved, the state is its `key` as well: the next change begins from what was saved.
 */
export function BeganFrom({ name, state, told }: BeganFromProps) {
  const [began, setBegan] = useState(String(state))
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const field = input.current
    const begin = (event: Event) => setBegan(String((event as CustomEvent).detail))
    field?.addEventListener(asked, begin)
    return () => field?.removeEventListener(asked, begin)
  }, [])
  return <input ref={input} type="hidden" name={name} value={told ?? began} data-began-from />
}

/** Has a form that is filled again say that it began from the state it began from the first time. */
export function beginFrom(field: HTMLInputElement, state: string) {
  field.dispatchEvent(new CustomEvent(asked, { detail: state }))
}
