import { useNavigation, useSubmit } from '@remix-run/react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, DateField, SelectField, TextArea, TextField } from '#app/ui/index.ts'
import type { Choice, Deadlines, Offer } from '../shapes.ts'

/** Languages to draft in, by code; the names are in the language file of the feature. */
export const languages = ['en', 'fr', 'ar', 'es', 'pt', 'sw', 'am', 'de'] as const

type Filled = Partial<Record<'title' | 'summary' | 'language', string>> & Partial<Deadlines>
export type FieldsProps = { reply: FormReply | null; filled?: Filled }

/** Title, summary and language: what every compendium has. */
export function EntryFields({ reply, filled = {} }: FieldsProps) {
  const { t } = useTranslation('compendia')
  const value = (name: 'title' | 'summary' | 'language') => reply?.values[name] ?? filled[name] ?? ''
  const known: readonly string[] = languages
  const chosen = value('language') || 'en'
  return (
    <>
      <TextField
        name="title"
        label={t('new.name')}
        defaultValue={value('title')}
        errors={reply?.errors.title}
        required
        autoComplete="off"
      />
      <TextArea
        name="summary"
        label={t('new.summary')}
        help={t('new.summaryHelp')}
        defaultValue={value('summary')}
        errors={reply?.errors.summary}
        optional
      />
      <SelectField
        name="language"
        label={t('new.language')}
        defaultValue={chosen}
        errors={reply?.errors.language}
        options={[
          ...languages.map((code) => ({ value: code, label: t(`languages.${code}`) })),
          ...(known.includes(chosen) ? [] : [{ value: chosen, label: chosen }]),
        ]}
      />
    </>
  )
}

/** The three dates of a compendium. */
export function DeadlineFields({ reply, filled = {} }: FieldsProps) {
  const { t } = useTranslation('compendia')
  const field = (name: keyof Deadlines, label: string) => (
    <DateField
      name={name}
      label={label}
      defaultValue={reply?.values[name] ?? filled[name] ?? ''}
      errors={reply?.errors[name]}
      optional
    />
  )
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1 font-medium">{t('new.deadlines')}</legend>
      <p className="text-sm text-ink-soft">{t('new.deadlinesHelp')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {field('draftsDueOn', t('new.drafts'))}
        {field('reviewDueOn', t('new.review'))}
        {field('launchOn', t('new.launch'))}
      </div>
    </fieldset>
  )
}

type InstitutionsProps = {
  reply: FormReply | null
  offer: Offer
  chosen: readonly string[]
  /** The institution that leads and stays, so that it is not offered. */
  lead?: string
  /** Under the legend, in place of the general advice. */
  help?: string
}

/**
 * Author institutions: checkboxes that work before any script runs, and a field to find one among many. Where all stand here
 * the list narrows at each letter; a large alliance is asked, by the form itself, which keeps what was typed.
 */
export function InstitutionFields({ reply, offer, chosen, lead, help }: InstitutionsProps) {
  const { t } = useTranslation('compendia')
  const submit = useSubmit()
  const { formData } = useNavigation()
  const look = useRef<HTMLButtonElement>(null)
  const at = useId()
  const typed = reply?.values['institutions[]']
  const [ids, setIds] = useState<ReadonlySet<string>>(
    () => new Set(reply ? (typed ?? '').split(',').filter(Boolean) : chosen.filter((id) => id !== lead)),
  )
  const [words, setWords] = useState(reply?.values.find ?? '')
  const wanted = words.trim().toLowerCase()
  const isShown = ({ id, name, acronym, fits }: Choice) =>
    offer.more ? fits || ids.has(id) : `${name} ${acronym ?? ''}`.toLowerCase().includes(wanted)
  const toggle = (id: string) =>
    setIds((now) => new Set(now.has(id) ? [...now].filter((x) => x !== id) : [...now, id]))
  const choices = offer.choices.filter(({ id }) => id !== lead)
  const lookedFor = offer.more ? (reply?.values.find ?? '').trim() : ''
  return (
    <fieldset id="institutions" className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('new.institutions')}</legend>
      <p className="text-sm text-ink-soft">{help ?? t('new.institutionsHelp')}</p>
      {offer.more && <p className="text-sm text-ink-soft">{t('new.institutionsMore')}</p>}
      {reply?.errors.institutions?.map((message) => (
        <p key={message} className="text-sm text-danger">
          {message}
        </p>
      ))}
      <div className="rounded-md border border-edge">
        <div className="flex flex-wrap items-center gap-3 border-b border-line px-3 py-2">
          <input
            type="search"
            {...(offer.more && { name: 'find' })}
            aria-label={t('new.institutionsFind')}
            placeholder={t('new.institutionsFind')}
            aria-controls={at}
            maxLength={200}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              look.current?.click()
            }}
            className="min-w-0 grow basis-40 bg-transparent py-1 placeholder:text-ink-soft"
          />
          {offer.more && (
            <Button
              ref={look}
              type="submit"
              name="look"
              value="yes"
              size="small"
              formNoValidate
              pending={formData?.has('look') ?? false}
              onClick={(event) => {
                event.preventDefault()
                submit(look.current, { preventScrollReset: true })
              }}
            >
              {t('new.institutionsLook')}
            </Button>
          )}
          <span className="shrink-0 text-sm text-ink-soft" role="status">
            {t('new.chosen', { count: ids.size })}
          </span>
        </div>
        {lookedFor && !choices.some(({ fits }) => fits) && (
          <p role="status" className="border-b border-line px-3 py-2">
            {t('new.institutionsNone', { words: lookedFor })}
          </p>
        )}
        <ul id={at} className="max-h-72 overflow-y-auto py-1">
          {choices.map((choice) => (
            <li key={choice.id} hidden={!isShown(choice)}>
              <label className="flex cursor-pointer items-start gap-3 px-3 py-1.5 hover:bg-wash">
                <input
                  type="checkbox"
                  name="institutions[]"
                  value={choice.id}
                  checked={ids.has(choice.id)}
                  onChange={() => toggle(choice.id)}
                  className="mt-0.5 size-5 shrink-0"
                />
                <span className="min-w-0">
                  {choice.name}
                  {choice.acronym && <span className="text-ink-soft"> · {choice.acronym}</span>}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </fieldset>
  )
}
