import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'
import type { Occasion } from '../schema.ts'

type ConfirmPageProps = {
  link: { token_hash: string; type: string }
  occasion: Occasion
  reply: FormReply | null
}

/** The one press that uses a link from an email; for a recovery, with the new password. */
export function ConfirmPage({ link, occasion, reply }: ConfirmPageProps) {
  const { t } = useTranslation('people')
  const { state } = useNavigation()
  const errors = reply?.errors ?? {}
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t(`confirm.${occasion}.title`)} lead={t(`confirm.${occasion}.text`)} />
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        <input type="hidden" name="token_hash" value={link.token_hash} />
        <input type="hidden" name="type" value={link.type} />
        {occasion === 'recovery' && (
          <TextField
            label={t('account.newPassword')}
            help={t('confirm.recovery.help')}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            errors={errors.password}
          />
        )}
        <Button type="submit" variant="primary" pending={state === 'submitting'}>
          {t(`confirm.${occasion}.submit`)}
        </Button>
      </Form>
    </Page>
  )
}

/** A link that no longer works, and the way to a new one. */
export function SpentLink({ occasion, foreign }: { occasion: Occasion | null; foreign: boolean }) {
  const { t } = useTranslation('people')
  const again = {
    magiclink: paths.signIn(),
    recovery: paths.forgotPassword(),
    email_change: paths.account(),
  }[occasion ?? 'magiclink']
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader
        title={t('confirm.spent.title')}
        lead={t(foreign ? 'confirm.foreign' : 'confirm.spent.text')}
      />
      <p>
        <LinkButton to={again} variant="primary">
          {t('confirm.spent.again')}
        </LinkButton>
      </p>
    </Page>
  )
}
