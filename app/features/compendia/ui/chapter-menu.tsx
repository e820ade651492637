import { Link, useFetcher } from '@remix-run/react'
import { Ellipsis } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, DateField, SelectField, showToast } from '#app/ui/index.ts'
import { steps } from '../rules.ts'
import { statuses, type Chapter } from '../shapes.ts'
import { problemOf, type ChangeReply } from './change-reply.ts'
import { RenameForm } from './rename-form.tsx'

type MenuProps = { chapter: Chapter; lead: boolean; slug: string; reply: ChangeReply | null }

const stepWords = {
  up: 'page.moveUp',
  down: 'page.moveDown',
  in: 'page.moveIn',
  out: 'page.moveOut',
} as const

/** What can be changed about a chapter, opened in place. Plain forms, so all of it works before any script runs. */
export function ChapterMenu({ chapter, lead, slug, reply }: MenuProps) {
  const { t } = useTranslation('compendia')
  const fetcher = useFetcher<ChangeReply>({ key: `chapter-${chapter.id}` })
  const news = fetcher.data ?? reply ?? undefined
  useNews(fetcher.data)
  const hidden = <input type="hidden" name="chapterId" value={chapter.id} />
  return (
    <details open={Boolean(reply) || undefined} className="group/menu min-w-0 open:w-full print:hidden">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-md px-1.5 py-0.5 text-accent hover:bg-wash">
        <Ellipsis aria-hidden="true" className="size-4" />
        <span aria-hidden="true">{t('page.change')}</span>
        <span className="sr-only">{t('page.more', { title: chapter.title })}</span>
      </summary>
      <div className="mt-2 mb-3 flex flex-col gap-4 border-s-2 border-line py-1 ps-4 text-base text-ink">
        <RenameForm chapter={chapter} fetcher={fetcher} news={news} />
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
          <fetcher.Form method="post" className="flex items-end gap-2">
            {hidden}
            <input type="hidden" name="intent" value="status" />
            <SelectField
              key={chapter.status}
              id={`status-${chapter.id}`}
              name="status"
              label={t('page.status')}
              defaultValue={chapter.status}
              options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
            />
            <Button type="submit">{t('page.keep')}</Button>
          </fetcher.Form>
          <fetcher.Form method="post" className="flex items-end gap-2" noValidate>
            {hidden}
            <input type="hidden" name="intent" value="due" />
            <DateField
              key={chapter.dueOn}
              id={`due-${chapter.id}`}
              name="dueOn"
              label={t('page.due')}
              defaultValue={chapter.dueOn ?? ''}
              errors={news?.intent === 'due' ? news.reply?.errors.dueOn : undefined}
            />
            <Button type="submit">{t('page.keep')}</Button>
          </fetcher.Form>
        </div>
        {lead && (
          <fetcher.Form method="post" className="flex flex-wrap gap-2">
            {hidden}
            <input type="hidden" name="intent" value="step" />
            {steps.map((step) => (
              <Button key={step} type="submit" name="step" value={step} size="small">
                {t(stepWords[step])}
              </Button>
            ))}
          </fetcher.Form>
        )}
        <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          <Link to={paths.readChapter(slug, chapter.id)} reloadDocument className="link">
            {t('page.readOne')}
          </Link>
          {lead && (
            <>
              <Link to={paths.chapterAccess(chapter.id)} className="link">
                {t('page.access')}
              </Link>
              <Link to={`?below=${chapter.id}#add`} className="link">
                {t('page.addBelow')}
              </Link>
              <Link to={paths.deleteChapter(chapter.id)} className="link text-danger">
                {t('page.remove')}
              </Link>
            </>
          )}
        </p>
      </div>
    </details>
  )
}

/** Says what became of a change, once. What belongs to a field is said there. */
function useNews(reply: ChangeReply | undefined) {
  const { t } = useTranslation('compendia')
  const said = useRef<ChangeReply>()
  useEffect(() => {
    if (!reply || said.current === reply) return
    said.current = reply
    if (reply.kind === 'renamed') showToast({ tone: 'done', text: t('page.renamed') })
    if (reply.kind === 'amended') {
      showToast({ tone: 'done', text: reply.intent === 'due' ? t('page.dueSaved') : t('page.statusSaved') })
    }
    if (['refused', 'gone', 'cycle', 'failed'].includes(reply.kind)) {
      showToast({ tone: 'problem', text: t(`page.${problemOf(reply)}`) })
    }
  }, [reply, t])
}
