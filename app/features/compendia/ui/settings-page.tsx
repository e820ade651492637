import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import {
  BeganFrom,
  Button,
  ErrorSummary,
  Page,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  TextField,
} from '#app/ui/index.ts'
import { visibilities, type CompendiumSettings, type Offer } from '../shapes.ts'
import { DeadlineFields, EntryFields, InstitutionFields } from './entry-fields.tsx'

export type SettingsView = {
  settings: CompendiumSettings
  offer: Offer
  reply: FormReply | null
  takeDownReply: FormReply | null
}

/** The entry of a compendium: what it is called, who writes and reads it, when what is due. */
export function SettingsPage({ settings, offer, reply, takeDownReply }: SettingsView) {
  const { t } = useTranslation('compendia')
  const { slug, title, leadInstitution, editors, abilities } = settings
  const { formData } = useNavigation()
  const busy = formData?.get('intent') === 'keep' && !formData.has('look')
  return (
    <Page width="measure">
      <PageHeader
        title={t('settings.of', { title })}
        crumbs={[
          { label: t('list.title'), href: paths.compendia() },
          { label: title, href: paths.compendium(slug) },
          { label: t('settings.title') },
        ]}
      />
      <Form method="post" className="flex flex-col gap-8" noValidate>
        {/* What Enter in a field does, before the button that only looks for institutions. */}
        <button type="submit" hidden>
          {t('settings.submit')}
        </button>
        <input type="hidden" name="intent" value="keep" />
        <BeganFrom name="updatedAt" state={settings.updatedAt} told={reply?.values.updatedAt} />
        <ErrorSummary errors={reply?.errors} />
        <EntryFields reply={reply} filled={settings} />
        <RadioGroup
          name="visibility"
          label={t('settings.visibility')}
          defaultValue={reply?.values.visibility ?? settings.visibility}
          errors={reply?.errors.visibility}
          options={visibilities.map((value) => ({
            value,
            label: t(`visibility.${value}`),
            help: t(`visibilityHelp.${value}`),
          }))}
        />
        <SelectField
          name="leadEditor"
          label={t('settings.leadEditor')}
          help={t('settings.leadEditorHelp')}
          errors={reply?.errors.leadEditor}
          placeholder={t('settings.nobody')}
          defaultValue={reply?.values.leadEditor ?? settings.leadEditorId ?? ''}
          options={editors.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <InstitutionFields
          reply={reply}
          offer={offer}
          lead={leadInstitution.id}
          chosen={settings.institutionIds}
          help={t('settings.leadStays', { name: leadInstitution.name })}
        />
        {settings.invited.length > 0 && (
          <p className="max-w-measure text-ink-soft wrap-anywhere">
            {t('settings.invited', { names: settings.invited.map(({ name }) => name).join('; ') })}
          </p>
        )}
        <DeadlineFields reply={reply} filled={settings} />
        <div>
          <Button type="submit" variant="primary" pending={busy}>
            {t('settings.submit')}
          </Button>
        </div>
      </Form>
      {abilities.remove && (
        <Section title={t('settings.takeDown')}>
          <Form method="post" className="flex flex-col gap-4" noValidate>
            <input type="hidden" name="intent" value="take-down" />
            <p>{t('settings.takeDownText', { title })}</p>
            <TextField
              name="name"
              label={t('settings.takeDownName')}
              errors={takeDownReply?.errors.name}
              defaultValue={takeDownReply?.values.name}
              autoComplete="off"
            />
            <div>
              <Button type="submit" variant="danger">
                {t('settings.takeDownDo')}
              </Button>
            </div>
          </Form>
        </Section>
      )}
    </Page>
  )
}
