import { ChevronDown } from 'lucide-react'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { controlProps, Field, splitField, type FieldProps } from './field.tsx'

export type SelectOption = { value: string; label: string; disabled?: boolean }
export type SelectGroup = { label: string; options: readonly SelectOption[] }

export type SelectFieldProps = FieldProps &
  Omit<ComponentPropsWithoutRef<'select'>, keyof FieldProps | 'multiple'> & {
    options: readonly (SelectOption | SelectGroup)[]
    /** Shown first, with an empty value: "Choose a status". */
    placeholder?: string
  }

/** One of several: the browser's own list, so that it works on every phone and without scripts. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(props, ref) {
  const { field, control } = splitField(props)
  const { options, placeholder, ...rest } = control
  return (
    <Field field={field}>
      <span className="relative block">
        <select {...rest} {...controlProps(field)} ref={ref} className="control appearance-none pe-10">
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((entry) =>
            'options' in entry ? (
              <optgroup key={entry.label} label={entry.label}>
                {entry.options.map(asOption)}
              </optgroup>
            ) : (
              asOption(entry)
            ),
          )}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
        />
      </span>
    </Field>
  )
})

function asOption({ value, label, disabled }: SelectOption) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  )
}
