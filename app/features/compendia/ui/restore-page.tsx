import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'
import type { ChapterRights } from '../shapes.ts'

/** Asks with the name of the chapter before its last good text takes the place of the one that stands. */
export function RestorePage({ rights, reply }: { rights: ChapterRights; reply: FormReply | null }) {
  const { t } = useTranslation('compendia')
  const { chapter, compendium } = rights
  return (
    <Page width="measure">
      <PageHeader
        title={t('restore.title', { number: chapter.number, title: chapter.title })}
        crumbs={[
          { label: t('list.title'), href: paths.compendia() },
          { label: compendium.title, href: paths.compendium(compendium.slug) },
          { label: t('restore.do') },
        ]}
      />
      <Form method="post" className="flex flex-col gap-6" noValidate>
        <ErrorSummary errors={reply?.errors} />
        <p>{t('restore.text')}</p>
        <p>{t('restore.present')}</p>
        <TextField
          name="name"
          label={t('restore.name')}
          help={t('restore.type', { title: chapter.title })}
          errors={reply?.errors.name}
          defaultValue={reply?.values.name}
          autoComplete="off"
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="danger">
            {t('restore.do')}
          </Button>
          <LinkButton to={paths.chapter(chapter.id)}>{t('restore.leave')}</LinkButton>
        </div>
      </Form>
    </Page>
  )
}
