import { useRevalidator } from '@remix-run/react'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetOffline, keepForOffline } from '#app/collab/client/offline-page.ts'
import type { ChapterEditorHandle, EditorReport } from '#app/editor/react/index.ts'
import type { OutlineEntry } from '#app/editor/render/index.ts'
import { paths } from '#app/platform/paths.ts'
import { AvatarGroup, showToast } from '#app/ui/index.ts'
import type { ChapterPage } from '../../queries.server.ts'
import { ChapterBar } from './chapter-bar.tsx'
import { Notices } from './notices.tsx'
import { SaveState } from './save-state.tsx'
import { SetAside } from './set-aside.tsx'
import { useLeaveWarning } from './use-leave-warning.ts'
import { useSession } from './use-session.ts'
import './chapter-workspace.css'

// Nothing of these is drawn on the server, and no boundary around them either: a text that is at hand on this device may be
// ready before React has taken such a boundary over, which it then throws away.
const loadEditor = () => import('#app/editor/react/index.ts')
// The editor's code comes while the text is on its way, not after it.
if (typeof document !== 'undefined') void loadEditor()
const ChapterEditor = lazy(async () => ({ default: (await loadEditor()).ChapterEditor }))
const OutlinePanel = lazy(async () => ({ default: (await loadEditor()).OutlinePanel }))
const Announcer = lazy(async () => ({ default: (await loadEditor()).Announcer }))

type Props = {
  page: ChapterPage
  /** The text as it was stored last, to read while the editor is on its way. */
  html: string
  /** The text cannot be prepared for reading just now, and whoever looks leads the compendium. */
  setAside: boolean
  person: { id: string; name: string; email: string | null }
}

/** A chapter to write in: its bar, its outline, its page on paper, and the truth about what is saved. */
export function ChapterWorkspace({ page, html, setAside, person }: Props) {
  const { t } = useTranslation('collab')
  const { chapter } = page
  const [session, state] = useSession(chapter.id, person.id)
  const [entries, setEntries] = useState<readonly OutlineEntry[]>([])
  const [current, setCurrent] = useState<string | null>(null)
  const [words, setWords] = useState(chapter.words)
  const editor = useRef<ChapterEditorHandle>(null)
  const { revalidate } = useRevalidator()

  const onOutline = useCallback((found: readonly OutlineEntry[], at: string | null) => {
    setEntries(found)
    setCurrent(at)
  }, [])
  const onReport = useCallback((report: EditorReport) => tell(report, t), [t])
  const lost = state.status.kind === 'access-changed'
  const ready = session !== null && state.ready

  useEffect(() => {
    if (!ready) return
    // Once the editor's own code is here, everything this page needs has been loaded.
    const later = setTimeout(() => void keepForOffline(chapter.id).catch(() => undefined), 1_000)
    return () => clearTimeout(later)
  }, [ready, chapter.id])
  useEffect(() => {
    if (lost) void forgetOffline(chapter.id)
  }, [lost, chapter.id])
  useVisits(chapter.id, words, ready)
  useLeaveWarning(state.atRisk)

  const me = state.people.find(({ id }) => id === person.id)
  return (
    <div className="chapter-workspace flex min-h-dvh flex-col">
      <ChapterBar
        page={page}
        words={words}
        state={<SaveState state={state} />}
        people={<AvatarGroup label={t('present')} people={state.people} size="small" />}
        onFind={() => editor.current?.find()}
        onFullScreen={() => editor.current?.fullScreen(true)}
      />
      <Notices state={state} session={session} email={person.email} page={page} onChanged={revalidate} />
      {setAside && <SetAside chapterId={chapter.id} />}
      <div className="mx-auto flex w-full max-w-wide flex-1 gap-8 px-4 sm:px-8">
        <aside className="sticky top-(--editor-top) hidden max-h-[calc(100dvh-var(--editor-top))] w-60 shrink-0 self-start overflow-y-auto py-8 lg:block">
          {ready && (
            <Suspense>
              <OutlinePanel entries={entries} current={current} onGo={(id) => editor.current?.goTo(id)} />
            </Suspense>
          )}
        </aside>
        <article className="min-w-0 flex-1 py-6" lang={chapter.language}>
          <div className="chapter-title">
            <h1 dir="auto" className="font-serif text-3xl font-semibold tracking-tight">
              {chapter.title}
            </h1>
          </div>
          {lost ? null : ready && session ? (
            <Suspense fallback={<StoredText html={html} />}>
              <ChapterEditor
                ref={editor}
                doc={session.doc}
                awareness={session.awareness}
                editable={(state.access ?? page.access) === 'edit'}
                language={chapter.language}
                label={chapter.title}
                user={me ? { name: me.name, colour: me.colour } : null}
                onOutline={onOutline}
                onWords={setWords}
                onReport={onReport}
              />
            </Suspense>
          ) : (
            <StoredText html={html} />
          )}
        </article>
      </div>
      {ready && (
        <Suspense>
          <Announcer
            people={state.people.map(({ id, name, colour }) => ({ key: id, name, colour }))}
            self={person.id}
          />
        </Suspense>
      )}
    </div>
  )
}

/** What stood in the database when the page was made; our own rendering, so it may be set as it is. */
function StoredText({ html }: { html: string }) {
  return <div className="stored-text prose" dangerouslySetInnerHTML={{ __html: html }} />
}

function tell(report: EditorReport, t: ReturnType<typeof useTranslation<'collab'>>['t']) {
  if (report.kind === 'paste-too-long') {
    showToast({ tone: 'problem', text: t('paste.tooLong', { limit: report.limit.toLocaleString('en') }) })
  } else if (report.kind === 'paste-without-pictures') {
    showToast({ tone: 'done', text: t('paste.withoutPictures', { count: report.pictures }) })
  } else if (report.kind === 'replaced') {
    showToast({ tone: 'done', text: t('replaced', { count: report.count }) })
  }
}

/** Notes that the person was here: on coming, and on leaving with the words as they are then. */
function useVisits(chapterId: string, words: number, ready: boolean) {
  const latest = useRef(words)
  latest.current = words
  useEffect(() => {
    if (!ready) return
    const note = () =>
      navigator.sendBeacon(
        paths.chapterVisit(chapterId),
        new URLSearchParams({ words: String(latest.current) }),
      )
    note()
    addEventListener('pagehide', note)
    return () => {
      removeEventListener('pagehide', note)
      note()
    }
  }, [chapterId, ready])
}
