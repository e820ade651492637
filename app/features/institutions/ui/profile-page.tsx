import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countryOptions } from '#app/platform/countries.ts'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { capital } from '#app/platform/text.ts'
import {
  BeganFrom,
  Button,
  Checkbox,
  CheckboxGroup,
  ErrorSummary,
  Page,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/index.ts'
import type { Profile } from '../profile.server.ts'
import { kinds, languages, themes } from '../vocabulary.ts'
import { LogoFields } from './logo-fields.tsx'

type ProfilePageProps = {
  profile: Profile
  /** What the logo is called by caches; null without one. */
  logo: string | null
  reply: FormReply | null
}

/** What representatives keep about their institution. */
export function ProfilePage({ profile, logo, reply }: ProfilePageProps) {
  const { t, i18n } = useTranslation(['representing', 'institutions'])
  const { state } = useNavigation()
  const errors = reply?.errors ?? {}
  // A form that was far too long comes back without what was typed: then the profile stands there as it is kept.
  const typed = reply && 'stamp' in reply.values ? reply.values : null
  const text = (name: keyof Profile & string) => ({
    name,
    defaultValue: typed ? (typed[name] ?? '') : String(profile[name] ?? ''),
    errors: errors[name],
  })
  const several = (name: 'themes' | 'languages') =>
    typed ? (typed[`${name}[]`] ?? '').split(',') : profile[name]
  return (
    <Page width="measure">
      <PageHeader
        crumbs={[
          { label: t('institutions:list.title'), href: paths.institutions() },
          { label: profile.name, href: paths.institution(profile.slug) },
          { label: t('profile.crumb') },
        ]}
        title={t('profile.title')}
        lead={t('profile.lead')}
      />
      <ErrorSummary errors={errors} />
      <Form method="post" encType="multipart/form-data" noValidate className="flex max-w-2xl flex-col gap-6">
        <BeganFrom name="stamp" state={profile.stamp} told={typed?.stamp} />
        <LogoFields slug={profile.slug} name={profile.name} logo={logo} errors={errors.file} />
        <TextField label={t('profile.name')} required {...text('name')} />
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField label={t('profile.acronym')} optional {...text('acronym')} />
          <TextField label={t('profile.legalForm')} optional {...text('legalForm')} />
          <SelectField
            label={t('profile.kind')}
            options={kinds.map((kind) => ({
              value: kind,
              label: capital(t(`institutions:kinds.${kind}`), i18n.language),
            }))}
            {...text('kind')}
          />
          <SelectField
            label={t('profile.country')}
            options={countryOptions(i18n.language)}
            {...text('country')}
          />
          <TextField label={t('profile.city')} optional {...text('city')} />
          <TextField label={t('profile.ror')} optional spellCheck={false} {...text('ror')} />
        </div>
        <TextField
          label={t('profile.website')}
          optional
          type="url"
          placeholder="https://"
          {...text('website')}
        />
        <TextArea
          label={t('profile.about')}
          help={t('profile.aboutHelp')}
          optional
          rows={8}
          {...text('about')}
        />
        <CheckboxGroup
          label={t('profile.themes')}
          optional
          name="themes[]"
          id="themes"
          options={themes.map((theme) => ({ value: theme, label: t(`institutions:themes.${theme}`) }))}
          defaultValues={several('themes')}
          errors={errors.themes}
        />
        <CheckboxGroup
          label={t('profile.languages')}
          optional
          name="languages[]"
          id="languages"
          options={languages.map((code) => ({ value: code, label: t(`institutions:languages.${code}`) }))}
          defaultValues={several('languages')}
          errors={errors.languages}
        />
        <Checkbox
          label={t('profile.listed')}
          help={t('profile.listedHelp')}
          name="listed"
          value="yes"
          defaultChecked={typed ? typed.listed === 'yes' : profile.listed}
        />
        <div>
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('profile.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}
