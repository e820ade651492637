import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, Page, PageHeader, TextField } from '#app/ui/index.ts'

/** Asks for the email that leads to a new password. */
export function RecoverPage({ email, reply }: { email: string | null; reply: FormReply | null }) {
  const { t } = useTranslation('people')
  const { state } = useNavigation()
  const errors = reply?.errors ?? {}
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('forgotPassword.title')} lead={t('forgotPassword.lead')} />
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        <TextField
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={reply?.values.email ?? email ?? undefined}
          errors={errors.email}
        />
        <Button type="submit" variant="primary" pending={state === 'submitting'}>
          {t('forgotPassword.submit')}
        </Button>
      </Form>
      <p>
        <Link to={paths.signIn()} className="link">
          {t('sent.back')}
        </Link>
      </p>
    </Page>
  )
}
