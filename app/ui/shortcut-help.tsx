import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'

export type ShortcutGroup = {
  title: string
  /** `keys` as pressed together, joined by `+`; several ways are set apart by a space: `Ctrl+K Meta+K`. */
  shortcuts: readonly { keys: string; label: string }[]
}

export type ShortcutHelpProps = {
  groups: readonly ShortcutGroup[]
  isOpen: boolean
  onOpenChange: (open: boolean) => void
}

/** Everything the keyboard reaches, by place. Opened by `?`. */
export function ShortcutHelp({ groups, isOpen, onOpenChange }: ShortcutHelpProps) {
  const { t } = useTranslation('ui')
  return (
    <Dialog title={t('shortcuts.title')} size="wide" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {groups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="mb-1 text-sm font-semibold text-ink-soft">{title}</h3>
            <dl>
              {shortcuts.map(({ keys, label }) => (
                <div
                  key={`${keys} ${label}`}
                  className="flex items-baseline justify-between gap-4 border-b border-line py-1.5"
                >
                  <dt>{label}</dt>
                  <dd className="shrink-0 text-end">
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation('ui')
  return keys.split(' ').map((way, place) => (
    <Fragment key={way}>
      {place > 0 && <span className="mx-1 text-xs text-ink-soft">{t('shortcuts.or')}</span>}
      <kbd dir="ltr" className="inline-flex gap-1 font-sans">
        {way.split(/(?<=.)\+/u).map((key) => (
          <kbd
            key={key}
            className="min-w-6 rounded-sm border border-edge bg-wash px-1.5 text-center font-sans text-xs leading-5"
          >
            {key}
          </kbd>
        ))}
      </kbd>
    </Fragment>
  ))
}
