import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { BeganFrom, Button, ErrorSummary, Page, PageHeader, TextField } from '#app/ui/index.ts'
import { limits, type Setting } from '../schema.ts'
import type { Proposal } from '../proposals.server.ts'
import type { Settings } from '../settings.server.ts'
import { ProposalsList } from './proposals-list.tsx'

type SettingsPageProps = { settings: Settings; proposals: Proposal[]; reply: FormReply | null }

/** How the alliance decides, and how long things take. */
export function SettingsPage({ settings, proposals, reply }: SettingsPageProps) {
  const { t } = useTranslation('manage')
  const { state } = useNavigation()
  const field = (name: Setting | 'quorum') => ({
    label: t(`settings.${name}`),
    name,
    inputMode: 'numeric' as const,
    defaultValue: reply ? (reply.values[name] ?? '') : String(settings[name] ?? ''),
    errors: reply?.errors[name],
    className: 'max-w-md',
  })
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[{ label: t('overview.title'), href: paths.manage() }, { label: t('settings.title') }]}
        title={t('settings.title')}
        lead={t('settings.lead')}
      />
      <ErrorSummary errors={reply?.errors} />
      <ProposalsList proposals={proposals} />
      <Form method="post" noValidate className="flex flex-col gap-6">
        <BeganFrom key={settings.stamp} name="stamp" state={settings.stamp} told={reply?.values.stamp} />
        <TextField {...field('quorum')} help={t('settings.quorumHelp')} optional />
        {(Object.keys(limits) as Setting[]).map((name) => (
          <TextField
            key={name}
            {...field(name)}
            help={t('settings.range', { least: limits[name][0], most: limits[name][1] })}
          />
        ))}
        <div>
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('settings.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
