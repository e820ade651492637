import { Form, useNavigation } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  BeganFrom,
  Button,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  TextArea,
  TextField,
} from '#app/ui/index.ts'
import type { Preview, TextToEdit } from '../queries.server.ts'
import { EmailPreview } from './email-preview.tsx'
import { Placeholders } from './placeholders.tsx'
import { TextVersions } from './template-versions.tsx'

type EmailTemplatePageProps = {
  text: TextToEdit
  reply: FormReply | null
  /** What the form asked to see before it is saved. */
  shown: Preview | null
}

/** Where a coordinator edits an email template: placeholders beside it, a preview below. */
export function EmailTemplatePage({ text, reply, shown }: EmailTemplatePageProps) {
  const { t } = useTranslation(['emails', 'manage'])
  const { state, formData } = useNavigation()
  const form = useRef<HTMLFormElement>(null)
  const pending = (intent: string) => state !== 'idle' && formData?.get('intent') === intent
  const { key, version, standard, names, needs } = text
  const title = t(`templates.names.${key}`)
  const values = reply?.values
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: t('manage:overview.title'), href: paths.manage() },
          { label: t('titles.templates'), href: paths.emailTemplates() },
          { label: title },
        ]}
        title={title}
        meta={
          <>
            <span>{t(`templates.groups.${text.to}`)}</span>
            {standard && <span>{t('edit.standardNow')}</span>}
          </>
        }
      />
      <ErrorSummary errors={reply?.errors} />
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Form
          // Words that were just saved, or were the standard ones again, take the place of what was typed.
          key={version}
          ref={form}
          method="post"
          noValidate
          preventScrollReset
          className="flex flex-col gap-5"
        >
          <BeganFrom name="version" state={version} told={values?.version} />
          <TextField
            label={t('edit.subject')}
            name="subject"
            defaultValue={values?.subject ?? text.text.subject}
            errors={reply?.errors.subject}
          />
          <TextArea
            label={t('edit.body')}
            help={t('edit.bodyHelp')}
            name="body"
            rows={14}
            defaultValue={values?.body ?? text.text.body}
            errors={reply?.errors.body}
          />
          <p className="max-w-measure text-sm text-ink-soft">{t('edit.addedByPortal')}</p>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="intent" value="save" variant="primary" pending={pending('save')}>
              {t('edit.save')}
            </Button>
            <Button type="submit" name="intent" value="preview" pending={pending('preview')}>
              {t('edit.preview')}
            </Button>
            {!standard && (
              <Button type="submit" name="intent" value="standard" pending={pending('standard')}>
                {t('edit.toStandard')}
              </Button>
            )}
            <LinkButton to={paths.emailTemplates()}>{t('edit.cancel')}</LinkButton>
          </div>
        </Form>
        <Placeholders names={names} needs={needs} form={form} />
      </div>
      <EmailPreview words={shown ?? text.preview} />
      <TextVersions text={text} />
    </Page>
  )
}
