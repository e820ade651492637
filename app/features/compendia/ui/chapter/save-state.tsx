import { Check, CloudOff, Eye, Loader, LockKeyhole, RefreshCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '#app/collab/client/index.ts'

const icons = {
  opening: Loader,
  saved: Check,
  saving: RefreshCw,
  'on-this-device': CloudOff,
  'read-only': Eye,
  'access-changed': LockKeyhole,
  'signed-out': CloudOff,
  'editor-too-old': LockKeyhole,
} as const

/** The truth about what was typed, in words, at every moment. Changes of state are announced, each keystroke is not. */
export function SaveState({ state }: { state: SessionState }) {
  const { t } = useTranslation('collab')
  const { status } = state
  const count = 'changes' in status ? status.changes : 0
  // Nothing may be called kept that would be lost with the page.
  const lost = state.atRisk && count > 0
  const Icon = lost ? TriangleAlert : icons[status.kind]
  const words = t(lost ? 'status.not-kept' : `status.${status.kind}`, { count })
  return (
    <p className="flex items-center gap-1.5 text-sm text-ink-soft" data-save-state={status.kind}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span>{words}</span>
      <span role="status" className="sr-only">
        {status.kind === 'saving' || status.kind === 'saved' ? '' : words}
      </span>
    </p>
  )
}
