import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/index.ts'
import type { InstitutionPage } from '../queries.server.ts'
import { dayWords } from '#app/platform/text.ts'

/** Invitations that wait for an answer, each with a way to take it back. */
export function OpenInvitations({ invitations }: Pick<InstitutionPage, 'invitations'>) {
  const { t, i18n } = useTranslation('institutions')
  if (invitations.length === 0) return <p className="text-ink-soft">{t('open.none')}</p>
  return (
    <ul className="flex flex-col">
      {invitations.map(({ id, name, email, role, expiresAt, lapsed }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3">
          <div className="min-w-0 grow">
            <p dir="auto" className="font-medium">
              {name}
            </p>
            <p className="text-sm wrap-anywhere text-ink-soft">
              {email} · {t(`roles.${role}`)} ·{' '}
              {t(lapsed ? 'open.lapsed' : 'open.until', { date: dayWords(expiresAt, i18n.language) })}
            </p>
          </div>
          <Form method="post">
            <input type="hidden" name="intent" value="withdraw" />
            <input type="hidden" name="invitation" value={id} />
            <Button type="submit" size="small" aria-label={t('open.withdrawFor', { name })}>
              {t('open.withdraw')}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}
