import { Ellipsis } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Breadcrumbs, IconButton, Menu, StatusWord, type StatusTone } from '#app/ui/index.ts'
import type { ChapterPage } from '../../queries.server.ts'
import type { Status } from '../../shapes.ts'

const tones: Record<Status, StatusTone> = {
  outline: 'outline',
  drafting: 'draft',
  'in review': 'review',
  final: 'final',
}

type Props = {
  page: ChapterPage
  words: number
  state: ReactNode
  people: ReactNode
  onFind: () => void
  onFullScreen: () => void
}

/** The bar above a chapter: place, status, who is here, the save state, one menu. */
export function ChapterBar({ page, words, state, people, onFind, onFullScreen }: Props) {
  const { t } = useTranslation('collab')
  const { t: compendia } = useTranslation('compendia')
  const { chapter, compendium, abilities } = page
  const bar = useRef<HTMLElement>(null)
  useEffect(() => (bar.current ? tellHeight(bar.current) : undefined), [])
  return (
    <header
      ref={bar}
      className="chapter-bar sticky top-0 z-30 flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line bg-paper px-4 py-2 sm:px-8 print:hidden"
    >
      <div className="min-w-0 flex-1 basis-48">
        <Breadcrumbs
          items={[
            { label: compendium.title, href: paths.compendium(compendium.slug) },
            { label: `${chapter.number} ${chapter.title}` },
          ]}
        />
      </div>
      <StatusWord status={tones[chapter.status]}>{compendia(`status.${chapter.status}`)}</StatusWord>
      <span className="text-sm text-ink-soft tabular-nums">{t('words', { count: words })}</span>
      {people}
      {state}
      <Menu
        label={t('menu.label')}
        trigger={
          <IconButton label={t('menu.label')} icon={<Ellipsis aria-hidden="true" className="size-5" />} />
        }
        groups={[
          {
            id: 'chapter',
            entries: [
              { id: 'find', label: t('menu.find'), keys: 'Ctrl+H', onAction: onFind },
              { id: 'full', label: t('menu.fullScreen'), onAction: onFullScreen },
              { id: 'read', label: t('menu.read'), href: paths.readChapter(compendium.slug, chapter.id) },
              ...(abilities.giveRights
                ? [
                    { id: 'rights', label: t('menu.access'), href: paths.chapterAccess(chapter.id) },
                    { id: 'restore', label: t('menu.restore'), href: paths.restoreChapter(chapter.id) },
                  ]
                : []),
            ],
          },
        ]}
      />
    </header>
  )
}

/** What stays in sight under the bar begins where the bar ends, in one line or two. */
function tellHeight(bar: HTMLElement) {
  const observer = new ResizeObserver(() =>
    bar.parentElement?.style.setProperty('--editor-top', `${bar.offsetHeight}px`),
  )
  observer.observe(bar)
  return () => observer.disconnect()
}
