import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Insider } from '#app/platform/session.server.ts'
import { paths } from '#app/platform/paths.ts'
import {
  AvatarGroup,
  EmptyState,
  LinkButton,
  Page,
  PageHeader,
  RelativeTime,
  Section,
} from '#app/ui/index.ts'
import { changeSince, type Deadline } from '../rules.ts'
import { statuses, type Desk, type MyChapter, type MyCompendium } from '../shapes.ts'
import { AuthorshipsList } from './authorships-list.tsx'
import { ChapterStatus, DueDay } from './status.tsx'
import { dayInWords, useZone } from './zone.ts'

export type MyWorkView = {
  name: string
  member: boolean
  desk: Desk
  deadlines: Deadline[]
  insiders: Record<string, Insider[]>
  today: string
  /** What other features show at the top. */
  top?: ReactNode
}

const shownDeadlines = 6

/** What waits for whoever signed in: due dates, chapters with what changed in them, compendia they lead. */
export function MyWorkPage({ name, member, desk, deadlines, insiders, today, top }: MyWorkView) {
  const { t } = useTranslation('compendia')
  if (!member) {
    return (
      <Page>
        <PageHeader title={t('myWork.title')} />
        {top}
        <EmptyState title={t('myWork.notMember')}>{t('myWork.notMemberText')}</EmptyState>
      </Page>
    )
  }
  const open = desk.mayOpen && (
    <LinkButton to={paths.newCompendium()} variant="quiet">
      {t('myWork.openOne')}
    </LinkButton>
  )
  return (
    <Page>
      <PageHeader title={t('myWork.greeting', { name })} actions={open} />
      {top}
      <AuthorshipsList authorships={desk.authorships} />
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section title={t('myWork.chapters')}>
          {desk.chapters.length === 0 ? (
            <EmptyState
              title={t('myWork.noChapters')}
              action={
                <LinkButton to={`${paths.compendia()}?scope=all`}>{t('myWork.toCompendia')}</LinkButton>
              }
            >
              {t('myWork.noChaptersText')}
            </EmptyState>
          ) : (
            <ul className="-mt-4">
              {desk.chapters.map((chapter) => (
                <MyWorkEntry key={chapter.id} chapter={chapter} insiders={insiders[chapter.id] ?? []} />
              ))}
            </ul>
          )}
        </Section>
        <div className="flex flex-col gap-10 max-lg:row-start-1">
          <Section title={t('myWork.deadlines')}>
            <Deadlines deadlines={deadlines} today={today} />
          </Section>
          <Section title={t('myWork.leads')} className="max-lg:hidden">
            <Led compendia={desk.compendia} />
          </Section>
        </div>
        <Section title={t('myWork.leads')} className="lg:hidden">
          <Led compendia={desk.compendia} />
        </Section>
      </div>
    </Page>
  )
}

function MyWorkEntry({ chapter, insiders }: { chapter: MyChapter; insiders: Insider[] }) {
  const { t } = useTranslation('compendia')
  const { id, title, number, status, words, access, compendium } = chapter
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-4">
      <p className="text-sm text-ink-soft">
        <Link to={paths.compendium(compendium.slug)} className="hover:underline">
          {compendium.title}
        </Link>
      </p>
      <div className="flex items-start justify-between gap-4">
        <h3 className="min-w-0 font-serif text-lg font-semibold" dir="auto">
          <Link to={paths.chapter(id)} className="hover:underline">
            <span className="me-2 font-normal text-ink-soft tabular-nums">{number}</span>
            {title}
          </Link>
        </h3>
        {insiders.length > 0 && (
          <AvatarGroup
            size="small"
            label={t('page.inside', { names: insiders.map((insider) => insider.name).join(', ') })}
            people={insiders.map(({ personId, name, colour }) => ({ id: personId, name, colour }))}
          />
        )}
      </div>
      <News chapter={chapter} />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
        <ChapterStatus status={status} />
        <span className="tabular-nums">{words > 0 ? t('words', { count: words }) : t('page.noText')}</span>
        {access && access !== 'edit' && <span>{t('page.you', { may: t(`accessMay.${access}`) })}</span>}
      </p>
    </li>
  )
}

/** What became of a chapter since the reader was in it. */
function News({ chapter }: { chapter: MyChapter }) {
  const { t } = useTranslation('compendia')
  const zone = useZone()
  const change = changeSince(chapter)
  if (!change) {
    const text = chapter.visitedAt ? t('myWork.nothingNew') : t('myWork.neverVisited')
    return <p className="text-sm text-ink-soft">{text}</p>
  }
  const { words, writers } = change
  const amount =
    words > 0
      ? t('myWork.wordsMore', { count: words })
      : words < 0
        ? t('myWork.wordsFewer', { count: -words })
        : t('myWork.wordsSame')
  return (
    <p>
      {t('myWork.sinceVisit')}: <strong className="font-semibold">{amount}</strong>{' '}
      {t('myWork.by', { names: new Intl.ListFormat('en').format(writers) })}
      {chapter.changedAt && (
        <span className="text-sm text-ink-soft">
          {', '}
          <RelativeTime at={chapter.changedAt} zone={zone} />
        </span>
      )}
    </p>
  )
}

function Deadlines({ deadlines, today }: { deadlines: Deadline[]; today: string }) {
  const { t } = useTranslation('compendia')
  if (deadlines.length === 0) return <p className="text-ink-soft">{t('myWork.noDeadlines')}</p>
  const later = deadlines.length - shownDeadlines
  return (
    <>
      <ol className="flex flex-col gap-3.5">
        {deadlines.slice(0, shownDeadlines).map((deadline) => (
          <li key={`${deadline.kind} ${deadline.chapterId ?? deadline.slug}`} className="flex flex-col">
            <DeadlineLink deadline={deadline} />
            <span className="text-sm text-ink-soft">
              <DueDay day={deadline.on} today={today} /> · {dayInWords(deadline.on)}
            </span>
          </li>
        ))}
      </ol>
      {later > 0 && <p className="text-sm text-ink-soft">{t('myWork.moreDeadlines', { count: later })}</p>}
    </>
  )
}

function DeadlineLink({ deadline: { kind, title, chapterId, slug, compendium } }: { deadline: Deadline }) {
  const { t } = useTranslation('compendia')
  if (chapterId) {
    return (
      <Link to={paths.chapter(chapterId)} className="hover:underline">
        {title} <span className="text-sm text-ink-soft">{t('myWork.chapterOf', { compendium })}</span>
      </Link>
    )
  }
  const words = {
    drafts: 'myWork.draftsOf',
    review: 'myWork.reviewOf',
    launch: 'myWork.launchOf',
    chapter: 'myWork.draftsOf',
  } as const
  return (
    <Link to={paths.compendium(slug)} className="hover:underline">
      {t(words[kind], { title })}
    </Link>
  )
}

function Led({ compendia }: { compendia: MyCompendium[] }) {
  const { t } = useTranslation('compendia')
  if (compendia.length === 0) return <p className="text-ink-soft">{t('myWork.noneLed')}</p>
  return (
    <ul className="flex flex-col gap-4">
      {compendia.map(({ slug, title, byStatus, words }) => (
        <li key={slug} className="flex flex-col gap-0.5">
          <Link to={paths.compendium(slug)} className="font-serif text-lg hover:underline" dir="auto">
            {title}
          </Link>
          <span className="text-sm text-ink-soft">
            {statuses
              .filter((status) => byStatus[status])
              .map((status) => `${byStatus[status]} ${t(`status.${status}`).toLowerCase()}`)
              .join(', ')}
            {words > 0 && ` · ${t('words', { count: words })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
