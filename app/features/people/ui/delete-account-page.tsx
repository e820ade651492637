import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  Actions,
  Button,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  RadioGroup,
  Section,
  TextField,
} from '#app/ui/index.ts'

/** Says what goes and what stays, and asks for the password, before an account is erased. */
export function DeleteAccountPage({ name, reply }: { name: string; reply: FormReply | null }) {
  const { t } = useTranslation(['ownData', 'people'])
  const { state } = useNavigation()
  const list = (lines: readonly string[]) => (
    <ul className="flex max-w-measure list-disc flex-col gap-1 ps-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[{ label: t('people:account.title'), href: paths.account() }, { label: t('erase.link') }]}
        title={t('erase.title')}
        lead={t('erase.lead')}
      />
      <ErrorSummary errors={reply?.errors} />
      <p>
        <a href={paths.downloadData()} download className="link">
          {t('export.link')}
        </a>
      </p>
      <Section title={t('erase.goes')}>{list(t('erase.goesList', { returnObjects: true }))}</Section>
      <Section title={t('erase.stays')}>{list(t('erase.staysList', { returnObjects: true }))}</Section>
      <Form method="post" noValidate className="flex max-w-md flex-col gap-6 border-t border-line pt-5">
        <RadioGroup
          label={t('erase.name')}
          name="name"
          defaultValue={reply?.values.name}
          options={[
            { value: 'former', label: t('erase.former') },
            { value: 'keep', label: t('erase.keep', { name }) },
          ]}
          errors={reply?.errors.name}
        />
        <TextField
          label={t('erase.password')}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          errors={reply?.errors.currentPassword}
        />
        <Actions>
          <Button type="submit" variant="danger" pending={state === 'submitting'}>
            {t('erase.submit')}
          </Button>
          <LinkButton to={paths.account()}>{t('erase.cancel')}</LinkButton>
        </Actions>
      </Form>
    </Page>
  )
}
