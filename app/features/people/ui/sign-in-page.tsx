import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, Page, PageHeader, TextField } from '#app/ui/index.ts'

type SignInPageProps = {
  next: string | null
  reply: FormReply | null
  /** Why the person stands here, when it was not by choice. */
  reason: 'ended' | 'by' | null
}

/** Address and password; a second button asks for a link by email. Works without JavaScript. */
export function SignInPage({ next, reply, reason }: SignInPageProps) {
  const { t } = useTranslation('people')
  const { formData } = useNavigation()
  const busy = formData ? String(formData.get('intent')) : null
  const errors = reply?.errors ?? {}
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('signIn.title')} lead={reason ? t(`signIn.${reason}`) : t('signIn.lead')} />
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        {next && <input type="hidden" name="next" value={next} />}
        <TextField
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={reply?.values.email}
          errors={errors.email}
        />
        <TextField
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          errors={errors.password}
        />
        <Button type="submit" variant="primary" name="intent" value="password" pending={busy === 'password'}>
          {t('signIn.submit')}
        </Button>
        <p>
          <Link to={paths.forgotPassword()} className="link">
            {t('signIn.forgotten')}
          </Link>
        </p>
        <div className="flex flex-col gap-2 border-t border-line pt-5">
          <Button type="submit" name="intent" value="link" pending={busy === 'link'}>
            {t('signIn.link')}
          </Button>
          <p className="text-sm text-ink-soft">{t('signIn.linkHelp')}</p>
        </div>
      </Form>
      <p className="text-sm text-ink-soft">{t('signIn.noAccount')}</p>
    </Page>
  )
}
