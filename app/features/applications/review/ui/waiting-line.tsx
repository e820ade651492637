import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Section } from '#app/ui/index.ts'
import type { Waiting } from '../shapes.ts'
import { queueAddress } from './queue-pages.tsx'

/** On a coordinator's page “My work”: how many applications wait, and how many of them are late or theirs. */
export function WaitingLine({ waiting: { waiting, overdue, mine } }: { waiting: Waiting }) {
  const { t } = useTranslation('review')
  const own = queueAddress({ state: 'open', assigned: 'me', q: '', sort: 'due', page: 1 })
  return (
    <Section title={t('overview.title')}>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <Link to={paths.manageApplications()} className="link">
          {waiting > 0 ? t('overview.waiting', { count: waiting }) : t('overview.none')}
        </Link>
        {overdue > 0 && (
          <span className="font-medium text-danger">{t('overview.overdue', { count: overdue })}</span>
        )}
        {mine > 0 && (
          <Link to={own} className="link">
            {t('overview.mine', { count: mine })}
          </Link>
        )}
      </p>
    </Section>
  )
}
