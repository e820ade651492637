import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChapterSession, SessionState } from '#app/collab/client/index.ts'
import { paths } from '#app/platform/paths.ts'
import { Banner, KeptWords, LinkButton } from '#app/ui/index.ts'
import type { ChapterPage } from '../../queries.server.ts'
import { SignInAgain } from './sign-in-again.tsx'

type Props = {
  state: SessionState
  session: ChapterSession | null
  email: string | null
  page: ChapterPage
  onChanged: () => void
}

/** Sentences that stay as long as they are true: what ended, what is kept, what to do. */
export function Notices(props: Props) {
  const notice = noticeOf(props)
  return notice && <div className="mx-auto w-full max-w-wide px-4 pt-4 sm:px-8">{notice}</div>
}

function noticeOf({ state, session, email, page, onChanged }: Props): ReactNode {
  const { status, kept, atRisk } = state
  const words = (
    <UnsentWords session={session} changes={'changes' in status ? status.changes : 0} page={page} />
  )
  switch (status.kind) {
    case 'signed-out':
      return (
        <SignInAgain
          email={email}
          kept={kept}
          onSignedIn={() => {
            session?.retry()
            onChanged()
          }}
        />
      )
    case 'access-changed':
      return (
        <AccessLost page={page} unsent={Boolean(session?.unsentWords().length)}>
          {words}
        </AccessLost>
      )
    case 'editor-too-old':
      return <EditorTooOld atRisk={atRisk}>{atRisk && words}</EditorTooOld>
    case 'on-this-device':
      if (atRisk) return <NothingKept>{words}</NothingKept>
      if (state.access !== null && state.access !== 'edit') return <AccessLowered>{words}</AccessLowered>
      return status.reason ? <Away reason={status.reason} /> : null
    default:
      return null
  }
}

/** Read again when the number of changes is another one. */
function UnsentWords({
  session,
  changes,
  page,
}: {
  session: ChapterSession | null
  changes: number
  page: ChapterPage
}) {
  const words = useMemo(() => (changes > 0 ? (session?.unsentWords() ?? []) : []), [session, changes])
  return <KeptWords words={words} name={page.chapter.title} />
}

function AccessLost({ page, unsent, children }: { page: ChapterPage; unsent: boolean; children: ReactNode }) {
  const { t } = useTranslation('collab')
  return (
    <Banner
      tone="danger"
      announce="assertive"
      title={t('lost.title')}
      action={<LinkButton to={paths.compendium(page.compendium.slug)}>{t('lost.back')}</LinkButton>}
    >
      <p>{t(unsent ? 'lost.unsent' : 'lost.text')}</p>
      {children}
    </Banner>
  )
}

function AccessLowered({ children }: { children: ReactNode }) {
  const { t } = useTranslation('collab')
  return (
    <Banner tone="warn" announce="assertive" title={t('lowered.title')}>
      <p>{t('lowered.text')}</p>
      {children}
    </Banner>
  )
}

function NothingKept({ children }: { children: ReactNode }) {
  const { t } = useTranslation('collab')
  return (
    <Banner tone="danger" announce="assertive" title={t('notKept.title')}>
      <p>{t('notKept.text')}</p>
      {children}
    </Banner>
  )
}

function EditorTooOld({ atRisk, children }: { atRisk: boolean; children: ReactNode }) {
  const { t } = useTranslation('collab')
  return (
    <Banner tone="warn" announce="assertive" title={t('old.title')}>
      <p>{t(atRisk ? 'old.notKept' : 'old.text')}</p>
      {children}
    </Banner>
  )
}

function Away({
  reason,
}: {
  reason: NonNullable<Extract<SessionState['status'], { kind: 'on-this-device' }>['reason']>
}) {
  const { t } = useTranslation('collab')
  return (
    <Banner tone="offline" announce="polite" title={t('away.title')}>
      <p>{t(`away.${reason}`)}</p>
    </Banner>
  )
}
