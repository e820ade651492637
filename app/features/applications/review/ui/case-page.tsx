import { Link } from '@remix-run/react'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#app/platform/countries.ts'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay, sizeWords } from '#app/platform/text.ts'
import { ErrorSummary, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { Verdict } from '../schema.ts'
import type { ReviewCase } from '../shapes.ts'
import { AnswersList } from '../../ui/answers-list.tsx'
import { CaseConflict, ConflictsDeclared } from './case-conflict.tsx'
import { CaseConversation } from './case-conversation.tsx'
import { CaseDecision, Deciding } from './case-decision.tsx'
import { CaseDuplicates } from './case-duplicates.tsx'
import { CaseHistory } from './case-history.tsx'
import { CaseNotes } from './case-notes.tsx'
import { CaseProgress } from './case-progress.tsx'
import { CaseState } from './case-state.tsx'
import { CaseRecommendations } from './case-recommendations.tsx'
import { KeptWords } from './kept-words.tsx'

export type CasePageProps = {
  application: ReviewCase
  /** What the reader is about to do, from the address: it asks first. */
  asking: Verdict | 'conflict' | null
  /** The coordinating institutions that the reader belongs to. */
  ownInstitutions: string[]
  /** ISO moment in UTC. */
  now: string
  reply: FormReply | null
}

/** One application, whole: what was sent in, what was said, what the coordinating institutions recommend, and the decision. */
export function CasePage({ application, asking, ownInstitutions, now, reply }: CasePageProps) {
  const { t, i18n } = useTranslation('review')
  const { number, state, answers, round, submittedAt, abilities } = application
  const kindWords = useTranslation('applications').t
  return (
    <Page>
      <PageHeader
        crumbs={[{ href: paths.manageApplications(), label: t('queue.title') }]}
        title={answers.legalName}
        meta={
          <>
            <CaseState state={state} />
            <span>{t('case.numbered', { number })}</span>
            {answers.kind && <span>{kindWords(`kinds.${answers.kind}`)}</span>}
            {answers.country && <span>{countryName(answers.country, i18n.language)}</span>}
            <span>{t('case.cameIn', { date: longDay(submittedAt, i18n.language) })}</span>
            {round === 2 && <span>{t('case.round')}</span>}
          </>
        }
      />
      <ErrorSummary errors={reply?.errors} />
      <KeptWords application={application} reply={reply} />
      {asking === 'conflict' && abilities.declareConflict && (
        <CaseConflict application={application} reply={reply} />
      )}
      {(asking === 'accept' || asking === 'decline') && abilities.speak && (
        <Deciding key={asking} application={application} verdict={asking} reply={reply} />
      )}
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <aside
          aria-label={t('case.progress')}
          className="self-start lg:sticky lg:top-20 lg:col-start-2 lg:row-start-1"
        >
          <CaseProgress application={application} now={now} reply={reply} />
        </aside>
        <div className="flex min-w-0 flex-col gap-10 lg:col-start-1 lg:row-start-1">
          <CaseDuplicates duplicates={application.duplicates} />
          <Section title={t('case.answers')}>
            <AnswersList application={application} titles={t('case.parts', { returnObjects: true })} />
          </Section>
          <Section title={t('case.papers')}>
            <CasePapers application={application} />
          </Section>
          <CaseConversation application={application} reply={reply} />
          <CaseNotes application={application} reply={reply} />
          <CaseRecommendations application={application} ownInstitutions={ownInstitutions} reply={reply} />
          <ConflictsDeclared application={application} />
          <CaseDecision application={application} asking={asking} />
          <CaseHistory application={application} reply={reply} />
        </div>
      </div>
    </Page>
  )
}

function CasePapers({ application: { number, papers } }: { application: ReviewCase }) {
  const { t, i18n } = useTranslation('review')
  if (papers.length === 0) return <p className="text-ink-soft">{t('case.noPapers')}</p>
  return (
    <ul className="border-t border-line">
      {papers.map(({ id, name, size }) => (
        <li key={id} className="flex items-center gap-3 border-b border-line py-3">
          <FileText aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
          <p className="min-w-0 wrap-anywhere">
            <Link
              to={paths.manageApplicationPaper(number, id)}
              reloadDocument
              download
              dir="auto"
              className="link"
            >
              {name}
            </Link>{' '}
            <span className="text-sm whitespace-nowrap text-ink-soft">{sizeWords(size, i18n.language)}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
