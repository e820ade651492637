import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import {
  Actions,
  Banner,
  Button,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  Section,
  TextField,
} from '#app/ui/index.ts'
import { keyIn } from '../code.ts'
import type { Device } from '../two-factor.server.ts'
import type { Pending } from '../two-factor-forms.server.ts'
import { CodeField } from './code-field.tsx'
import { QrCode } from './qr-code.tsx'

type TwoFactorPageProps = {
  /** Null: it could not be found out. */
  offered: boolean | null
  devices: Device[]
  /** The device about to be removed, from the address. */
  removing: string | null
  pending: Pending | null
  reply: FormReply | null
}

/** The devices that show codes for an account, and how to add and remove one. Every step is a form, so it needs no script. */
export function TwoFactorPage({ offered, devices, removing, pending, reply }: TwoFactorPageProps) {
  const { t } = useTranslation(['twoFactor', 'people'])
  const leaving = devices.find(({ id }) => id === removing)
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[{ label: t('people:account.title'), href: paths.account() }, { label: t('title') }]}
        title={t('title')}
        lead={t('lead')}
      />
      <ErrorSummary errors={reply?.errors} />
      {offered ? (
        <>
          {pending && <ConfirmDevice pending={pending} reply={reply} />}
          {leaving && <RemoveDevice device={leaving} reply={reply} />}
          <Section title={t('devices.title')}>
            <Devices devices={devices} />
          </Section>
          {!pending && (
            <Section title={t('add.title')}>
              <AddDevice reply={reply} />
            </Section>
          )}
        </>
      ) : (
        <p className="max-w-measure">{t(offered === false ? 'state.none' : 'state.unknown')}</p>
      )}
    </Page>
  )
}

function Devices({ devices }: { devices: Device[] }) {
  const { t, i18n } = useTranslation('twoFactor')
  if (devices.length === 0) return <p className="text-ink-soft">{t('devices.none')}</p>
  return (
    <>
      <ul className="border-t border-line">
        {devices.map(({ id, name, since }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <span>
              <span dir="auto" className="font-medium wrap-anywhere">
                {name || t('devices.unnamed')}
              </span>{' '}
              <span className="text-sm text-ink-soft">
                {t('devices.since', { date: dayWords(since, i18n.language) })}
              </span>
            </span>
            <LinkButton
              to={`?removing=${id}`}
              size="small"
              aria-label={t('devices.removeThis', { name: name || t('devices.unnamed') })}
            >
              {t('devices.remove')}
            </LinkButton>
          </li>
        ))}
      </ul>
      {devices.length === 1 && (
        <Banner tone="warn">
          <p>{t('devices.only')}</p>
        </Banner>
      )}
      <p className="max-w-measure text-sm text-ink-soft">{t('devices.lost')}</p>
    </>
  )
}

function AddDevice({ reply }: { reply: FormReply | null }) {
  const { t } = useTranslation('twoFactor')
  const { formData } = useNavigation()
  return (
    <Form method="post" action={paths.twoFactor()} noValidate className="flex max-w-md flex-col gap-5">
      <p className="text-ink-soft">{t('add.text')}</p>
      <input type="hidden" name="intent" value="begin" />
      <TextField
        label={t('add.name')}
        help={t('add.nameHelp')}
        name="device"
        autoComplete="off"
        maxLength={60}
        required
        defaultValue={reply?.values.device}
        errors={reply?.errors.device}
      />
      <div>
        <Button type="submit" variant="primary" pending={formData?.get('intent') === 'begin'}>
          {t('add.submit')}
        </Button>
      </div>
    </Form>
  )
}

function ConfirmDevice({ pending: { id, name, uri }, reply }: { pending: Pending; reply: FormReply | null }) {
  const { t } = useTranslation('twoFactor')
  const { formData } = useNavigation()
  return (
    <Section title={t('confirm.title', { name })}>
      <p className="max-w-measure">{t('confirm.lead')}</p>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-5">
        <QrCode text={uri} label={t('confirm.picture')} />
        <dl className="flex min-w-0 flex-col gap-1">
          <dt className="text-sm text-ink-soft">{t('confirm.key')}</dt>
          <dd className="max-w-56 font-mono wrap-anywhere select-all" dir="ltr" translate="no">
            {keyIn(uri)}
          </dd>
          <dd className="pt-3">
            <a href={uri} className="link">
              {t('confirm.open')}
            </a>
          </dd>
        </dl>
      </div>
      <Form method="post" action={paths.twoFactor()} noValidate className="flex max-w-md flex-col gap-5">
        <input type="hidden" name="intent" value="confirm" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="name" value={name} />
        <input type="hidden" name="uri" value={uri} />
        <CodeField help={t('code.help')} errors={reply?.errors.code} />
        <Actions>
          <Button type="submit" variant="primary" pending={formData?.get('intent') === 'confirm'}>
            {t('confirm.submit')}
          </Button>
          <LinkButton to={paths.twoFactor()}>{t('confirm.cancel')}</LinkButton>
        </Actions>
      </Form>
    </Section>
  )
}

function RemoveDevice({ device: { id, name }, reply }: { device: Device; reply: FormReply | null }) {
  const { t } = useTranslation('twoFactor')
  const { formData } = useNavigation()
  const called = name || t('devices.unnamed')
  return (
    <section
      aria-labelledby="removing"
      className="flex flex-col gap-3 border-s-3 border-danger bg-danger-wash px-4 py-4"
    >
      <h2 id="removing" className="text-lg font-semibold">
        {t('remove.title', { name: called })}
      </h2>
      <p>{t('remove.text')}</p>
      <Form method="post" noValidate className="flex max-w-md flex-col gap-5">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="name" value={called} />
        <TextField
          label={t('remove.password')}
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          errors={reply?.errors.currentPassword}
        />
        <Actions>
          <Button type="submit" variant="danger" pending={formData?.get('intent') === 'remove'}>
            {t('remove.submit')}
          </Button>
          <LinkButton to={paths.twoFactor()}>{t('remove.keep')}</LinkButton>
        </Actions>
      </Form>
    </section>
  )
}
