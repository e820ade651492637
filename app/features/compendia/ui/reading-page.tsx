import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import type { Author, Chapter } from '../shapes.ts'
import { ChapterStatus } from './status.tsx'
import { dayInWords, dayOf, useZone } from './zone.ts'

type ReadChapter = Omit<Chapter, 'dueOn' | 'changedBy' | 'access'> & {
  anchor: string
  html: string
  contents: { id: string; text: string }[]
}
export type ReadingView = {
  volume: {
    slug: string
    title: string
    summary: string
    kind: 'compendium' | 'brief' | 'digest'
    language: string
    launchOn: string | null
    institutions: Author[]
    leadEditor: string | null
    changedAt: string | null
    words: number
    chapters: ReadChapter[]
  }
  /** The chapter that is read alone; null for the whole volume. */
  only: string | null
  signedIn: boolean
}

/** A compendium, or one chapter of it, set to be read: needs no script, prints on A4. */
export function ReadingPage({ volume, only, signedIn }: ReadingView) {
  const { t } = useTranslation('compendia')
  const { chapters } = volume
  const shown = only === null ? chapters : chapters.filter(({ id }) => id === only)
  const alone = only === null ? undefined : shown[0]
  return (
    <div className="mx-auto grid w-full max-w-page gap-x-14 px-4 pt-8 pb-16 sm:px-8 lg:grid-cols-[15rem_minmax(0,1fr)] lg:pt-12 print:block print:p-0">
      <article lang={alone?.language ?? volume.language} className="min-w-0 lg:col-start-2">
        <TitleBlock volume={volume} alone={alone} signedIn={signedIn} />
        {chapters.length === 0 && <p className="mt-10 text-ink-soft">{t('read.emptyAll')}</p>}
        {shown.map((chapter) => (
          <ReadChapterText key={chapter.id} chapter={chapter} slug={volume.slug} alone={only !== null} />
        ))}
        {alone && <Neighbours volume={volume} id={alone.id} />}
      </article>
      <Contents volume={volume} only={only} />
    </div>
  )
}

