import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Page, PageHeader } from '#app/ui/index.ts'

type EmailSentProps = { email: string; occasion: 'link' | 'recovery'; devMail: boolean }

/** Says that an email is on its way, in the same words whether or not the address has an account. */
export function EmailSent({ email, occasion, devMail }: EmailSentProps) {
  const { t } = useTranslation('people')
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('sent.title')} />
      <output className="block wrap-anywhere">{t(`sent.${occasion}`, { email })}</output>
      {devMail && (
        <p>
          <a href="/dev/mail" className="link">
            {t('sent.devMail')}
          </a>
        </p>
      )}
      <p>
        <Link to={paths.signIn()} className="link">
          {t('sent.back')}
        </Link>
      </p>
    </Page>
  )
}
