import { useTranslation } from 'react-i18next'
import { ShortcutHelp } from '#app/ui/index.ts'

type ShortcutsProps = { isOpen: boolean; onOpenChange: (open: boolean) => void }

/** The list that `?` opens. */
export default function Shortcuts(props: ShortcutsProps) {
  const { t } = useTranslation('shell')
  return (
    <ShortcutHelp
      {...props}
      groups={[
        {
          title: t('shortcuts.everywhere'),
          shortcuts: [
            { keys: 'Ctrl+K ⌘+K', label: t('shortcuts.palette') },
            { keys: '?', label: t('shortcuts.help') },
            { keys: 'F6', label: t('shortcuts.messages') },
            { keys: 'Esc', label: t('shortcuts.close') },
          ],
        },
        {
          title: t('shortcuts.chapter'),
          shortcuts: [
            { keys: '/', label: t('shortcuts.slash') },
            { keys: 'Ctrl+B', label: t('shortcuts.bold') },
            { keys: 'Ctrl+I', label: t('shortcuts.italic') },
            { keys: 'Ctrl+Alt+1…4', label: t('shortcuts.heading') },
            { keys: 'Ctrl+K ⌘+K', label: t('shortcuts.link') },
            { keys: 'Alt+F10', label: t('shortcuts.toolbar') },
            { keys: 'Ctrl+F', label: t('shortcuts.find') },
            { keys: 'Ctrl+Z', label: t('shortcuts.undo') },
            { keys: 'Ctrl+Shift+Z', label: t('shortcuts.redo') },
          ],
        },
      ]}
    />
  )
}
