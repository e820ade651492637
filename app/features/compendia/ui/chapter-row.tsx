import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { AvatarGroup, RelativeTime } from '#app/ui/index.ts'
import type { Insider } from '#app/platform/session.server.ts'
import type { Chapter } from '../shapes.ts'
import type { ChangeReply } from './change-reply.ts'
import { ChapterMenu } from './chapter-menu.tsx'
import { ChapterStatus, DueDay, InstitutionNames } from './status.tsx'
import { useZone } from './zone.ts'

type RowProps = {
  chapter: Chapter
  number: string
  insiders: Insider[]
  lead: boolean
  slug: string
  today: string
  reply: ChangeReply | null
}

/** A chapter in the tree: its status, who writes it, who is in it, what changed last. */
export function ChapterRow({ chapter, number, insiders, lead, slug, today, reply }: RowProps) {
  const { t } = useTranslation('compendia')
  const zone = useZone()
  const { id, title, status, words, institutions, dueOn, changedAt, changedBy, access } = chapter
  return (
    <div className="grid items-baseline gap-x-5 gap-y-1 py-3 md:grid-cols-[minmax(0,1fr)_6.5rem_5.5rem_4rem_9.5rem]">
      <div className="flex min-w-0 items-baseline gap-3">
        <span className="min-w-6 shrink-0 text-sm text-ink-soft tabular-nums">{number}</span>
        <Link to={paths.chapter(id)} dir="auto" className="min-w-0 font-serif text-lg hover:underline">
          {title}
        </Link>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 max-md:ps-9 md:contents">
        <ChapterStatus status={status} />
        <span className="text-sm whitespace-nowrap text-ink-soft tabular-nums md:text-end">
          {words > 0 ? t('words', { count: words }) : t('page.noText')}
        </span>
        <span className="self-center max-md:empty:hidden">
          {insiders.length > 0 && (
            <AvatarGroup
              size="small"
              most={3}
              label={t('page.inside', { names: insiders.map(({ name }) => name).join(', ') })}
              people={insiders.map(({ personId, name, colour }) => ({ id: personId, name, colour }))}
            />
          )}
        </span>
        <span className="text-sm text-ink-soft md:row-span-2">
          {changedAt && (
            <>
              {changedBy ? t('page.changed', { who: changedBy }) : t('page.changedUnknown')}{' '}
              <RelativeTime at={changedAt} zone={zone} />
            </>
          )}
        </span>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1 ps-9 text-sm text-ink-soft md:col-span-4">
        {institutions.length > 0 && <InstitutionNames institutions={institutions} />}
        {dueOn && status !== 'final' && (
          <span>
            {t('due.label')} <DueDay day={dueOn} today={today} />
          </span>
        )}
        {access && access !== 'edit' && <span>{t('page.you', { may: t(`accessMay.${access}`) })}</span>}
        {access === 'edit' && <ChapterMenu chapter={chapter} lead={lead} slug={slug} reply={reply} />}
      </div>
    </div>
  )
}
