import { useTranslation } from 'react-i18next'
import type { State } from '../../shapes.ts'
import { ApplicationState } from '../../ui/application-state.tsx'

/** How far an application is, in the words of those who review it. */
export function CaseState({ state }: { state: State }) {
  const { t } = useTranslation('review')
  return <ApplicationState state={state}>{t(`states.${state}`)}</ApplicationState>
}
