import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Placeholder } from '#app/platform/mail/wording.ts'
import { Button } from '#app/ui/index.ts'
import { braced } from '../names.ts'

type PlaceholdersProps = {
  names: readonly Placeholder[]
  needs: readonly Placeholder[]
  /** The form whose field they are put into, where the caret was last. */
  form: RefObject<HTMLFormElement>
}

/** What a text may name, with what it stands for. With scripts, a press puts it into the text. */
export function Placeholders({ names, needs, form }: PlaceholdersProps) {
  const { t } = useTranslation('emails')
  const [insertable, setInsertable] = useState(false)
  const last = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)

  useEffect(() => {
    const within = form.current
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) last.current = target
    }
    within?.addEventListener('focusin', remember)
    setInsertable(true)
    return () => within?.removeEventListener('focusin', remember)
  }, [form])

  const insert = (name: Placeholder) => {
    const field = last.current?.isConnected ? last.current : form.current?.querySelector('textarea')
    if (!field) return
    field.focus()
    field.setRangeText(braced(name), field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
  }

  return (
    <aside aria-labelledby="placeholders" className="flex flex-col gap-3 self-start">
      <h2 id="placeholders" className="text-lg font-semibold">
        {t('edit.placeholders')}
      </h2>
      <p className="text-sm text-ink-soft">{t('edit.placeholdersHelp')}</p>
      <dl className="border-t border-line">
        {names.map((name) => (
          <div key={name} className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line py-2.5">
            <dt className="min-w-0 grow basis-40">
              <code className="text-sm">{braced(name)}</code>
            </dt>
            {insertable && (
              <dd>
                <Button
                  type="button"
                  size="small"
                  onClick={() => insert(name)}
                  aria-label={t('edit.insertThis', { name: braced(name) })}
                >
                  {t('edit.insert')}
                </Button>
              </dd>
            )}
            <dd className="basis-full text-sm text-ink-soft">
              {t(`placeholders.${name}`)}
              {needs.includes(name) && <strong className="block text-ink">{t('edit.needed')}</strong>}
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
