import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  Banner,
  BeganFrom,
  Button,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  RelativeTime,
  Section,
  TextField,
} from '#app/ui/index.ts'
import type { TextToEdit } from '../queries.server.ts'
import { TextEditor } from './page-editor.tsx'

/** Where a coordinator writes a text of a public page; earlier versions are one press away. */
export function TextEditorPage({ text, reply }: { text: TextToEdit; reply: FormReply | null }) {
  const { t } = useTranslation('public')
  const { state } = useNavigation()
  const { key, title, version, shown, content } = text
  const earlier = shown !== version
  return (
    <Page className="max-w-4xl">
      <PageHeader
        crumbs={[{ label: t('texts.title'), href: paths.managePages() }, { label: title }]}
        title={title}
        actions={
          <a href={`/${key}`} className="link text-sm">
            {t('texts.publicPage')}
          </a>
        }
      />
      <ErrorSummary errors={reply?.errors} />
      {earlier && (
        <Banner action={<LinkButton to={paths.managePage(key)}>{t('texts.back')}</LinkButton>}>
          {t('texts.looking', { version: shown })}
        </Banner>
      )}
      <Form method="post" action={paths.managePage(key)} noValidate className="flex flex-col gap-5">
        <BeganFrom key={version} name="version" state={version} told={reply?.values.version} />
        <TextField
          label={t('texts.field')}
          name="title"
          defaultValue={reply?.values.title ?? title}
          errors={reply?.errors.title}
        />
        <TextEditor
          // Published by somebody else meanwhile, what is written here stays.
          key={earlier ? shown : 'newest'}
          name="content"
          label={t('texts.content')}
          content={content}
        />
        <noscript>
          <p>{t('texts.noScript')}</p>
        </noscript>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('texts.save')}
          </Button>
          <LinkButton to={paths.managePages()}>{t('texts.cancel')}</LinkButton>
        </div>
      </Form>
      <Section title={t('texts.versions')}>
        <Versions text={text} />
      </Section>
    </Page>
  )
}

function Versions({ text: { key, version, shown, versions } }: { text: TextToEdit }) {
  const { t } = useTranslation('public')
  return (
    <ol className="flex flex-col">
      {versions.map((each) => (
        <li
          key={each.version}
          aria-current={each.version === shown || undefined}
          className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line py-2.5"
        >
          <span className="w-8 text-end tabular-nums">{each.version}</span>
          <span className="min-w-0 grow" dir="auto">
            {each.title}
            {each.version === version && (
              <span className="ms-2 text-sm text-ink-soft">({t('texts.current')})</span>
            )}
          </span>
          <span className="text-sm text-ink-soft">
            <RelativeTime at={each.at} />
            {each.by && ` · ${each.by}`}
          </span>
          {each.version !== shown && (
            <LinkButton
              to={each.version === version ? paths.managePage(key) : `?version=${each.version}`}
              size="small"
            >
              {t('texts.look', { version: each.version })}
            </LinkButton>
          )}
        </li>
      ))}
    </ol>
  )
}
