import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { longDay } from '#app/platform/text.ts'
import { Button, SelectField } from '#app/ui/index.ts'
import { isOpen } from '../rules.ts'
import type { ReviewCase } from '../shapes.ts'
import { DeadlineWords } from './deadline-words.tsx'
import { QuorumStrip } from './quorum-strip.tsx'

type CaseProgressProps = { application: ReviewCase; now: string; reply: FormReply | null }

/** The status of an application: the due date, who it is assigned to, how many recommendations there are. */
export function CaseProgress({ application, now, reply }: CaseProgressProps) {
  const { t, i18n } = useTranslation('review')
  const { state, dueAt, answerDueAt, closedAt, decidedBy, institution, abilities } = application
  const day = (moment: string) => longDay(moment, i18n.language)
  return (
    <div className="flex flex-col gap-6 border-t border-line pt-5">
      {isOpen(state) && (
        <p className="flex flex-col gap-1">
          {dueAt && <span>{t('case.dueOn', { date: day(dueAt) })}</span>}
          <DeadlineWords of={application} now={now} />
          {answerDueAt && (
            <span className="text-sm text-ink-soft">{t('case.answerDue', { date: day(answerDueAt) })}</span>
          )}
        </p>
      )}
      {closedAt && !isOpen(state) && state !== 'draft' && (
        <p className="flex flex-col gap-1">
          <span>{t(`case.closedOn.${state}`, { date: day(closedAt) })}</span>
          {decidedBy && (
            <span dir="auto" className="text-sm text-ink-soft">
              {t('case.closedBy', { name: decidedBy })}
            </span>
          )}
        </p>
      )}
      {institution && (
        <p>
          {t('case.becameTitle')}:{' '}
          <Link to={paths.institution(institution.slug)} dir="auto" className="link">
            {institution.name}
          </Link>
        </p>
      )}
      {isOpen(state) && <QuorumStrip application={application} />}
      {abilities.assign && <Assign application={application} reply={reply} />}
    </div>
  )
}

function Assign({ application: { coordinators, assignedTo }, reply }: Omit<CaseProgressProps, 'now'>) {
  const { t } = useTranslation('review')
  const { state, formData } = useNavigation()
  const typed = reply?.values.intent === 'assign' ? reply.values.person : undefined
  return (
    <Form method="post" className="flex flex-col gap-2">
      <input type="hidden" name="intent" value="assign" />
      <SelectField
        key={assignedTo?.id}
        label={t('assign.title')}
        name="person"
        defaultValue={typed ?? assignedTo?.id ?? ''}
        placeholder={t('assign.nobody')}
        options={coordinators.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div>
        <Button type="submit" size="small" pending={state !== 'idle' && formData?.get('intent') === 'assign'}>
          {t('assign.submit')}
        </Button>
      </div>
    </Form>
  )
}
