import { Form, Link, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, Page, PageHeader, Section, TextField } from '#app/ui/index.ts'
import type { Person } from '../index.ts'

type AccountPageProps = {
  person: Person
  devMail: boolean
  /** What has to be said first. */
  top?: ReactNode
  /** Whether Auth offers a second factor; null when it could not be asked. */
  secondFactor: boolean | null
  reply: FormReply | null
}

/** Everything a person keeps about their own account. Each part is a form of its own. */
export function AccountPage({ person, devMail, top, secondFactor, reply }: AccountPageProps) {
  const { t } = useTranslation(['people', 'profile', 'representing', 'manage', 'ownData', 'twoFactor'])
  const errors = reply?.errors ?? {}
  const values = reply?.values ?? {}
  return (
    <Page width="measure">
      <PageHeader title={t('account.title')} meta={person.email} />
      <ErrorSummary errors={errors} />
      {top}
      <Section title={t('account.affiliations')}>
        <Affiliations person={person} />
      </Section>
      <p>
        <Link to={paths.ownProfile()} className="link">
          {t('profile:title')}
        </Link>
        {' · '}
        <Link to={paths.emailPreferences()} className="link">
          {t('representing:emailPreferences.open')}
        </Link>
        {' · '}
        <Link to={paths.ownActivity()} className="link">
          {t('manage:auditLog.own')}
        </Link>
      </p>

      <Part title={t('account.address')} intent="address" submit={t('account.changeAddress')}>
        <p className="text-ink-soft">{t('account.addressHelp', { email: person.email ?? '–' })}</p>
        <TextField
          label={t('account.newAddress')}
          name="email"
          type="email"
          autoComplete="off"
          required
          defaultValue={values.email}
          errors={errors.email}
        />
        <TextField
          label={t('account.current')}
          name="addressPassword"
          type="password"
          autoComplete="current-password"
          required
          errors={errors.addressPassword}
        />
        {devMail && (
          <p className="text-sm">
            <a href="/dev/mail" className="link">
              {t('sent.devMail')}
            </a>
          </p>
        )}
      </Part>

      <Part title={t('account.password')} intent="password" submit={t('account.changePassword')}>
        <input type="hidden" name="username" autoComplete="username" value={person.email ?? ''} />
        <TextField
          label={t('account.current')}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          errors={errors.currentPassword}
        />
        <TextField
          label={t('account.newPassword')}
          help={t('account.passwordHelp')}
          name="newPassword"
          type="password"
          autoComplete="new-password"
          required
          errors={errors.newPassword}
        />
        <p className="text-sm">
          <Link to={paths.forgotPassword()} className="link">
            {t('signIn.forgotten')}
          </Link>
        </p>
      </Part>

      <Part title={t('account.devices')} intent="devices" submit={t('account.signOutOthers')}>
        <p className="text-ink-soft">{t('account.devicesHelp')}</p>
      </Part>

      <Section title={t('twoFactor:title')}>
        {secondFactor ? (
          <p>
            <Link to={paths.twoFactor()} className="link">
              {t('twoFactor:state.open')}
            </Link>
          </p>
        ) : (
          <p className="max-w-measure text-ink-soft">
            {t(secondFactor === false ? 'twoFactor:state.none' : 'twoFactor:state.unknown')}
          </p>
        )}
      </Section>
      <Section title={t('account.data')}>
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <a href={paths.downloadData()} download className="link">
            {t('ownData:export.link')}
          </a>
          <Link to={paths.deleteAccount()} className="link">
            {t('ownData:delete.link')}
          </Link>
        </p>
      </Section>
    </Page>
  )
}

type PartProps = { title: string; intent: string; submit: string; children: ReactNode }

function Part({ title, intent, submit, children }: PartProps) {
  const { formData } = useNavigation()
  return (
    <Section title={title}>
      <Form method="post" noValidate className="flex max-w-md flex-col items-stretch gap-5">
        <input type="hidden" name="intent" value={intent} />
        {children}
        <div>
          <Button type="submit" pending={formData?.get('intent') === intent}>
            {submit}
          </Button>
        </div>
      </Form>
    </Section>
  )
}

function Affiliations({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'institutions'])
  if (!person.member) return <p>{t('account.noAffiliation')}</p>
  return (
    <ul className="flex flex-col gap-2">
      {person.affiliations.map(({ institutionId, institution, role }) => (
        <li key={institutionId}>
          <span dir="auto" className="font-medium">
            {institution}
          </span>
          <span className="text-ink-soft"> · {t(`institutions:roles.${role}`)}</span>
        </li>
      ))}
      {person.coordinator && <li>{t('account.coordinator')}</li>}
    </ul>
  )
}
