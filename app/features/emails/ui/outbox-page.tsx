import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  PageSteps,
  RelativeTime,
} from '#app/ui/index.ts'
import { outboxStates } from '../names.ts'
import type { ManagedEmail, OutboxList } from '../queries.server.ts'
import type { OutboxQuery } from '../schema.ts'
import { EmailTabs } from './templates-page.tsx'

type OutboxPageProps = {
  list: OutboxList
  query: OutboxQuery
  reply: FormReply | null
}

/** Emails that are waiting, failed or bounced. */
export function OutboxPage({ list, query: { show, page }, reply }: OutboxPageProps) {
  const { t } = useTranslation(['emails', 'manage'])
  const { formData } = useNavigation()
  const kindOf = useLetterKind()
  const more = page * 50 < list.total || (list.total >= 1000 && list.rows.length === 50)
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: t('manage:overview.title'), href: paths.manage() }, { label: t('titles.outbox') }]}
        title={t('titles.outbox')}
        lead={t('outbox.lead')}
      />
      <EmailTabs />
      <ErrorSummary errors={reply?.errors} />
      <nav aria-label={t('outbox.show')} className="flex flex-wrap gap-2">
        {outboxStates.map((fate) => (
          <LinkButton
            key={fate}
            to={paths.outbox(fate)}
            aria-current={fate === show ? 'page' : undefined}
            variant={fate === show ? 'primary' : 'quiet'}
          >
            {t(`outbox.states.${fate}`)}
          </LinkButton>
        ))}
      </nav>
      {list.total > 0 && (
        <p className="text-sm text-ink-soft">
          {list.total >= 1000 ? t('outbox.many') : t('outbox.count', { count: list.total })}
        </p>
      )}
      <DataTable
        caption={t(`outbox.states.${show}`)}
        rows={list.rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t(`outbox.none.${show}`)} />}
        columns={[
          {
            id: 'letter',
            header: t('outbox.email'),
            rowHeader: true,
            cell: ({ kind, application }) => (
              <>
                {kindOf(kind)}
                {application !== null && (
                  <Link to={paths.manageApplication(application)} className="link block">
                    {t('outbox.case', { number: application })}
                  </Link>
                )}
              </>
            ),
          },
          {
            id: 'to',
            header: t('outbox.to'),
            cell: ({ to, person }) => (
              <>
                <span className="wrap-anywhere">{to}</span>
                {person && (
                  <Link to={paths.person(person)} className="link block">
                    {t('outbox.person')}
                  </Link>
                )}
              </>
            ),
          },
          { id: 'written', header: t('outbox.written'), cell: ({ at }) => <RelativeTime at={at} /> },
          {
            id: 'state',
            header: t('outbox.state'),
            className: 'wrap-anywhere',
            cell: (letter) => <OutboxState letter={letter} />,
          },
          ...(show === 'failed'
            ? [
                {
                  id: 'again',
                  header: t('outbox.action'),
                  cell: ({ id, to }: ManagedEmail) => (
                    <Form method="post">
                      <input type="hidden" name="letter" value={id} />
                      <Button
                        type="submit"
                        size="small"
                        pending={formData?.get('letter') === id}
                        aria-label={t('outbox.againThis', { email: to })}
                      >
                        {t('outbox.again')}
                      </Button>
                    </Form>
                  ),
                },
              ]
            : []),
        ]}
      />
      <PageSteps page={page} more={more} at={(number) => `${paths.outbox(show)}&page=${number}`} />
    </Page>
  )
}

/** What a kind of email is called: as its text where it has one of that name. */
function useLetterKind() {
  const { t } = useTranslation('emails')
  return (kind: string) =>
    kind === 'account'
      ? t('outbox.account')
      : t(`templates.names.${kind}` as 'templates.names.digest', { defaultValue: kind })
}

function OutboxState({ letter }: { letter: ManagedEmail }) {
  const { t } = useTranslation('emails')
  const { bouncedAt, bounceKind, bounceReason, givenUpAt, attempts, error, dueAt } = letter
  const reason = bounceReason || t('outbox.noReason')
  if (bouncedAt)
    return (
      <>
        {t(bounceKind === 'soft' ? 'outbox.cameBackSoft' : 'outbox.cameBack', { reason })}{' '}
        <span className="text-ink-soft">
          <RelativeTime at={bouncedAt} />
        </span>
      </>
    )
  if (givenUpAt) return t('outbox.givenUp', { count: attempts, error: error ?? '' })
  if (!error || attempts === 0) return t('outbox.dueNow')
  return (
    <>
      {t('outbox.tries', { count: attempts, error })}{' '}
      <span className="text-ink-soft">
        {t('outbox.next')} <RelativeTime at={dueAt} />
      </span>
    </>
  )
}
