import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#app/platform/countries.ts'
import { languageNames } from '#app/platform/languages.ts'
import type { FormStep } from '../apply/schema.ts'
import type { Answers, OwnApplication } from '../shapes.ts'

type AnswersListProps = {
  application: Pick<OwnApplication, 'answers'> & { email: string | null }
  /** A way to change a part, while it can be changed. */
  change?: (step: FormStep) => ReactNode
  /** What the parts are called, for readers other than the applicant. */
  titles?: Record<FormStep, string>
}

/** What an applicant wrote, part by part, for reading. */
export function AnswersList({ application: { answers, email }, change, titles }: AnswersListProps) {
  const { t, i18n } = useTranslation(['applications', 'institutions'])
  const yesNo = (answer: boolean | null) =>
    answer === null ? null : t(answer ? 'declarations.yes' : 'declarations.no')
  const { country, city } = answers
  const parts: { step: FormStep; rows: [string, ReactNode][] }[] = [
    {
      step: 'institution',
      rows: [
        [t('answers.legalName'), answers.legalName],
        [t('answers.acronym'), answers.acronym],
        [t('answers.legalForm'), answers.legalForm],
        [t('answers.kind'), answers.kind && t(`kinds.${answers.kind}`)],
        [
          t('answers.place'),
          [city, country && countryName(country, i18n.language)].filter(Boolean).join(', '),
        ],
        [t('answers.website'), answers.website && <Outside href={answers.website} />],
        [t('answers.ror'), answers.ror && <Outside href={`https://ror.org/${answers.ror}`} />],
        [t('answers.languages'), languageNames(answers.languages, i18n.language)],
      ],
    },
    {
      step: 'work',
      rows: [
        [t('answers.mandate'), answers.mandate && <Running text={answers.mandate} />],
        [t('answers.work'), answers.work && <Running text={answers.work} />],
        [
          t('answers.themes'),
          answers.themes
            .map((theme) => t(`institutions:themes.${theme}` as 'institutions:themes.wps'))
            .join(' · '),
        ],
      ],
    },
    {
      step: 'people',
      rows: [
        [t('answers.focal'), [answers.focalName, answers.focalPosition].filter(Boolean).join(', ')],
        [t('people.email'), email],
        [t('answers.refereesShown'), answers.referees.length > 0 && <Referees referees={answers.referees} />],
      ],
    },
    {
      step: 'declarations',
      rows: [
        [
          t('answers.conflicts'),
          answers.conflicts === ''
            ? t('answers.noConflicts')
            : answers.conflicts && <Running text={answers.conflicts} />,
        ],
        [t('answers.showInDirectory'), yesNo(answers.showInDirectory)],
        [t('answers.showFocalPerson'), yesNo(answers.showFocalPerson)],
      ],
    },
  ]
  return (
    <div className="flex flex-col gap-8">
      {parts.map(({ step, rows }) => (
        <section key={step} aria-labelledby={`part-${step}`} className="flex flex-col gap-3">
          <div className="flex items-baseline justify-between gap-4 border-b border-line pb-2">
            <h2 id={`part-${step}`} className="font-semibold">
              {titles?.[step] ?? t(`steps.${step}`)}
            </h2>
            {change?.(step)}
          </div>
          <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
            {rows.map(([name, answer]) => (
              <div key={name} className="contents">
                <dt className="text-sm text-ink-soft sm:pt-0.5">{name}</dt>
                <dd dir="auto" className="min-w-0 wrap-anywhere max-sm:mb-2">
                  {answer || <span className="text-ink-soft">{t('check.notAnswered')}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** A text of several paragraphs, as it was typed. */
function Running({ text }: { text: string }) {
  return <p className="font-serif whitespace-pre-line">{text}</p>
}

/** An address somebody gave: it opens apart, and is told nothing about us. */
function Outside({ href }: { href: string }) {
  return (
    <a href={href} rel="noreferrer nofollow ugc" target="_blank" dir="ltr" className="link">
      {href}
    </a>
  )
}

function Referees({ referees }: Pick<Answers, 'referees'>) {
  return (
    <ul className="flex flex-col gap-1">
      {referees.map(({ name, institution, email }) => (
        <li key={name + email} dir="auto">
          {[name, institution, email].filter(Boolean).join(', ')}
        </li>
      ))}
    </ul>
  )
}
