import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, EmptyState, ErrorSummary, Page, PageHeader, SelectField } from '#app/ui/index.ts'
import { kinds, type Kind, type Offer } from '../shapes.ts'
import { DeadlineFields, EntryFields, InstitutionFields } from './entry-fields.tsx'

export type NewView = {
  offer: Offer
  /** The titles of the first chapters, by template. */
  templates: Record<Kind, string[]>
  reply: FormReply | null
}

/** The form that opens a compendium: one column, everything kept when something is wrong. */
export function NewCompendiumPage({ offer, templates, reply }: NewView) {
  const { t } = useTranslation('compendia')
  const { state, formData } = useNavigation()
  const busy = state === 'submitting' && !formData?.has('look')
  const mayLead = offer.choices.filter((choice) => choice.mayLead)
  const crumbs = [{ label: t('list.title'), href: paths.compendia() }, { label: t('new.title') }]
  if (mayLead.length === 0) {
    return (
      <Page width="measure">
        <PageHeader title={t('new.title')} crumbs={crumbs} />
        <EmptyState title={t('new.cannot')}>{t('new.cannotText')}</EmptyState>
      </Page>
    )
  }
  return (
    <Page width="measure">
      <PageHeader title={t('new.title')} lead={t('new.lead')} crumbs={crumbs} />
      <Form method="post" className="flex flex-col gap-8" noValidate>
        {/* What Enter in a field does, before the button that only looks for institutions. */}
        <button type="submit" hidden>
          {t('new.submit')}
        </button>
        <ErrorSummary errors={reply?.errors} />
        <Templates templates={templates} chosen={(reply?.values.kind as Kind | undefined) ?? 'compendium'} />
        <EntryFields reply={reply} />
        <SelectField
          name="leadInstitution"
          label={t('new.leadInstitution')}
          help={t('new.leadHelp')}
          errors={reply?.errors.leadInstitution}
          defaultValue={reply?.values.leadInstitution ?? mayLead[0]!.id}
          options={mayLead.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <InstitutionFields reply={reply} offer={offer} chosen={[]} />
        <DeadlineFields reply={reply} />
        <div>
          <Button type="submit" variant="primary" pending={busy}>
            {t('new.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}

function Templates({ templates, chosen }: { templates: NewView['templates']; chosen: Kind }) {
  const { t } = useTranslation('compendia')
  return (
    <fieldset id="kind">
      <legend className="font-medium">{t('new.template')}</legend>
      <p className="mb-3 text-sm text-ink-soft">{t('new.templateHelp')}</p>
      <div className="grid gap-3 sm:grid-cols-3">
        {kinds.map((kind) => (
          <label
            key={kind}
            className="flex cursor-pointer flex-col gap-2 rounded-md border border-edge p-4 hover:bg-wash has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <span className="flex items-center gap-2.5 font-medium">
              <input
                type="radio"
                name="kind"
                value={kind}
                defaultChecked={kind === chosen}
                className="size-5"
              />
              {t(`kind.${kind}`)}
            </span>
            <span className="text-sm">{t(`kindHelp.${kind}`)}</span>
            <span className="text-xs text-ink-soft">{t('new.preview')}</span>
            <span className="flex flex-col gap-0.5 text-sm text-ink-soft">
              {templates[kind].map((title, place) => (
                <span key={title} className="flex gap-2">
                  <span className="tabular-nums">{place + 1}</span>
                  {title}
                </span>
              ))}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
