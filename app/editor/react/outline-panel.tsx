import { useTranslation } from 'react-i18next'
import type { OutlineEntry } from '../render/outline.ts'

interface OutlinePanelProps {
  entries: readonly OutlineEntry[]
  /** Id of the heading under which the caret stands. */
  current: string | null
  onGo: (id: string) => void
}

/** The headings of the chapter; one goes there by choosing it. */
export function OutlinePanel({ entries, current, onGo }: OutlinePanelProps) {
  const { t } = useTranslation('editor')
  if (entries.length === 0) return <p className="chapter-outline-none">{t('outline.empty')}</p>
  const top = Math.min(...entries.map(({ level }) => level))
  return (
    <nav aria-label={t('outline.label')} className="chapter-outline">
      <ol>
        {entries.map(({ id, level, text }) => (
          <li key={id} style={{ paddingInlineStart: `${(level - top) * 0.875}rem` }}>
            <button
              type="button"
              dir="auto"
              aria-current={id === current ? 'location' : undefined}
              onClick={() => onGo(id)}
            >
              {text}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