function TitleBlock({
  volume,
  alone,
  signedIn,
}: {
  volume: ReadingView['volume']
  alone?: ReadChapter
  signedIn: boolean
}) {
  const { t } = useTranslation('compendia')
  const zone = useZone()
  const { slug, title, summary, kind, chapters, launchOn, leadEditor } = volume
  const authors = authorsOf(alone, volume.institutions)
  const changedAt = alone ? alone.changedAt : volume.changedAt
  const final = chapters.filter(({ status }) => status === 'final').length
  return (
    <header className="flex max-w-[47rem] flex-col gap-4 border-b border-line pb-8">
      <p className="text-sm text-ink-soft">
        {alone ? (
          <a href={paths.read(slug)} className="link">
            {title}
          </a>
        ) : (
          t(`kind.${kind}`)
        )}
      </p>
      <h1 className="font-serif text-3xl font-semibold tracking-tight text-balance sm:text-4xl" dir="auto">
        {alone && <span className="me-3 font-normal text-ink-soft">{alone.number}</span>}
        {alone?.title ?? title}
      </h1>
      {!alone && summary && (
        <p className="font-serif text-lg whitespace-pre-line text-ink-soft" dir="auto">
          {summary}
        </p>
      )}
      <p className="font-serif" aria-label={t('read.authors')}>
        {authors.map(({ id, name, place }, at) => (
          <span key={id}>
            {at > 0 && ' · '}
            {name}
            {place && <span className="text-ink-soft"> ({place})</span>}
          </span>
        ))}
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {leadEditor && !alone && <Fact label={t('read.editor')}>{leadEditor}</Fact>}
        {launchOn && <Fact label={t('read.launch')}>{dayInWords(launchOn)}</Fact>}
        {changedAt && (
          <Fact label={t('read.asOf')}>
            <time dateTime={changedAt}>{dayOf(changedAt, zone)}</time> ({zone.replaceAll('_', ' ')})
          </Fact>
        )}
        <Fact label={t('read.status')}>
          {alone ? (
            <ChapterStatus status={alone.status} />
          ) : final === chapters.length && final > 0 ? (
            t('read.allFinal')
          ) : (
            t('read.draft', { final, count: chapters.length })
          )}
        </Fact>
      </dl>
      {signedIn && (
        <p className="flex gap-6 text-sm print:hidden">
          {alone && (
            <a href={paths.chapter(alone.id)} className="link">
              {t('read.write')}
            </a>
          )}
          <a href={paths.compendium(slug)} className="link">
            {t('read.compendium')}
          </a>
        </p>
      )}
    </header>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col">
      <dt className="text-ink-soft">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ReadChapterText({ chapter, slug, alone }: { chapter: ReadChapter; slug: string; alone: boolean }) {
  const { t } = useTranslation('compendia')
  const { id, anchor, number, title, language, html, institutions, status } = chapter
  const authors = institutions.filter(({ access }) => access === 'edit')
  return (
    <section
      id={alone ? undefined : anchor}
      lang={language}
      className={alone ? 'mt-8' : 'mt-12 scroll-mt-20 print:break-before-page'}
    >
      {!alone && (
        <header className="mb-5 flex max-w-[47rem] flex-col gap-1.5">
          <h2 className="group font-serif text-2xl font-semibold" dir="auto">
            <span className="me-3 font-normal text-ink-soft">{number}</span>
            {title}{' '}
            <a
              href={paths.readChapter(slug, id)}
              aria-label={t('read.anchor', { title })}
              className="font-normal text-ink-soft no-underline opacity-60 hover:opacity-100 print:hidden"
            >
              #
            </a>
          </h2>
          <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
            {authors.length > 0 && <span>{authors.map(({ name }) => name).join(' · ')}</span>}
            {status !== 'final' && <ChapterStatus status={status} />}
          </p>
        </header>
      )}
      {html ? (
        // Safe: rendered on the server by the editor's own renderer, which escapes everything stored.
        <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      ) : (
        <p className="text-ink-soft">{t('read.empty')}</p>
      )}
    </section>
  )
}

function Contents({ volume, only }: { volume: ReadingView['volume']; only: string | null }) {
  const { t } = useTranslation('compendia')
  const { slug, chapters } = volume
  if (chapters.length === 0) return null
  return (
    <nav
      aria-label={t('read.contents')}
      className="text-sm max-lg:mt-12 max-lg:border-t max-lg:border-line max-lg:pt-6 lg:sticky lg:top-20 lg:col-start-1 lg:row-start-1 lg:max-h-[calc(100dvh-7rem)] lg:self-start lg:overflow-y-auto print:hidden"
    >
      <p className="mb-3 font-medium">{t('read.contents')}</p>
      <ol className="flex flex-col gap-2">
        {chapters.map(({ id, anchor, number, title, contents }) => (
          <li key={id} style={{ paddingInlineStart: `${(number.split('.').length - 1) * 0.75}rem` }}>
            <a
              href={only === null ? `#${anchor}` : paths.readChapter(slug, id)}
              aria-current={only === id ? 'page' : undefined}
              className="flex gap-2 hover:underline aria-[current]:font-semibold"
            >
              <span className="text-ink-soft tabular-nums">{number}</span>
              <span dir="auto">{title}</span>
            </a>
            {only === id && contents.length > 0 && (
              <ol className="mt-1.5 flex flex-col gap-1 ps-5 text-ink-soft">
                {contents.map((heading) => (
                  <li key={heading.id}>
                    <a href={`#${heading.id}`} dir="auto" className="hover:underline">
                      {heading.text}
                    </a>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Neighbours({ volume: { slug, chapters }, id }: { volume: ReadingView['volume']; id: string }) {
  const { t } = useTranslation('compendia')
  const at = chapters.findIndex((chapter) => chapter.id === id)
  const previous = chapters[at - 1]
  const next = chapters[at + 1]
  return (
    <nav
      aria-label={t('read.chapterNav')}
      className="mt-14 flex max-w-[47rem] justify-between gap-8 border-t border-line pt-5 print:hidden"
    >
      {previous ? (
        <a href={paths.readChapter(slug, previous.id)} rel="prev" className="flex flex-col hover:underline">
          <span className="text-sm text-ink-soft">{t('read.previous')}</span>
          {previous.title}
        </a>
      ) : (
        <span />
      )}
      {next && (
        <a
          href={paths.readChapter(slug, next.id)}
          rel="next"
          className="flex flex-col text-end hover:underline"
        >
          <span className="text-sm text-ink-soft">{t('read.next')}</span>
          {next.title}
        </a>
      )}
    </nav>
  )
}

/** A chapter is signed by the institutions that may write in it; where none is named, by the whole volume. */
function authorsOf(chapter: ReadChapter | undefined, all: readonly Author[]) {
  const named = (chapter?.institutions ?? []).filter(({ access }) => access === 'edit')
  const places = new Map(all.map(({ id, city }) => [id, city]))
  return (named.length > 0 ? named : all).map(({ id, name }) => ({ id, name, place: places.get(id) ?? null }))
}
