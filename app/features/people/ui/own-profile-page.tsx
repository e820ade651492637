import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { languages } from '#app/platform/languages.ts'
import { paths } from '#app/platform/paths.ts'
import {
  BeganFrom,
  Button,
  CheckboxGroup,
  ErrorSummary,
  LinkButton,
  Page,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/index.ts'
import { audiences, firstAudience, nameAudiences, type Detail } from '../audiences.ts'
import type { OwnProfile } from '../profile.server.ts'
import { PhotoFields } from './photo-fields.tsx'
import { byRegion } from './time-zone-groups.ts'

type OwnProfilePageProps = {
  profile: OwnProfile
  timeZones: readonly string[]
  email: string | null
  member: boolean
  reply: FormReply | null
}

/** What a person tells about themselves, and to whom: each detail with its own choice beside it. */
export function OwnProfilePage({ profile, timeZones, email, member, reply }: OwnProfilePageProps) {
  const { t } = useTranslation(['profile', 'people', 'institutions'])
  const { state } = useNavigation()
  const { details } = profile
  const errors = reply?.errors ?? {}
  // A form that was far too long comes back without what was typed: then the profile stands there as it is kept.
  const typed = reply && 'nameShown' in reply.values ? reply.values : null
  const field = (name: string, kept: string | null | undefined) => ({
    name,
    defaultValue: typed ? (typed[name] ?? '') : (kept ?? ''),
    errors: errors[name],
  })
  const shown = (detail: Detail) =>
    field(`${detail}Shown`, details[detail]?.shown ?? firstAudience[detail]).defaultValue
  const whoSees = (detail: Exclude<Detail, 'name'>) => (
    <SelectField
      label={t(`whoSees.${detail}`)}
      name={`${detail}Shown`}
      defaultValue={shown(detail)}
      errors={errors[`${detail}Shown`]}
      options={audiences.map((audience) => ({ value: audience, label: t(`audiences.${audience}`) }))}
    />
  )
  const beside = 'grid items-start gap-x-8 gap-y-3 sm:grid-cols-[minmax(0,1fr)_16rem]'
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[{ label: t('people:account.title'), href: paths.account() }, { label: t('title') }]}
        title={t('title')}
        lead={t('lead')}
        actions={member && <LinkButton to={paths.person(profile.id)}>{t('see')}</LinkButton>}
      />
      <ErrorSummary errors={errors} />
      <Form
        key={profile.stamp}
        method="post"
        encType="multipart/form-data"
        noValidate
        className="flex flex-col gap-8"
      >
        <BeganFrom name="stamp" state={profile.stamp} told={typed?.stamp} />
        <Section title={t('photo.title')}>
          <div className={beside}>
            <PhotoFields profile={profile} errors={errors.file} />
            {whoSees('photo')}
          </div>
        </Section>
        <Section title={t('name.title')}>
          <div className="flex flex-col gap-6">
            <TextField
              label={t('name.shown')}
              help={t('name.shownHelp')}
              autoComplete="name"
              required
              {...field('name', profile.name)}
            />
            <TextField
              label={t('name.known')}
              help={t('name.knownHelp')}
              optional
              autoComplete="off"
              {...field('knownName', profile.knownName)}
            />
            <RadioGroup
              label={t('name.audience')}
              help={t('name.audienceHelp')}
              name="nameShown"
              defaultValue={shown('name')}
              errors={errors.nameShown}
              options={nameAudiences.map((value) => ({ value, label: t(`name.${value}`) }))}
            />
          </div>
        </Section>
        <Section title={t('about.title')}>
          <div className="flex flex-col gap-6">
            <p className="max-w-measure text-sm text-ink-soft">{t('publicHelp')}</p>
            <div className={beside}>
              <TextField
                label={t('details.position')}
                optional
                autoComplete="organization-title"
                {...field('position', details.position?.value)}
              />
              {whoSees('position')}
            </div>
            <div className={beside}>
              <TextArea
                label={t('details.about')}
                help={t('details.aboutHelp')}
                optional
                {...field('about', details.about?.value)}
              />
              {whoSees('about')}
            </div>
            <div className={beside}>
              <TextField
                label={t('details.orcid')}
                help={t('details.orcidHelp')}
                optional
                spellCheck={false}
                {...field('orcid', details.orcid?.value)}
              />
              {whoSees('orcid')}
            </div>
            <div className="flex flex-col gap-3">
              <CheckboxGroup
                label={t('details.languages')}
                optional
                name="languages[]"
                id="languages"
                options={languages.map((code) => ({
                  value: code,
                  label: t(`institutions:languages.${code}`),
                }))}
                defaultValues={
                  typed ? (typed['languages[]'] ?? '').split(',') : details.languages?.value?.split(' ')
                }
                errors={errors.languages}
              />
              <div className="sm:max-w-60">{whoSees('languages')}</div>
            </div>
            <div className={beside}>
              <div>
                <p className="mb-1.5 font-medium">{t('details.email')}</p>
                <p className="wrap-anywhere">{email}</p>
                <p className="mt-1.5 text-sm text-ink-soft">{t('details.emailHelp')}</p>
              </div>
              {whoSees('email')}
            </div>
          </div>
        </Section>
        <Section title={t('time.title')}>
          <SelectField
            label={t('time.zone')}
            help={t('time.zoneHelp')}
            options={byRegion([...new Set([...timeZones, profile.timeZone])].sort())}
            className="max-w-md"
            {...field('timeZone', profile.timeZone)}
          />
        </Section>
        <div>
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
