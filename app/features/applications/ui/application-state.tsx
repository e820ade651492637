import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusWord, type StatusTone } from '#app/ui/index.ts'
import type { State } from '../shapes.ts'

const tones: Record<State, StatusTone> = {
  draft: 'outline',
  submitted: 'draft',
  'under review': 'review',
  'information requested': 'blocked',
  accepted: 'final',
  declined: 'blocked',
  withdrawn: 'outline',
  expired: 'outline',
}

/** How far an application is, in a word: the applicant's, or other words for other readers. */
export function ApplicationState({ state, children }: { state: State; children?: ReactNode }) {
  const { t } = useTranslation('applications')
  return <StatusWord status={tones[state]}>{children ?? t(`states.${state}`)}</StatusWord>
}
