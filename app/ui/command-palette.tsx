import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { veil } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'
import { Spinner } from './spinner.tsx'

export type PaletteResult = { id: string; group: string; label: string; hint?: string; href: string }

export type CommandPaletteProps = {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  /** Called with every change of what is typed, trimmed; also with `''` when it opens. */
  onQuery: (query: string) => void
  /** In the order to be shown; results of one group stand together. */
  results: readonly PaletteResult[]
  loading?: boolean
  placeholder?: string
}

/** Jump to anything by its name: type, choose with the arrows, go with Enter. */
export function CommandPalette({ isOpen, onOpenChange, ...content }: CommandPaletteProps) {
  const { t } = useTranslation('ui')
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className={classNames(veil, 'items-start justify-center sm:p-6 sm:pt-[12vh]')}
    >
      <Modal className="w-full max-w-xl animate-rise border border-line bg-raised text-ink shadow-lifted max-sm:h-full sm:rounded-lg">
        <Dialog
          aria-label={t('palette.title')}
          className="flex max-h-dvh flex-col outline-none sm:max-h-[70vh]"
        >
          <Finder {...content} onClose={() => onOpenChange(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type FinderProps = Omit<CommandPaletteProps, 'isOpen' | 'onOpenChange'> & { onClose: () => void }

function Finder({ onQuery, results, loading, placeholder, onClose }: FinderProps) {
  const { t } = useTranslation('ui')
  const [typed, setTyped] = useState('')
  const askFirst = useRef(onQuery)
  useEffect(() => askFirst.current(''), [])
  const query = typed.trim()
  const groups = [...new Set(results.map(({ group }) => group))]
  const status = loading
    ? t('palette.loading')
    : results.length > 0
      ? t('palette.found', { count: results.length })
      : query.length > 1
        ? t('palette.empty', { query })
        : t('palette.start')
  return (
    <Autocomplete
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text)
        onQuery(text.trim())
      }}
    >
      <div className="flex items-center border-b border-line">
        <TextField
          aria-label={t('palette.input')}
          autoFocus
          className="flex min-w-0 grow items-center gap-3 px-4"
        >
          {loading ? (
            <Spinner className="size-5 text-ink-soft" />
          ) : (
            <Search aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
          )}
          <Input
            placeholder={placeholder ?? t('palette.input')}
            dir="auto"
            className="h-14 min-w-0 grow bg-transparent text-lg outline-none"
          />
        </TextField>
        {/* On a phone it fills the screen, and there is no Escape. */}
        <IconButton label={t('close')} icon={<X />} onPress={onClose} className="me-2 sm:hidden" />
      </div>
      <Menu
        aria-label={t('palette.title')}
        onAction={onClose}
        className={classNames('grow overflow-y-auto py-2 outline-none', results.length === 0 && 'hidden')}
      >
        {groups.map((group) => (
          <MenuSection key={group} id={group}>
            <Header className="px-4 pt-2 pb-1 text-xs text-ink-soft">{group}</Header>
            {results
              .filter((result) => result.group === group)
              .map(({ id, label, hint, href }) => (
                <MenuItem
                  key={id}
                  id={id}
                  href={href}
                  textValue={label}
                  className="flex min-h-11 cursor-pointer justify-between gap-x-4 px-4 py-2 outline-none data-[focused]:bg-accent-wash max-sm:flex-col sm:items-baseline"
                >
                  <span dir="auto" className="min-w-0 truncate">
                    {label}
                  </span>
                  {hint && (
                    <span className="shrink-0 truncate text-sm text-ink-soft sm:max-w-[45%]">{hint}</span>
                  )}
                </MenuItem>
              ))}
          </MenuSection>
        ))}
      </Menu>
      <output className={results.length > 0 ? 'sr-only' : 'block grow px-4 py-6 text-ink-soft'}>
        {status}
      </output>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-soft max-sm:hidden">
        {t('palette.keys')}
      </p>
    </Autocomplete>
  )
}
