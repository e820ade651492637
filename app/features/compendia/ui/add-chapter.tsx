import { useFetcher, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, SelectField, showToast, TextField } from '#app/ui/index.ts'
import type { Chapter } from '../shapes.ts'
import { problemOf, type ChangeReply } from './change-reply.ts'

/** Adds a chapter without leaving the tree: a title, and where it goes. */
export function AddChapter({ chapters, reply }: { chapters: readonly Chapter[]; reply: ChangeReply | null }) {
  const { t } = useTranslation('compendia')
  const [search] = useSearchParams()
  const below = search.get('below') ?? ''
  const fetcher = useFetcher<ChangeReply>({ key: 'add-chapter' })
  const news = fetcher.data ?? (reply?.intent === 'add' ? reply : undefined)
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(reply?.reply?.values.title ?? '')
  const title = useRef<HTMLInputElement>(null)
  const busy = fetcher.state !== 'idle'
  const answer = fetcher.data
  useEffect(() => {
    if (answer?.kind === 'added') {
      setTyped('')
      title.current?.focus()
    } else if (answer && answer.kind !== 'invalid') {
      showToast({ tone: 'problem', text: t(`page.${problemOf(answer)}`) })
    }
  }, [answer, t])
  useEffect(() => {
    if (below) title.current?.focus()
  }, [below])
  return (
    <fetcher.Form
      ref={form}
      id="add"
      method="post"
      noValidate
      className="flex flex-wrap items-end gap-3 pt-2 print:hidden"
      aria-label={t('page.add')}
    >
      <input type="hidden" name="intent" value="add" />
      <TextField
        ref={title}
        id="new-chapter-title"
        name="title"
        label={t('page.addTitle')}
        className="min-w-56 flex-1"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        errors={news?.reply?.errors.title}
        autoComplete="off"
      />
      <SelectField
        key={below}
        id="new-chapter-parent"
        name="parentId"
        label={t('page.addUnder')}
        className="max-w-80"
        defaultValue={news?.reply?.values.parentId ?? below}
        options={[
          { value: '', label: t('page.addTop') },
          ...chapters.map(({ id, number, title }) => ({
            value: id,
            label: t('page.addInside', { number, title }),
          })),
        ]}
      />
      <Button type="submit" pending={busy}>
        {t('page.add')}
      </Button>
    </fetcher.Form>
  )
}
