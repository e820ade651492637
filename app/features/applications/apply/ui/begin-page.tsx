import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Banner, Button, ErrorSummary, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'

type BeginPageProps = {
  /** The application that this browser holds already. */
  held: { email: string; draft: boolean } | null
  /** When the form was shown, in milliseconds: a program fills it at once. */
  shown: number
  reply: FormReply | null
}

/** Where an application begins: an address, and the way back to one that was begun before. */
export function BeginPage({ held, shown, reply }: BeginPageProps) {
  const { t } = useTranslation('applications')
  const { state } = useNavigation()
  return (
    <Page width="measure" className="max-w-2xl">
      <PageHeader title={t('begin.title')} lead={t('begin.lead')} />
      <ErrorSummary errors={reply?.errors} />
      {held && (
        <Banner
          title={t('begin.continueTitle')}
          action={
            <LinkButton to={held.draft ? paths.applyStep('institution') : paths.application()}>
              {t(held.draft ? 'begin.continue' : 'begin.see')}
            </LinkButton>
          }
        >
          <p className="wrap-anywhere">{t('begin.continueText', { email: held.email })}</p>
        </Banner>
      )}
      <Form method="post" noValidate className="flex max-w-md flex-col gap-5">
        <TextField
          label={t('begin.email')}
          help={t('begin.emailHelp')}
          name="email"
          type="email"
          autoComplete="email"
          required
          defaultValue={reply?.values.email}
          errors={reply?.errors.email}
        />
        <input type="hidden" name="shown" value={shown} />
        {/* For programs that fill whatever there is; people and screen readers do not meet it. */}
        <div hidden>
          <label htmlFor="homepage">{t('begin.homepage')}</label>
          <input id="homepage" name="homepage" type="text" tabIndex={-1} autoComplete="off" />
        </div>
        <p className="text-ink-soft">{t('begin.howLong')}</p>
        <div>
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('begin.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
