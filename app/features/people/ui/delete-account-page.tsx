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
        crumbs={[{ label: t('people:account.title'), href: paths.account() }, { label: t('delete.link') }]}
        title={t('delete.title')}
        lead={t('delete.lead')}
      />
      <ErrorSummary errors={reply?.errors} />
      <p>
        <a href={paths.downloadData()} download className="link">
          {t('export.link')}
        </a>
      </p>
      <Section title={t('delete.goes')}>{list(t('delete.goesList', { returnObjects: true }))}</Section>
      <Section title={t('delete.stays')}>{list(t('delete.staysList', { returnObjects: true }))}</Section>
      <Form method="post" noValidate className="flex max-w-md flex-col gap-6 border-t border-line pt-5">
        <RadioGroup
          label={t('delete.name')}
          name="name"
          defaultValue={reply?.values.name}
          options={[
            { value: 'former', label: t('delete.former') },
            { value: 'keep', label: t('delete.keep', { name }) },
          ]}
          errors={reply?.errors.name}
        />
        <TextField
          label={t('delete.password')}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          errors={reply?.errors.currentPassword}
        />
        <Actions>
          <Button type="submit" variant="danger" pending={state === 'submitting'}>
            {t('delete.submit')}
          </Button>
          <LinkButton to={paths.account()}>{t('delete.cancel')}</LinkButton>
        </Actions>
      </Form>
    </Page>
  )
}
