import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, ErrorSummary, LinkButton, Page, PageHeader, TextField } from '#app/ui/index.ts'
import type { OpenInvitation } from '../invitations.server.ts'

type InvitationPageProps = {
  token: string
  invitation: OpenInvitation
  signedInAs: { name: string; email: string | null } | null
  reply: FormReply | null
}

/** What the link of an invitation opens: for a new person the account, for a known one a single press. */
export function InvitationPage({ token, invitation, signedInAs, reply }: InvitationPageProps) {
  const { t } = useTranslation(['people', 'institutions'])
  const { institution, email, role, hasAccount } = invitation
  const other = signedInAs !== null && signedInAs.email !== email
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader
        title={t('invitation.title', { institution })}
        lead={t('invitation.lead', { institution, role: t(`institutions:roles.${role}`) })}
      />
      <ErrorSummary errors={reply?.errors} />
      {other ? (
        <OtherAccount name={signedInAs.name} email={email} token={token} />
      ) : hasAccount ? (
        <KnownPerson invitation={invitation} token={token} signedIn={signedInAs !== null} />
      ) : (
        <NewPerson invitation={invitation} reply={reply} />
      )}
    </Page>
  )
}

function NewPerson({ invitation, reply }: { invitation: OpenInvitation; reply: FormReply | null }) {
  const { t } = useTranslation('people')
  const { state } = useNavigation()
  const errors = reply?.errors ?? {}
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <TextField
        label={t('signIn.email')}
        name="email"
        type="email"
        autoComplete="username"
        readOnly
        defaultValue={invitation.email}
      />
      <TextField
        label={t('invitation.name')}
        help={t('account.nameHelp')}
        name="name"
        autoComplete="name"
        required
        defaultValue={reply?.values.name ?? invitation.name}
        errors={errors.name}
      />
      <TextField
        label={t('invitation.password')}
        help={t('confirm.recovery.help')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        errors={errors.password}
      />
      <Button type="submit" variant="primary" pending={state === 'submitting'}>
        {t('invitation.join')}
      </Button>
    </Form>
  )
}

type KnownPersonProps = { invitation: OpenInvitation; token: string; signedIn: boolean }

function KnownPerson({ invitation: { institution, email }, token, signedIn }: KnownPersonProps) {
  const { t } = useTranslation('people')
  const { state } = useNavigation()
  if (!signedIn) {
    return (
      <>
        <p className="wrap-anywhere">{t('invitation.signInFirst', { email })}</p>
        <p>
          <LinkButton to={paths.signIn(paths.invitation(token))} variant="primary">
            {t('signIn.submit')}
          </LinkButton>
        </p>
      </>
    )
  }
  return (
    <Form method="post">
      <Button type="submit" variant="primary" pending={state === 'submitting'}>
        {t('invitation.accept', { institution })}
      </Button>
    </Form>
  )
}

function OtherAccount({ name, email, token }: { name: string; email: string; token: string }) {
  const { t } = useTranslation('people')
  return (
    <>
      <p className="wrap-anywhere">{t('invitation.otherAccount', { name, email })}</p>
      <Form method="post" action={paths.signOut()} reloadDocument>
        <input type="hidden" name="next" value={paths.invitation(token)} />
        <Button type="submit" variant="primary">
          {t('invitation.signOutFirst')}
        </Button>
      </Form>
    </>
  )
}

/** An invitation that no longer opens anything, and what to do. */
export function SpentInvitation() {
  const { t } = useTranslation(['people', 'shell'])
  return (
    <Page width="measure" className="max-w-md">
      <PageHeader title={t('invitation.spent.title')} lead={t('invitation.spent.text')} />
      <p>
        <LinkButton to={paths.home()}>{t('shell:errors.home')}</LinkButton>
      </p>
    </Page>
  )
}
