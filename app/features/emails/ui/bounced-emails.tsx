import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'
import { Banner, Button } from '#app/ui/index.ts'

type BouncedEmailsProps = {
  person: { email: string | null; lettersBackAt: string | null }
  /** Where the reader stands already. */
  onAccount?: boolean
}

/** Tells a person that emails to them bounce, as long as that is so. */
export function BouncedEmails({ person: { email, lettersBackAt }, onAccount }: BouncedEmailsProps) {
  const { t, i18n } = useTranslation('emails')
  const { formData } = useNavigation()
  if (!lettersBackAt || !email) return null
  const title = t('bounce.own', { email, date: longDay(lettersBackAt, i18n.language) })
  return (
    <Banner tone="warn" title={<span className="wrap-anywhere">{title}</span>}>
      <p>{t('bounce.ownLead')}</p>
      {onAccount ? (
        <Form method="post" className="pt-3">
          <input type="hidden" name="intent" value="address-works" />
          <Button type="submit" size="small" pending={formData?.get('intent') === 'address-works'}>
            {t('bounce.works')}
          </Button>
        </Form>
      ) : (
        <p className="pt-1">
          <Link to={paths.account()} className="link">
            {t('bounce.toAccount')}
          </Link>
        </p>
      )}
    </Banner>
  )
}
