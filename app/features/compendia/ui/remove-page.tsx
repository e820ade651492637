import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'
import type { ChapterRights } from '../shapes.ts'

/** Asks with the name of the chapter before it goes for good, and for the title where there is text to lose. */
export function RemovePage({ rights, reply }: { rights: ChapterRights; reply: FormReply | null }) {
  const { t } = useTranslation('compendia')
  const { chapter, compendium } = rights
  return (
    <Page width="measure">
      <PageHeader
        title={t('remove.title', { number: chapter.number, title: chapter.title })}
        crumbs={[
          { label: t('list.title'), href: paths.compendia() },
          { label: compendium.title, href: paths.compendium(compendium.slug) },
          { label: t('page.remove') },
        ]}
      />
      <Form method="post" className="flex flex-col gap-6" noValidate>
        <ErrorSummary errors={reply?.errors} />
        <p>
          {t('remove.text')}{' '}
          {chapter.words > 0 && `${t('remove.holds', { words: t('words', { count: chapter.words }) })} `}
          {chapter.below > 0 && t('remove.below', { count: chapter.below })}
        </p>
        {(chapter.words > 0 || chapter.below > 0) && (
          <TextField
            name="name"
            label={t('remove.name')}
            help={t('remove.type', { title: chapter.title })}
            errors={reply?.errors.name}
            defaultValue={reply?.values.name}
            autoComplete="off"
          />
        )}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="danger">
            {t('remove.do')}
          </Button>
          <LinkButton to={paths.compendium(compendium.slug)}>{t('remove.leave')}</LinkButton>
        </div>
      </Form>
    </Page>
  )
}
