import { useFetcher } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showToast } from '#app/ui/index.ts'
import { applyMove, placeOf, type Move } from '../rules.ts'
import type { Chapter } from '../shapes.ts'
import { problemOf, type ChangeReply } from './change-reply.ts'

type Queued = Move & { title: string; back?: Move }

/**
 * Moves chapters: each move shows at once and is sent in its turn, so that quick ones do not overtake each other.
 * A move that was saved can be undone. One that failed is reported, and the page shows the saved order.
 */
export function useMoves(chapters: readonly Chapter[]) {
  const { t } = useTranslation('compendia')
  const fetcher = useFetcher<ChangeReply>()
  const [queue, setQueue] = useState<readonly Queued[]>([])
  const sent = useRef<{ move: Queued; before: unknown } | null>(null)
  const { state, data, submit } = fetcher
  const shown = useMemo(() => queue.reduce<readonly Chapter[]>(applyMove, chapters), [queue, chapters])

  const settle = useCallback(
    (move: Queued, reply: ChangeReply | undefined) => {
      if (reply?.kind !== 'moved') {
        showToast({ tone: 'problem', text: t(`page.${reply ? problemOf(reply) : 'failed'}`) })
        return
      }
      const { back, title } = move
      showToast({
        tone: 'done',
        text: back ? t('page.moved', { title }) : t('page.undone', { title }),
        ...(back && {
          action: { label: t('page.undo'), onAction: () => setQueue((now) => [...now, { ...back, title }]) },
        }),
      })
    },
    [t],
  )

  useEffect(() => {
    if (state !== 'idle') return
    if (sent.current) {
      // Idle before the answer has come is not the end of it.
      if (data === sent.current.before) return
      settle(sent.current.move, data)
      sent.current = null
      setQueue((now) => now.slice(1))
      return
    }
    const next = queue[0]
    if (!next) return
    sent.current = { move: next, before: data }
    const { chapterId, parentId, afterId } = next
    submit(
      { intent: 'move', chapterId, parentId: parentId ?? '', afterId: afterId ?? '' },
      { method: 'post' },
    )
  }, [state, data, queue, submit, settle])

  const move = (wanted: Move) => {
    const title = shown.find(({ id }) => id === wanted.chapterId)?.title ?? ''
    const back = { chapterId: wanted.chapterId, ...placeOf(shown, wanted.chapterId) }
    setQueue((now) => [...now, { ...wanted, title, back }])
  }
  return { chapters: shown, move }
}
