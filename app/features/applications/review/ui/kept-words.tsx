import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import type { ReviewCase } from '../shapes.ts'

/** The field of each form that somebody writes in, and whether the form is still on the page. */
const forms: Record<string, { field: string; shown: (abilities: ReviewCase['abilities']) => boolean }> = {
  recommend: { field: 'reasons', shown: ({ speak }) => speak },
  decide: { field: 'reason', shown: ({ speak }) => speak },
  write: { field: 'body', shown: ({ write }) => write },
  conflict: { field: 'conflict', shown: ({ declareConflict }) => declareConflict },
}

type KeptWordsProps = { application: ReviewCase; reply: FormReply | null }

/** What somebody typed into a form that is no longer there, since another one was quicker: to be read and copied. */
export function KeptWords({ application: { abilities }, reply }: KeptWordsProps) {
  const { t } = useTranslation('review')
  const form = forms[reply?.values.intent ?? '']
  const words = form && reply?.values[form.field]
  if (!words || form.shown(abilities)) return null
  return (
    <section aria-labelledby="kept-words" className="flex flex-col gap-2 border-s-3 border-line ps-4">
      <h2 id="kept-words" className="font-semibold">
        {t('case.kept')}
      </h2>
      <p dir="auto" className="max-w-measure font-serif text-lg wrap-anywhere whitespace-pre-line">
        {words}
      </p>
    </section>
  )
}
