import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { FieldErrors, FieldHelp, Optional, type FieldProps } from './field.tsx'

export type RadioOption = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean }

export type RadioGroupProps = FieldProps & {
  options: readonly RadioOption[]
  defaultValue?: string
  value?: string
  onChange?: (value: string) => void
  /** Side by side, for two or three short words. */
  inline?: boolean
}

/** One of a few, all in view. */
export function RadioGroup({ options, defaultValue, value, onChange, inline, ...field }: RadioGroupProps) {
  const at = field.id ?? field.name
  const describedBy = classNames(
    field.help ? `${at}-help` : null,
    Boolean(field.errors?.length) && `${at}-errors`,
  )
  return (
    <fieldset className={field.className} aria-describedby={describedBy || undefined}>
      <legend className={field.hideLabel ? 'sr-only' : 'mb-1.5 font-medium'}>
        {field.label}
        {field.optional && <Optional />}
      </legend>
      {field.help && <FieldHelp id={`${at}-help`}>{field.help}</FieldHelp>}
      <div className={classNames('my-1.5 flex gap-2', inline ? 'flex-wrap gap-x-6' : 'flex-col')}>
        {options.map((option, place) => (
          <label key={option.value} className="flex min-h-6 cursor-pointer items-start gap-2.5">
            <input
              type="radio"
              // The first carries the field's address, so that the summary of errors can point at it.
              id={place === 0 ? at : `${at}-${option.value}`}
              name={field.name}
              value={option.value}
              required={field.required}
              disabled={option.disabled}
              aria-describedby={option.help ? `${at}-${option.value}-help` : undefined}
              {...(value === undefined
                ? { defaultChecked: defaultValue === option.value }
                : { checked: value === option.value, onChange: () => onChange?.(option.value) })}
              className="mt-0.5 size-5 shrink-0"
            />
            <span className="flex flex-col">
              {option.label}
              {option.help && (
                <span id={`${at}-${option.value}-help`} className="text-sm text-ink-soft">
                  {option.help}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      <FieldErrors id={`${at}-errors`} errors={field.errors} />
    </fieldset>
  )
}
