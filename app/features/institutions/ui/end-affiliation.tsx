import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Actions, Button, LinkButton } from '#app/ui/index.ts'
import type { InstitutionPage } from '../queries.server.ts'

type EndAffiliationProps = { institution: InstitutionPage; person: InstitutionPage['people'][number] }

/** Asks, with the name of the person, before an affiliation ends. It is a page of its own address, so it needs no script. */
export function EndAffiliation({ institution, person: { affiliationId, name } }: EndAffiliationProps) {
  const { t } = useTranslation('institutions')
  const { formData } = useNavigation()
  return (
    <section
      aria-labelledby="ending"
      className="flex flex-col gap-3 border-s-3 border-danger bg-danger-wash px-4 py-4"
    >
      <h2 id="ending" className="text-lg font-semibold">
        {t('affiliation.endTitle', { name })}
      </h2>
      <p>{t('affiliation.endSure', { name, institution: institution.name })}</p>
      <Form method="post" action={paths.institution(institution.slug)}>
        <input type="hidden" name="intent" value="end" />
        <input type="hidden" name="affiliation" value={affiliationId} />
        <Actions>
          <Button type="submit" variant="danger" pending={formData?.get('intent') === 'end'}>
            {t('affiliation.end')}
          </Button>
          <LinkButton to={paths.institution(institution.slug)}>{t('affiliation.keep')}</LinkButton>
        </Actions>
      </Form>
    </section>
  )
}
