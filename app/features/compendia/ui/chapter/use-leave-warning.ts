import { useBlocker } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks before this page is left while something would be lost with it: by a link of ours, or out of the portal. */
export function useLeaveWarning(atRisk: boolean) {
  const { t } = useTranslation('collab')
  const blocker = useBlocker(atRisk)
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    if (confirm(t('notKept.leave'))) blocker.proceed()
    else blocker.reset()
  }, [blocker, t])
  useEffect(() => {
    if (!atRisk) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [atRisk])
}
