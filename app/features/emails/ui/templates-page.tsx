import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { DataTable, LinkTabs, Page, PageHeader, RelativeTime, Section } from '#app/ui/index.ts'
import type { ListedText } from '../queries.server.ts'

const groups = ['applicants', 'coordinators', 'members'] as const

/** The tabs of the two pages about emails: templates and outbox. */
export function EmailTabs() {
  const { t } = useTranslation('emails')
  return (
    <LinkTabs
      label={t('titles.templates')}
      items={[
        { href: paths.emailTemplates(), label: t('titles.templates'), exact: true },
        { href: paths.outbox(), label: t('titles.outbox') },
      ]}
    />
  )
}

/** Every email template, by recipient. */
export function EmailTemplatesPage({ texts }: { texts: ListedText[] }) {
  const { t } = useTranslation(['emails', 'manage'])
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: t('manage:overview.title'), href: paths.manage() },
          { label: t('titles.templates') },
        ]}
        title={t('titles.templates')}
        lead={t('templates.lead')}
      />
      <EmailTabs />
      {groups.map((group) => (
        <Section key={group} title={t(`templates.groups.${group}`)}>
          <DataTable
            caption={t(`templates.groups.${group}`)}
            rows={texts.filter(({ to }) => to === group)}
            rowKey={({ key }) => key}
            columns={[
              {
                id: 'name',
                header: t('templates.name'),
                rowHeader: true,
                className: 'w-1/2',
                cell: ({ key }) => (
                  <Link to={paths.emailTemplate(key)} className="link">
                    {t(`templates.names.${key}`)}
                  </Link>
                ),
              },
              {
                id: 'words',
                header: t('templates.words'),
                cell: ({ standard }) => t(standard ? 'templates.standard' : 'templates.own'),
              },
              {
                id: 'changed',
                header: t('templates.changed'),
                cell: ({ last }) =>
                  last ? (
                    <>
                      <RelativeTime at={last.at} />
                      {last.by && (
                        <>
                          {' · '}
                          <span dir="auto">{last.by}</span>
                        </>
                      )}
                    </>
                  ) : (
                    t('templates.never')
                  ),
              },
            ]}
          />
        </Section>
      ))}
      <p className="max-w-measure text-sm text-ink-soft">{t('templates.supabase')}</p>
    </Page>
  )
}
