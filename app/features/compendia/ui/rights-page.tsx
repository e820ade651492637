import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, EmptyState, ErrorSummary, Page, PageHeader, Section, TextField } from '#app/ui/index.ts'
import type { FormReply } from '#app/platform/form.ts'
import { accesses, type Access, type ChapterRights, type Grant } from '../shapes.ts'

export type Found = { key: string; name: string; hint: string | null; kind: 'person' | 'institution' }
export type RightsView = { rights: ChapterRights; q: string; found: Found[]; reply: FormReply | null }

/** Who may what in a chapter: rights of its own, inherited ones, and those that come with a role. */
export function RightsPage({ rights, q, found, reply }: RightsView) {
  const { t } = useTranslation('compendia')
  const { chapter, compendium, grants } = rights
  const own = grants.filter(({ from }) => from === null)
  const inherited = grants.filter(({ from }) => from !== null)
  return (
    <Page width="measure">
      <PageHeader
        title={t('rights.title', { number: chapter.number, title: chapter.title })}
        lead={t('rights.lead')}
        crumbs={[
          { label: t('list.title'), href: paths.compendia() },
          { label: compendium.title, href: paths.compendium(compendium.slug) },
          { label: t('rights.short') },
        ]}
      />
      <ErrorSummary errors={reply?.errors} />
      <Section title={t('rights.givenHere')}>
        {own.length === 0 ? (
          <EmptyState title={t('rights.none')} />
        ) : (
          <ul className="border-t border-line">
            {own.map((grant) => (
              <li
                key={grant.id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2.5"
              >
                <Holder grant={grant} />
                <ChangeRight grant={grant} />
              </li>
            ))}
          </ul>
        )}
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-soft">
          {accesses.toReversed().map((access) => (
            <div key={access} className="flex gap-1.5">
              <dt className="font-medium">{t(`access.${access}`)}:</dt>
              <dd>{t(`accessHelp.${access}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('rights.add')}>
        <Form method="get" role="search" className="flex items-end gap-2" preventScrollReset>
          <TextField
            type="search"
            name="q"
            label={t('rights.find')}
            help={t('rights.findHelp')}
            defaultValue={q}
            maxLength={100}
            className="min-w-0 flex-1"
          />
          <Button type="submit">{t('rights.search')}</Button>
        </Form>
        {q.trim().length >= 2 &&
          (found.length === 0 ? (
            <p role="status">{t('rights.foundNone', { q: q.trim() })}</p>
          ) : (
            <ul aria-label={t('rights.found')} className="border-t border-line">
              {found.map((one) => (
                <Candidate key={one.key} one={one} />
              ))}
            </ul>
          ))}
      </Section>
      {inherited.length > 0 && (
        <Section title={t('rights.inherited')}>
          <ul className="flex flex-col gap-2">
            {inherited.map((grant) => (
              <li key={grant.id} className="flex flex-wrap items-baseline gap-x-3">
                <Holder grant={grant} />
                <span>{t(`accessMay.${grant.access}`)}</span>
                {grant.from && (
                  <span className="text-sm text-ink-soft">
                    {t('rights.inheritedFrom', { title: grant.from.title })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('rights.always')}>
        <ByRole rights={rights} />
      </Section>
    </Page>
  )
}

function Holder({ grant: { person, institution } }: { grant: Grant }) {
  const { t } = useTranslation('compendia')
  return (
    <span>
      {person?.name ?? institution?.name}{' '}
      <span className="text-sm font-normal text-ink-soft">
        ({person ? t('rights.person') : t('rights.institution')})
      </span>
    </span>
  )
}

function ChangeRight({ grant }: { grant: Grant }) {
  const { t } = useTranslation('compendia')
  const name = grant.person?.name ?? grant.institution?.name ?? ''
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Form method="post" className="flex items-center gap-2" preventScrollReset>
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="grantId" value={grant.id} />
        <AccessSelect key={grant.access} label={t('rights.rightOf', { name })} chosen={grant.access} />
        <Button type="submit" size="small">
          {t('rights.change')}
        </Button>
      </Form>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="take" />
        <input type="hidden" name="grantId" value={grant.id} />
        <Button type="submit" size="small" variant="bare" aria-label={t('rights.takeFrom', { name })}>
          {t('rights.take')}
        </Button>
      </Form>
    </div>
  )
}

function Candidate({ one: { key, name, hint, kind } }: { one: Found }) {
  const { t } = useTranslation('compendia')
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2.5">
      <span className="min-w-0">
        {name}{' '}
        <span className="text-sm text-ink-soft">
          ({t(`rights.${kind}`)}
          {hint && `, ${hint}`})
        </span>
      </span>
      <Form method="post" className="flex items-center gap-2" preventScrollReset>
        <input type="hidden" name="intent" value="give" />
        <input type="hidden" name="to" value={key} />
        <AccessSelect label={t('rights.rightOf', { name })} chosen="edit" />
        <Button type="submit" size="small" aria-label={t('rights.giveTo', { name })}>
          {t('rights.give')}
        </Button>
      </Form>
    </li>
  )
}

function AccessSelect({ label, chosen }: { label: string; chosen: Access }) {
  const { t } = useTranslation('compendia')
  return (
    <select name="access" aria-label={label} defaultValue={chosen} className="control w-auto min-w-28">
      {accesses.toReversed().map((access) => (
        <option key={access} value={access}>
          {t(`access.${access}`)}
        </option>
      ))}
    </select>
  )
}

function ByRole({ rights: { compendium } }: { rights: ChapterRights }) {
  const { t } = useTranslation('compendia')
  const lead = compendium.institutions.find((institution) => institution.lead)
  const edit = [
    lead && t('rights.alwaysLead', { name: lead.name }),
    compendium.leadEditor && t('rights.alwaysEditor', { name: compendium.leadEditor }),
    t('rights.alwaysCoordinators'),
  ].filter((text) => typeof text === 'string')
  const read = {
    authors: t('rights.alwaysAuthors'),
    members: t('rights.alwaysMembers'),
    public: t('rights.alwaysPublic'),
  }[compendium.visibility]
  return (
    <ul className="flex flex-col gap-1.5">
      {edit.map((who) => (
        <li key={who}>
          {who} <span className="text-ink-soft">{t('accessMay.edit')}</span>
        </li>
      ))}
      <li>
        {read} <span className="text-ink-soft">{t('accessMay.read')}</span>
      </li>
    </ul>
  )
}
