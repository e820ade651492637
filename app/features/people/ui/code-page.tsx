import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, Page, PageHeader, TextField } from '#app/ui/index.ts'
import { CodeField } from './code-field.tsx'

type CodePageProps = {
  next: string | null
  /** The link of a recovery led here: the new password is set together with the code. */
  withPassword: boolean
  reply: FormReply | null
}

/** The second half of signing in: the code of a device. */
export function CodePage({ next, withPassword, reply }: CodePageProps) {
  const { t } = useTranslation(['twoFactor', 'people'])
  const { formData } = useNavigation()
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('code.title')} lead={t(withPassword ? 'code.leadPassword' : 'code.lead')} />
      <ErrorSummary errors={reply?.errors} />
      <Form method="post" noValidate className="flex flex-col gap-5">
        {next && <input type="hidden" name="next" value={next} />}
        <CodeField help={t('code.helpAny')} errors={reply?.errors.code} autoFocus={!reply} />
        {withPassword && (
          <TextField
            label={t('people:account.newPassword')}
            help={t('people:confirm.recovery.help')}
            name="newPassword"
            type="password"
            autoComplete="new-password"
            required
            errors={reply?.errors.newPassword}
          />
        )}
        <Button type="submit" variant="primary" pending={formData?.has('code') ?? false}>
          {t(withPassword ? 'code.submitPassword' : 'code.submit')}
        </Button>
      </Form>
      <p className="text-sm text-ink-soft">{t('code.lost')}</p>
      <Form method="post" action={paths.signOut()} reloadDocument>
        <Button type="submit" size="small">
          {t('code.other')}
        </Button>
      </Form>
    </Page>
  )
}
