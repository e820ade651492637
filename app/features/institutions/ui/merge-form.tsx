import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Actions, Button, LinkButton, TextArea } from '#app/ui/index.ts'
import type { Merger, Membership } from '../membership.server.ts'

type MergeFormProps = { standing: Membership; merger: Merger; reply: FormReply | null }

/** Says what goes along, and asks, before two institutions become one. */
export function MergeForm({ standing, merger, reply }: MergeFormProps) {
  const { t } = useTranslation('membership')
  const { formData } = useNavigation()
  const { target, people, peopleAtBoth, compendiaLed, compendia, chapters, invitations } = merger
  const names = { source: standing.name, target: target.name }
  const along = [
    t('merge.people', { count: people }),
    peopleAtBoth > 0 && t('merge.atBoth', { count: peopleAtBoth }),
    compendiaLed > 0 && t('merge.compendiaLed', { count: compendiaLed }),
    compendia > 0 && t('merge.compendia', { count: compendia }),
    chapters > 0 && t('merge.chapters', { count: chapters }),
    invitations > 0 && t('merge.invitations', { count: invitations }),
  ].filter((line) => line !== false)
  return (
    <section
      aria-labelledby="merging"
      className="flex flex-col gap-4 border-s-3 border-danger bg-danger-wash px-4 py-4"
    >
      <h2 id="merging" className="text-lg font-semibold">
        {t('merge.sureTitle', names)}
      </h2>
      <p>{t('merge.sure', names)}</p>
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {along.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{t('merge.representative', names)}</p>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="merge" />
        <input type="hidden" name="target" value={target.id} />
        <TextArea
          label={t('change.reason')}
          help={t('change.reasonHelp')}
          name="reason"
          defaultValue={reply?.values.reason}
          errors={reply?.errors.reason}
        />
        <Actions>
          <Button type="submit" variant="danger" pending={formData?.get('intent') === 'merge'}>
            {t('merge.submit')}
          </Button>
          <LinkButton to={paths.manageInstitution(standing.slug)}>{t('merge.keep')}</LinkButton>
        </Actions>
      </Form>
    </section>
  )
}
