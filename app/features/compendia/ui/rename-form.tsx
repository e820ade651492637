import type { FetcherWithComponents } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, TextField } from '#app/ui/index.ts'
import type { Chapter } from '../shapes.ts'
import type { ChangeReply } from './change-reply.ts'

type RenameProps = {
  chapter: Chapter
  fetcher: FetcherWithComponents<ChangeReply>
  news: ChangeReply | undefined
}

/**
 * Renames in place. The title that stood when typing began is sent along; where somebody else was quicker, both
 * titles are shown and the typed one stays in the field.
 */
export function RenameForm({ chapter, fetcher, news }: RenameProps) {
  const { t } = useTranslation('compendia')
  const mine = news?.intent === 'rename' ? news : undefined
  const conflict = mine?.kind === 'changed-meanwhile' ? mine : undefined
  const [draft, setDraft] = useState<{ typed: string; expected: string } | null>(
    mine?.reply ? { typed: mine.reply.values.title ?? '', expected: mine.reply.values.expected ?? '' } : null,
  )
  const renamed = mine?.kind === 'renamed' ? mine : undefined
  useEffect(() => {
    if (renamed) setDraft(null)
  }, [renamed])

  const typed = draft?.typed ?? chapter.title
  // Whoever has seen both titles and keeps their own means it.
  const expected = conflict?.standing ?? draft?.expected ?? chapter.title
  const open = conflict && draft !== null && typed !== chapter.title
  return (
    <fetcher.Form method="post" className="flex max-w-measure flex-col gap-2" noValidate>
      <input type="hidden" name="intent" value="rename" />
      <input type="hidden" name="chapterId" value={chapter.id} />
      <input type="hidden" name="expected" value={expected} data-began-from />
      <div className="flex items-end gap-2">
        <TextField
          id={`title-${chapter.id}`}
          name="title"
          label={t('page.rename')}
          className="min-w-0 flex-1"
          value={typed}
          onChange={(event) =>
            setDraft((now) => ({ typed: event.target.value, expected: now?.expected ?? chapter.title }))
          }
          errors={mine?.reply?.errors.title}
          autoComplete="off"
        />
        {!open && <Button type="submit">{t('page.renameDo')}</Button>}
      </div>
      {open && (
        <div role="alert" className="flex flex-col gap-2 border-s-3 border-warn bg-warn-wash px-4 py-3">
          <p className="font-medium">{t('page.conflict')}</p>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
            <dt className="text-ink-soft">{t('page.conflictNow')}</dt>
            <dd dir="auto">{conflict.standing}</dd>
            <dt className="text-ink-soft">{t('page.conflictYours')}</dt>
            <dd dir="auto">{typed}</dd>
          </dl>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" size="small">
              {t('page.conflictTake')}
            </Button>
            <Button type="button" size="small" variant="bare" onPress={() => setDraft(null)}>
              {t('page.conflictLeave')}
            </Button>
          </div>
        </div>
      )}
    </fetcher.Form>
  )
}
