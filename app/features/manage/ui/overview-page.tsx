import { Link } from '@remix-run/react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { ErrorSummary, Page, PageHeader } from '#app/ui/index.ts'
import type { Proposal } from '../proposals.server.ts'
import type { Numbers } from '../queries.server.ts'
import { ProposalsList } from './proposals-list.tsx'

type OverviewPageProps = { numbers: Numbers; proposals: Proposal[]; reply: FormReply | null }

/** The desk of the coordinators: each number leads to what it counts. */
export function OverviewPage({ numbers, proposals, reply }: OverviewPageProps) {
  const { t } = useTranslation('manage')
  const { waiting, overdue, members, people, jobsFailing } = numbers
  const { lettersDue, lettersFailed, lettersBack, addressesBack } = numbers
  const rooms = [
    {
      to: paths.manageApplications(),
      name: t('overview.applications'),
      text: [
        t('overview.applicationsText', { count: waiting }),
        overdue > 0 && t('overview.overdue', { count: overdue }),
      ],
    },
    {
      to: paths.manageInstitutions(),
      name: t('overview.institutions'),
      text: [t('overview.institutionsText', { count: members })],
    },
    {
      to: paths.managePeople(),
      name: t('overview.people'),
      text: [
        t('overview.peopleText', { count: people }),
        addressesBack > 0 && (
          <Link key="back" to={`${paths.managePeople()}?mail=back`} className="link">
            {t('overview.addressesBack', { count: addressesBack })}
          </Link>
        ),
      ],
    },
    { to: paths.managePages(), name: t('overview.pages'), text: [t('overview.pagesText')] },
    {
      to: paths.outbox(lettersFailed > 0 ? 'failed' : lettersBack > 0 ? 'back' : 'waiting'),
      name: t('overview.outbox'),
      text: [
        lettersFailed > 0 && t('overview.emailsFailed', { count: lettersFailed }),
        lettersBack > 0 && t('overview.emailsBack', { count: lettersBack }),
        lettersDue > 0 && t('overview.emailsDue', { count: lettersDue }),
        lettersFailed + lettersBack + lettersDue === 0 && t('overview.emailsFine'),
      ],
    },
    {
      to: paths.emailTemplates(),
      name: t('overview.emailTemplates'),
      text: [t('overview.emailTemplatesText')],
    },
    { to: paths.manageSettings(), name: t('overview.settings'), text: [t('overview.settingsText')] },
    { to: paths.auditLog(), name: t('overview.auditLog'), text: [t('overview.auditLogText')] },
    {
      to: paths.backgroundJobs(),
      name: t('overview.jobs'),
      text: [jobsFailing > 0 ? t('overview.jobsFailing', { count: jobsFailing }) : t('overview.jobsFine')],
    },
  ]
  return (
    <Page>
      <PageHeader title={t('overview.title')} lead={t('overview.lead')} />
      <ErrorSummary errors={reply?.errors} />
      <ProposalsList proposals={proposals} />
      <ul className="grid gap-x-12 border-t border-line sm:grid-cols-2">
        {rooms.map(({ to, name, text }) => (
          <li key={to} className="flex flex-col gap-1 border-b border-line py-5">
            <h2 className="font-serif text-lg font-semibold">
              <Link to={to} className="link">
                {name}
              </Link>
            </h2>
            <p className="text-sm text-ink-soft first-letter:uppercase">
              {text.filter(Boolean).map((part, place) => (
                <Fragment key={place}>
                  {place > 0 && ', '}
                  {part}
                </Fragment>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}
