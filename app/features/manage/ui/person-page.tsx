import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import { Button, DateField, ErrorSummary, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { PersonToManage } from '../person.server.ts'
import type { Proposal } from '../proposals.server.ts'
import { ProposalsList } from './proposals-list.tsx'

type ManagePersonPageProps = {
  person: PersonToManage
  today: string
  proposals: Proposal[]
  /** Whether Auth offers second factors here. */
  secondFactor: boolean
  reply: FormReply | null
}

/** What coordinators decide about a person: whether they coordinate, from which day to which, and help with a lost device. */
export function ManagePersonPage({ person, today, proposals, secondFactor, reply }: ManagePersonPageProps) {
  const { t, i18n } = useTranslation(['roles', 'manage'])
  const { id, name, email, account, lastSeen, roles } = person
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[
          { label: t('manage:overview.title'), href: paths.manage() },
          { label: t('manage:overview.people'), href: paths.managePeople() },
          { label: name },
        ]}
        title={name}
        meta={
          <>
            {email && <span className="wrap-anywhere">{email}</span>}
            <span>{t(`person.account.${account}`)}</span>
            {lastSeen && <span>{t('person.lastSeen', { date: dayWords(lastSeen, i18n.language) })}</span>}
            <Link to={paths.person(id)} className="link">
              {t('person.page')}
            </Link>
          </>
        }
      />
      <ErrorSummary errors={reply?.errors} />
      <Section title={t('person.coordinating')}>
        {roles.length === 0 && <p className="text-ink-soft">{t('person.never', { name })}</p>}
        {roles.map((role) => (
          <Term key={`${role.id} ${role.startedOn} ${role.endedOn}`} role={role} reply={reply} />
        ))}
      </Section>
      <ProposalsList proposals={proposals} />
      {account !== 'closed' && (
        <Section title={t('person.name')}>
          <NameForm key={roles.length} name={name} today={today} reply={reply} />
        </Section>
      )}
      {secondFactor && (
        <Section title={t('factor.title')}>
          <FactorForm person={person} />
        </Section>
      )}
    </Page>
  )
}

function Term({ role, reply }: { role: PersonToManage['roles'][number]; reply: FormReply | null }) {
  const { t, i18n } = useTranslation('roles')
  const { formData } = useNavigation()
  const { id, startedOn, endedOn, when } = role
  const mine = reply?.values.role === id ? reply : null
  const from = dayWords(startedOn, i18n.language)
  const days = endedOn
    ? t('dates.span', { from, until: dayWords(endedOn, i18n.language) })
    : t(when === 'coming' ? 'dates.begins' : 'dates.since', { from })
  const sentence = (
    <p>
      {t('person.term', { days })} <span className="text-ink-soft">({t(`dates.is.${when}`)})</span>
    </p>
  )
  if (when === 'over') return sentence
  return (
    <Form method="post" noValidate className="flex flex-col gap-4">
      {sentence}
      <input type="hidden" name="intent" value="dates" />
      <input type="hidden" name="role" value={id} />
      <fieldset className="flex flex-wrap gap-x-8 gap-y-5">
        <legend className="sr-only">{t('person.termOf')}</legend>
        <DateField
          label={t('dates.from')}
          help={t('dates.fromHelp')}
          name="from"
          id={`from-${id}`}
          required
          defaultValue={mine?.values.from ?? startedOn}
          errors={mine?.errors[`from-${id}`]}
          className="basis-64"
        />
        <DateField
          label={t('dates.until')}
          help={t('dates.untilHelp')}
          name="until"
          id={`until-${id}`}
          optional
          defaultValue={mine?.values.until ?? endedOn ?? ''}
          errors={mine?.errors[`until-${id}`]}
          className="basis-64"
        />
      </fieldset>
      <div>
        <Button type="submit" pending={formData?.get('role') === id}>
          {t('dates.save')}
        </Button>
      </div>
    </Form>
  )
}

function NameForm({ name, today, reply }: { name: string; today: string; reply: FormReply | null }) {
  const { t } = useTranslation('roles')
  const { formData } = useNavigation()
  const mine = reply?.values.intent === 'name' ? reply : null
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <p className="text-ink-soft">{t('person.nameLead')}</p>
      <input type="hidden" name="intent" value="name" />
      <div className="flex flex-wrap gap-x-8 gap-y-5">
        <DateField
          label={t('dates.from')}
          help={t('dates.fromHelp')}
          name="nameFrom"
          required
          defaultValue={mine?.values.nameFrom ?? today}
          errors={mine?.errors.nameFrom}
          className="basis-64"
        />
        <DateField
          label={t('dates.until')}
          help={t('dates.untilHelp')}
          name="nameUntil"
          optional
          defaultValue={mine?.values.nameUntil}
          errors={mine?.errors.nameUntil}
          className="basis-64"
        />
      </div>
      <div>
        <Button type="submit" pending={formData?.get('intent') === 'name'}>
          {t('person.submit', { name })}
        </Button>
      </div>
    </Form>
  )
}

function FactorForm({ person: { name, me, secondFactor } }: { person: PersonToManage }) {
  const { t } = useTranslation('roles')
  const { formData } = useNavigation()
  if (me) return <p className="text-ink-soft">{t('factor.own')}</p>
  if (!secondFactor) return <p className="text-ink-soft">{t('factor.none', { name })}</p>
  return (
    <Form method="post" className="flex flex-col gap-4">
      <p>{t('factor.has', { name })}</p>
      <p className="max-w-measure text-ink-soft">{t('factor.lead')}</p>
      <input type="hidden" name="intent" value="factor" />
      <div>
        <Button type="submit" variant="danger" pending={formData?.get('intent') === 'factor'}>
          {t('factor.remove')}
        </Button>
      </div>
    </Form>
  )
}
