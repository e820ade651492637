/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the text keeps the focus while one chooses; no form control does that */
import type { Editor } from '@tiptap/core'
import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { shownKeys } from '../keys.ts'
import type { SlashState, SlashStore } from './slash.ts'

interface SlashMenuProps {
  editor: Editor
  store: SlashStore
}

/** The list under the caret. Focus stays in the text; the marked choice is told by `aria-activedescendant`. */
export function SlashMenu({ editor, store }: SlashMenuProps) {
  const state = useSyncExternalStore(store.subscribe, store.read, () => null)
  const id = useId()
  const text = editor.view.dom

  useEffect(() => {
    if (!state) return
    text.setAttribute('aria-haspopup', 'listbox')
    text.setAttribute('aria-controls', id)
    const item = state.items[state.index]
    if (item) text.setAttribute('aria-activedescendant', `${id}-${item.id}`)
    else text.removeAttribute('aria-activedescendant')
    return () => {
      for (const name of ['aria-haspopup', 'aria-controls', 'aria-activedescendant'])
        text.removeAttribute(name)
    }
  }, [state, id, text])

  return state ? createPortal(<Choices id={id} state={state} store={store} />, document.body) : null
}

function Choices({ id, state, store }: { id: string; state: SlashState; store: SlashStore }) {
  const { t } = useTranslation('editor')
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ top: number; left: number } | null>(null)

  useLayoutEffect(() => {
    const rect = state.rect()
    const box = list.current
    if (!rect || !box) return
    const view = window.visualViewport
    const bottom = (view?.height ?? window.innerHeight) + (view?.offsetTop ?? 0)
    const fitsBelow = rect.bottom + 8 + box.offsetHeight <= bottom
    setPlace({
      top: fitsBelow ? rect.bottom + 6 : Math.max(8, rect.top - box.offsetHeight - 6),
      left: Math.max(8, Math.min(rect.left - 8, window.innerWidth - box.offsetWidth - 8)),
    })
  }, [state])

  useEffect(() => {
    if (state.index >= 0)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [state.index])

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('slash.label')}
      className="slash-menu"
      style={place ?? { visibility: 'hidden' }}
    >
      {state.items.length === 0 && <p className="slash-none">{t('slash.none')}</p>}
      {state.items.map((item, index) => (
        <div
          key={item.id}
          id={`${id}-${item.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === state.index}
          className="slash-item"
          // The press must not take the focus out of the text.
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => index !== state.index && store.move(index)}
          onClick={() => state.choose(item)}
          onKeyDown={() => {}}
        >
          <item.icon aria-hidden size={18} />
          <span className="slash-name">{t(`block.${item.id}`)}</span>
          {item.keys && <kbd aria-hidden>{shownKeys(item.keys)}</kbd>}
        </div>
      ))}
    </div>
  )
}
