import { classNames } from './class-names.ts'
import { FieldErrors, FieldHelp, Optional, type FieldProps } from './field.tsx'

export type CheckboxGroupProps = Omit<FieldProps, 'required'> & {
  options: readonly { value: string; label: string }[]
  defaultValues?: readonly string[]
}

/** Several of many, all in view, in as many columns as there is room for. A form names such a field `x[]`. */
export function CheckboxGroup({ options, defaultValues = [], ...field }: CheckboxGroupProps) {
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
      <div className="my-2 grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-x-6 gap-y-2">
        {options.map(({ value, label }, place) => (
          <label key={value} className="flex min-h-6 cursor-pointer items-start gap-2.5">
            <input
              type="checkbox"
              // The first carries the field's address, so that the summary of errors can point at it.
              id={place === 0 ? at : `${at}-${value}`}
              name={field.name}
              value={value}
              defaultChecked={defaultValues.includes(value)}
              className="mt-0.5 size-5 shrink-0"
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <FieldErrors id={`${at}-errors`} errors={field.errors} />
    </fieldset>
  )
}
