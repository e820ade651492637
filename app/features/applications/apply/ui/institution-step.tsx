import { useTranslation } from 'react-i18next'
import { countryOptions } from '#app/platform/countries.ts'
import { CheckboxGroup, SelectField, TextField } from '#app/ui/index.ts'
import { kinds, languages } from '#app/features/institutions/index.ts'
import { AnswersForm } from './answers-form.tsx'
import type { StepProps } from './step-props.ts'
import { typed } from './typed.ts'

/** Who applies: name, kind, place, and where it can be found. */
export function InstitutionStep({ application, reply }: StepProps) {
  const { answers } = application
  const { t, i18n } = useTranslation(['applications', 'institutions'])
  const { text, several, errors } = typed(reply, answers)
  return (
    <AnswersForm step="institution" application={application} reply={reply}>
      <TextField
        label={t('institution.legalName')}
        autoComplete="organization"
        maxLength={200}
        {...text('legalName')}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField label={t('institution.acronym')} optional maxLength={40} {...text('acronym')} />
        <TextField
          label={t('institution.legalForm')}
          help={t('institution.legalFormHelp')}
          optional
          {...text('legalForm')}
        />
      </div>
      <SelectField
        label={t('institution.kind')}
        placeholder={t('institution.chooseKind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        {...text('kind')}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField
          label={t('institution.country')}
          placeholder={t('institution.chooseCountry')}
          options={countryOptions(i18n.language)}
          {...text('country')}
        />
        <TextField label={t('institution.city')} optional autoComplete="address-level2" {...text('city')} />
      </div>
      <TextField
        label={t('institution.website')}
        optional
        type="url"
        inputMode="url"
        placeholder="https://"
        {...text('website')}
      />
      <TextField
        label={t('institution.ror')}
        help={t('institution.rorHelp')}
        optional
        spellCheck={false}
        {...text('ror')}
      />
      <CheckboxGroup
        label={t('institution.languages')}
        name="languages[]"
        id="languages"
        options={languages.map((code) => ({ value: code, label: t(`institutions:languages.${code}`) }))}
        defaultValues={several('languages')}
        errors={errors.languages}
      />
    </AnswersForm>
  )
}
