import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { capital, dayWords } from '#app/platform/text.ts'
import { EmptyState, ErrorSummary, LinkButton, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { DatedRole, InstitutionRoles } from '../roles.server.ts'
import { ChangeRole } from './change-role.tsx'

type RolesPageProps = {
  institution: InstitutionRoles
  /** The role about to be changed, from the address. */
  changing: string | null
  reply: FormReply | null
}

/** Who has which role at an institution, from which day to which: now, to come, and formerly. */
export function RolesPage({ institution, changing, reply }: RolesPageProps) {
  const { t } = useTranslation(['roles', 'institutions'])
  const { name, acronym, slug, roles, today } = institution
  const at = (when: DatedRole['when']) => roles.filter((role) => role.when === when)
  const changed = roles.find(({ id, when }) => id === changing && when !== 'over')
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: t('institutions:list.title'), href: paths.institutions() },
          { label: acronym ?? name, href: paths.institution(slug) },
          { label: t('institution.title') },
        ]}
        title={t('institution.title')}
        lead={t('institution.lead', { name })}
      />
      <ErrorSummary errors={reply?.errors} />
      {changed && (
        <ChangeRole
          key={`${changed.id} ${changed.startedOn} ${changed.endedOn}`}
          slug={slug}
          role={changed}
          today={today}
          reply={reply}
        />
      )}
      <Section title={t('institution.now')}>
        <Roles slug={slug} roles={at('now')} empty={<EmptyState title={t('institution.nobodyNow')} />} />
      </Section>
      <Section title={t('institution.coming')}>
        <Roles
          slug={slug}
          roles={at('coming')}
          empty={<p className="text-ink-soft">{t('institution.nobodyComing')}</p>}
        />
      </Section>
      {at('over').length > 0 && (
        <Section title={t('institution.over')}>
          <Roles slug={slug} roles={at('over')} />
        </Section>
      )}
    </Page>
  )
}

type RolesProps = { slug: string; roles: DatedRole[]; empty?: React.ReactNode }

function Roles({ slug, roles, empty }: RolesProps) {
  const { t, i18n } = useTranslation(['roles', 'institutions'])
  if (roles.length === 0) return empty
  return (
    <ul className="border-t border-line">
      {roles.map((dated) => (
        <li
          key={dated.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
        >
          <div className="min-w-0 grow basis-60">
            <Link to={paths.person(dated.personId)} dir="auto" className="link wrap-anywhere">
              {dated.name}
            </Link>
            <p className="text-sm text-ink-soft">
              {capital(t(`institutions:roles.${dated.role}`), i18n.language)} · <Days of={dated} />
            </p>
          </div>
          {dated.when !== 'over' && (
            <LinkButton
              to={paths.institutionRoles(slug, dated.id)}
              size="small"
              aria-label={t('institution.changeThis', { name: dated.name })}
            >
              {t('institution.change')}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}

function Days({ of: { startedOn, endedOn, when } }: { of: DatedRole }) {
  const { t, i18n } = useTranslation('roles')
  const from = dayWords(startedOn, i18n.language)
  if (endedOn) return <>{t('dates.span', { from, until: dayWords(endedOn, i18n.language) })}</>
  return <>{t(when === 'coming' ? 'dates.begins' : 'dates.since', { from })}</>
}
