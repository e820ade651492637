import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, Page, PageHeader, RadioGroup } from '#app/ui/index.ts'
import { cadences, wishKinds, type EmailPreferences } from '../email-preferences.ts'

type EmailPreferencesPageProps = { wishes: EmailPreferences; coordinator: boolean; reply: FormReply | null }

/** What a person wants to be told by email, and how soon. */
export function EmailPreferencesPage({ wishes, coordinator, reply }: EmailPreferencesPageProps) {
  const { t } = useTranslation(['representing', 'people'])
  const { state } = useNavigation()
  const kinds = wishKinds.filter((kind) => kind !== 'application' || coordinator)
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[
          { label: t('people:account.title'), href: paths.account() },
          { label: t('emailPreferences.title') },
        ]}
        title={t('emailPreferences.title')}
        lead={t('emailPreferences.lead')}
      />
      <ErrorSummary errors={reply?.errors} />
      <Form method="post" className="flex flex-col gap-8">
        {kinds.map((kind) => (
          <RadioGroup
            key={kind}
            label={t(`emailPreferences.kinds.${kind}`)}
            name={kind}
            defaultValue={wishes[kind]}
            options={cadences.map((cadence) => ({
              value: cadence,
              label: t(`emailPreferences.cadences.${cadence}`),
            }))}
          />
        ))}
        <div>
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('emailPreferences.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
