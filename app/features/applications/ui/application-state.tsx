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

/** How far an application is, in a word. */
export function ApplicationState({ state }: { state: State }) {
  const { t } = useTranslation('applications')
  return <StatusWord status={tones[state]}>{t(`states.${state}`)}</StatusWord>
}
