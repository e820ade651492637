import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { dayWords } from '#app/platform/text.ts'
import {
  Banner,
  Button,
  ErrorSummary,
  Page,
  PageHeader,
  RadioGroup,
  RelativeTime,
  Section,
  StatusWord,
  TextArea,
  TextField,
  type StatusTone,
} from '#app/ui/index.ts'
import type { Merger, Membership } from '../membership.server.ts'
import { MergeForm } from './merge-form.tsx'

const tones: Record<Membership['status'], StatusTone> = {
  active: 'final',
  suspended: 'blocked',
  left: 'outline',
  merged: 'outline',
}

type MembershipPageProps = {
  standing: Membership
  /** What the other institution of a merger was looked for by. */
  find: string
  /** What a merger would move, while it is being confirmed. */
  merger: Merger | null
  reply: FormReply | null
}

/** The membership status of an institution; coordinators change it here. */
export function MembershipPage({ standing, find, merger, reply }: MembershipPageProps) {
  const { t, i18n } = useTranslation(['membership', 'institutions'])
  const { name, slug, status, joinedOn, people, coordinating, mergedInto } = standing
  const fixed = coordinating || status === 'merged'
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[
          { label: t('institutions:list.title'), href: paths.institutions() },
          { label: name, href: paths.institution(slug) },
          { label: t('crumb') },
        ]}
        title={name}
        lead={t('lead')}
        meta={
          <>
            <StatusWord status={tones[status]}>{t(`statuses.${status}`)}</StatusWord>
            {joinedOn && <span>{t('joined', { date: dayWords(joinedOn, i18n.language) })}</span>}
            <span>{t('people', { count: people })}</span>
          </>
        }
      />
      <ErrorSummary errors={reply?.errors} />
      {coordinating && <Banner>{t('coordinates')}</Banner>}
      {mergedInto && (
        <Banner>
          <Link to={paths.institution(mergedInto.slug)} className="link">
            {t('mergedInto', { name: mergedInto.name })}
          </Link>
        </Banner>
      )}
      {merger && !fixed && <MergeForm standing={standing} merger={merger} reply={reply} />}
      {!fixed && !merger && (
        <>
          <Section title={t('change.title')}>
            <ChangeForm key={status} status={status} reply={reply} />
          </Section>
          <Section title={t('merge.title')}>
            <p className="max-w-measure text-ink-soft">{t('merge.lead')}</p>
            <MergerSearch others={standing.others} find={find} />
          </Section>
        </>
      )}
      <Section title={t('history.title')}>
        <History history={standing.history} />
      </Section>
    </Page>
  )
}

/** The institution that stays is looked for by name, and chosen from what was found. */
function MergerSearch({ others, find }: { others: Membership['others']; find: string }) {
  const { t } = useTranslation('membership')
  return (
    <>
      <Form method="get" role="search" preventScrollReset className="flex max-w-xl flex-wrap items-end gap-3">
        <TextField
          key={find}
          label={t('merge.find')}
          help={t('merge.findHelp')}
          name="find"
          type="search"
          defaultValue={find}
          maxLength={200}
          className="min-w-0 grow basis-60"
        />
        <Button type="submit">{t('merge.look')}</Button>
      </Form>
      {find && others.length === 0 && <p role="status">{t('merge.none', { find })}</p>}
      {others.length > 0 && (
        <Form method="get" className="flex max-w-xl flex-col gap-4">
          {/* Who chose none sees the same choice again. */}
          <input type="hidden" name="find" value={find} />
          <RadioGroup
            label={t('merge.into')}
            name="into"
            options={others.map(({ slug, name }) => ({ value: slug, label: name }))}
            defaultValue={others.length === 1 ? others[0]!.slug : undefined}
          />
          <div>
            <Button type="submit">{t('merge.preview')}</Button>
          </div>
        </Form>
      )}
    </>
  )
}

function ChangeForm({ status, reply }: { status: Membership['status']; reply: FormReply | null }) {
  const { t } = useTranslation('membership')
  const { formData } = useNavigation()
  const mine = reply?.values.intent === 'change' ? reply : null
  const options = (['active', 'suspended', 'left'] as const).filter((other) => other !== status)
  return (
    <Form method="post" noValidate className="flex max-w-measure flex-col gap-5">
      <p className="text-ink-soft">{t('change.lead')}</p>
      <input type="hidden" name="intent" value="change" />
      <RadioGroup
        label={t('change.to')}
        name="status"
        options={options.map((other) => ({
          value: other,
          label: t(`change.options.${other}`),
          help: t(`change.help.${other}`),
        }))}
        defaultValue={mine?.values.status}
        errors={mine?.errors.status}
      />
      <TextArea
        label={t('change.reason')}
        help={t('change.reasonHelp')}
        name="reason"
        defaultValue={mine?.values.reason}
        errors={mine?.errors.reason}
      />
      <div>
        <Button type="submit" variant="primary" pending={formData?.get('intent') === 'change'}>
          {t('change.submit')}
        </Button>
      </div>
    </Form>
  )
}

function History({ history }: Pick<Membership, 'history'>) {
  const { t } = useTranslation('membership')
  if (history.length === 0) return <p className="text-ink-soft">{t('history.none')}</p>
  return (
    <ol className="flex flex-col">
      {history.map(({ status, reason, at, by }) => (
        <li key={at} className="flex flex-col gap-1 border-b border-line py-3">
          <p className="text-sm text-ink-soft">
            <span className="font-medium text-ink">{t(`statuses.${status}`)}</span> · <RelativeTime at={at} />
            {by && ` · ${t('history.by', { name: by })}`}
          </p>
          <p dir="auto" className="max-w-measure wrap-anywhere whitespace-pre-line">
            {reason}
          </p>
        </li>
      ))}
    </ol>
  )
}
