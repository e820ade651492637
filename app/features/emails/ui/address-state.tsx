import { Form, Link, useLocation, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { longDay } from '#app/platform/text.ts'
import { Button, LinkButton, StatusWord, TextField } from '#app/ui/index.ts'

/** A person as the list of the coordinators shows them. */
type Addressed = {
  id: string
  name: string
  email: string | null
  bounced: { at: string; reason: string | null } | null
}

/** Whether emails reach an address, and a way to change that. */
export function AddressState({ person: { id, name, email, bounced } }: { person: Addressed }) {
  const { t, i18n } = useTranslation('emails')
  const { formData } = useNavigation()
  const here = useSearch()
  if (email === null) return null
  if (!bounced)
    return (
      <Link
        to={here({ letters: id })}
        className="link block text-ink-soft"
        aria-label={t('bounce.openThis', { name })}
      >
        {t('bounce.open')}
      </Link>
    )
  return (
    <Form method="post" action={here({})} className="flex flex-col items-start gap-1.5 pt-1">
      <StatusWord status="blocked">
        {t('bounce.since', { date: longDay(bounced.at, i18n.language) })}
      </StatusWord>
      {bounced.reason && <span className="wrap-anywhere text-ink-soft">{bounced.reason}</span>}
      <input type="hidden" name="intent" value="works" />
      <input type="hidden" name="person" value={id} />
      <Button
        type="submit"
        size="small"
        pending={formData?.get('person') === id}
        aria-label={t('bounce.worksThis', { name })}
      >
        {t('bounce.works')}
      </Button>
    </Form>
  )
}

/** Asks what the mail server said before an address gets no more news. */
export function AddressCameBack({ person, reply }: { person: Addressed; reply: FormReply | null }) {
  const { t } = useTranslation(['emails', 'manage'])
  const { state } = useNavigation()
  const here = useSearch()
  if (person.bounced || !person.email) return null
  return (
    <section
      aria-labelledby="came-back"
      className="flex max-w-measure flex-col gap-4 border-y border-line bg-wash px-4 py-5"
    >
      <h2 id="came-back" dir="auto" className="text-lg font-semibold">
        {t('bounce.title', { name: person.name })}
      </h2>
      <p className="wrap-anywhere">{t('bounce.lead', { email: person.email })}</p>
      <Form method="post" action={here({ letters: person.id })} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="back" />
        <input type="hidden" name="person" value={person.id} />
        <TextField
          label={t('bounce.reason')}
          help={t('bounce.reasonHelp')}
          name="reason"
          optional
          defaultValue={reply?.values.reason}
          errors={reply?.errors.reason}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={state === 'submitting'}>
            {t('bounce.submit')}
          </Button>
          <LinkButton to={here({})}>{t('bounce.cancel')}</LinkButton>
        </div>
      </Form>
    </section>
  )
}

/** The address of this page with other words in it; what the list was asked stays. */
function useSearch() {
  const { pathname, search } = useLocation()
  return (more: Record<string, string>) => {
    const said = new URLSearchParams(search)
    said.delete('letters')
    for (const [name, value] of Object.entries(more)) said.set(name, value)
    return said.size > 0 ? `${pathname}?${said}` : pathname
  }
}
