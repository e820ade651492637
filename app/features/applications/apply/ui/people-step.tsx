import { useTranslation } from 'react-i18next'
import { TextField } from '#app/ui/index.ts'
import { refereeRows } from '../schema.ts'
import { AnswersForm } from './answers-form.tsx'
import type { StepProps } from './step-props.ts'
import { typed } from './typed.ts'

/** The focal person, and those who know the institution. */
export function PeopleStep({ application, reply }: StepProps) {
  const { t } = useTranslation('applications')
  const { text, errors } = typed(reply, application.answers)
  const value = (name: string, kept: string) => (reply ? (reply.values[name] ?? '') : kept)
  return (
    <AnswersForm step="people" application={application} reply={reply}>
      <section aria-labelledby="focal" className="flex flex-col gap-5">
        <div>
          <h2 id="focal" className="text-lg font-semibold">
            {t('people.focal')}
          </h2>
          <p className="text-sm text-ink-soft">{t('people.focalHelp')}</p>
        </div>
        <TextField
          label={t('people.name')}
          help={t('people.nameHelp')}
          autoComplete="name"
          {...text('focalName')}
        />
        <TextField
          label={t('people.position')}
          optional
          autoComplete="organization-title"
          {...text('focalPosition')}
        />
        <TextField
          label={t('people.email')}
          help={t('people.emailHelp')}
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={value('email', application.email)}
          errors={errors.email}
        />
      </section>
      <section aria-labelledby="referees" className="flex flex-col gap-5 border-t border-line pt-5">
        <div>
          <h2 id="referees" className="text-lg font-semibold">
            {t('people.referees')}
          </h2>
          <p className="text-sm text-ink-soft">{t('people.refereesHelp')}</p>
        </div>
        {refereeRows.map((n) => (
          <Referee key={n} n={n} value={value} kept={application.answers.referees[n - 1]} errors={errors} />
        ))}
      </section>
    </AnswersForm>
  )
}

type RefereeProps = {
  n: number
  value: (name: string, kept: string) => string
  kept: { name: string; institution: string; email: string } | undefined
  errors: Record<string, string[]>
}

function Referee({ n, value, kept, errors }: RefereeProps) {
  const { t } = useTranslation('applications')
  const field = (part: 'Name' | 'Institution' | 'Email', stored: string) => ({
    name: `referee${part}${n}`,
    defaultValue: value(`referee${part}${n}`, stored),
    errors: errors[`referee${part}${n}`],
  })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">{t('people.referee', { n })}</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
        <TextField label={t('people.name')} {...field('Name', kept?.name ?? '')} />
        <TextField
          label={t('people.refereeInstitution')}
          {...field('Institution', kept?.institution ?? '')}
        />
        <TextField label={t('people.email')} type="email" {...field('Email', kept?.email ?? '')} />
      </div>
    </fieldset>
  )
}
