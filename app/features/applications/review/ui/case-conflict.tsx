import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Actions, Banner, Button, LinkButton, TextArea } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'

/** Asks before a coordinator steps back for good: a page of its own address, so it needs no script. */
export function CaseConflict({
  application: { number },
  reply,
}: {
  application: ReviewCase
  reply: FormReply | null
}) {
  const { t } = useTranslation('review')
  const { state, formData } = useNavigation()
  const mine = reply?.values.intent === 'conflict' ? reply : null
  return (
    <section
      aria-labelledby="conflict-title"
      className="flex flex-col gap-3 border-s-3 border-warn bg-warn-wash px-4 py-4"
    >
      <h2 id="conflict-title" className="text-lg font-semibold">
        {t('conflict.title')}
      </h2>
      <p className="max-w-measure">{t('conflict.text')}</p>
      <Form method="post" noValidate className="flex max-w-measure flex-col gap-4">
        <input type="hidden" name="intent" value="conflict" />
        <TextArea
          label={t('conflict.reason')}
          help={t('conflict.reasonHelp')}
          name="conflict"
          rows={3}
          defaultValue={mine?.values.conflict}
          errors={mine?.errors.conflict}
        />
        <Actions>
          <Button
            type="submit"
            variant="danger"
            pending={state !== 'idle' && formData?.get('intent') === 'conflict'}
          >
            {t('conflict.submit')}
          </Button>
          <LinkButton to={paths.manageApplication(number)}>{t('conflict.keep')}</LinkButton>
        </Actions>
      </Form>
    </section>
  )
}

/** Who stepped back, and the way to do so. */
export function ConflictsDeclared({ application: { conflicts, abilities } }: { application: ReviewCase }) {
  const { t } = useTranslation('review')
  const others = conflicts.filter(({ mine }) => !mine)
  const own = conflicts.find(({ mine }) => mine)
  return (
    <>
      {own && (
        <Banner tone="info" title={t('conflict.yours')}>
          <p>{t('conflict.yoursText')}</p>
          <p dir="auto" className="text-sm">
            {own.reason}
          </p>
        </Banner>
      )}
      {others.length > 0 && (
        <section aria-labelledby="stepped-back" className="flex flex-col gap-2">
          <h3 id="stepped-back" className="font-semibold">
            {t('conflict.others')}
          </h3>
          <ul>
            {others.map(({ author, reason }) => (
              <li key={author} dir="auto" className="wrap-anywhere">
                {author ?? t('somebody')}: <span className="text-ink-soft">{reason}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {abilities.declareConflict && (
        <p>
          <LinkButton to="?conflict" size="small" preventScrollReset={false}>
            {t('conflict.open')}
          </LinkButton>
        </p>
      )}
    </>
  )
}
