import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, LinkButton, Page, PageHeader } from '#app/ui/index.ts'

/** What the link of an email shows: nothing happens before the button is pressed. */
export function OpenLink({ reply }: { reply: FormReply | null }) {
  const { t } = useTranslation('applications')
  const { state } = useNavigation()
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('open.title')} lead={t('open.lead')} />
      <ErrorSummary errors={reply?.errors} />
      <Form method="post">
        <Button type="submit" variant="primary" pending={state === 'submitting'}>
          {t('open.submit')}
        </Button>
      </Form>
    </Page>
  )
}

/** A link that opens nothing any more, and what to do. */
export function SpentLink() {
  const { t } = useTranslation('applications')
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('open.spentTitle')} lead={t('open.spentText')} />
      <p>
        <LinkButton to={paths.apply()}>{t('begin.submit')}</LinkButton>
      </p>
    </Page>
  )
}
