import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { EmptyState, ErrorSummary, LinkButton, Page, PageHeader, Section } from '#app/ui/index.ts'
import type { Pictures } from '../logo.server.ts'
import type { InstitutionPage } from '../queries.server.ts'
import { HandoverForm } from './handover-form.tsx'
import { EndAffiliation } from './end-affiliation.tsx'
import { InviteForm } from './invite-form.tsx'
import { Logo } from './logo.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { FormerPeople, PeopleOfInstitution, PeopleToManage } from './people-of-institution.tsx'
import { countryName } from '#app/platform/countries.ts'
import { capital } from '#app/platform/text.ts'

type InstitutionViewProps = {
  institution: InstitutionPage
  pictures: Pictures
  /** The affiliation about to be ended, from the address. */
  ending: string | null
  reply: FormReply | null
}

/** One institution: its people, and for who speaks for it the invitations and the changes. */
export function InstitutionView({ institution, pictures, ending, reply }: InstitutionViewProps) {
  const { t, i18n } = useTranslation(['institutions', 'representing', 'roles'])
  const { name, acronym, kind, city, country, people, former, invitations, abilities } = institution
  const leaving = abilities.represent
    ? people.find(({ affiliationId }) => affiliationId === ending)
    : undefined
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: t('list.title'), href: paths.institutions() }, { label: acronym ?? name }]}
        title={name}
        {...(abilities.represent && {
          actions: (
            <>
              <LinkButton to={paths.institutionRoles(institution.slug)}>
                {t('roles:institution.open')}
              </LinkButton>
              <LinkButton to={paths.institutionProfile(institution.slug)}>
                {t('representing:profile.open')}
              </LinkButton>
              <LinkButton to={paths.inviteSeveral(institution.slug)}>
                {t('representing:bulk.title')}
              </LinkButton>
            </>
          ),
        })}
        meta={
          <>
            {pictures.logo && <Logo slug={institution.slug} stamp={pictures.logo} name={name} small />}
            {acronym && <span dir="auto">{acronym}</span>}
            <span>{capital(t(`kinds.${kind}`), i18n.language)}</span>
            <span dir="auto">{[city, countryName(country, i18n.language)].filter(Boolean).join(', ')}</span>
          </>
        }
      />
      <ErrorSummary errors={reply?.errors} />
      {leaving && <EndAffiliation institution={institution} person={leaving} />}
      <Section title={t('page.people')}>
        {people.length === 0 ? (
          <EmptyState title={t('page.noPeople')} />
        ) : abilities.represent ? (
          <PeopleToManage people={people} photos={pictures.photos} />
        ) : (
          <PeopleOfInstitution people={people} photos={pictures.photos} />
        )}
      </Section>
      {abilities.represent && (
        <>
          <Section title={t('invite.title')}>
            <InviteForm key={invitations.length} reply={reply} />
          </Section>
          <Section title={t('representing:handover.title')}>
            <HandoverForm people={people} reply={reply} />
          </Section>
          <Section title={t('open.title')}>
            <OpenInvitations invitations={invitations} />
          </Section>
          {former.length > 0 && (
            <Section title={t('page.former')}>
              <FormerPeople former={former} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}
