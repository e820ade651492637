import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, SelectField } from '#app/ui/index.ts'
import type { InstitutionPage } from '../queries.server.ts'

/** Makes somebody else primary representative, in one step. */
export function HandoverForm({
  people,
  reply,
}: Pick<InstitutionPage, 'people'> & { reply: FormReply | null }) {
  const { t } = useTranslation('representing')
  const { formData } = useNavigation()
  const mine = reply?.values.intent === 'handover' ? reply : null
  const others = people.filter(({ role }) => role !== 'primary representative')
  if (others.length === 0) return <p className="text-ink-soft">{t('handover.nobody')}</p>
  return (
    <Form method="post" noValidate className="flex max-w-md flex-col gap-5">
      <p className="text-ink-soft">{t('handover.lead')}</p>
      <input type="hidden" name="intent" value="handover" />
      <SelectField
        label={t('handover.to')}
        name="successor"
        placeholder={t('handover.choose')}
        defaultValue={mine?.values.successor}
        options={others.map(({ personId, name }) => ({ value: personId, label: name }))}
        errors={mine?.errors.successor}
      />
      <div>
        <Button type="submit" pending={formData?.get('intent') === 'handover'}>
          {t('handover.submit')}
        </Button>
      </div>
    </Form>
  )
}
