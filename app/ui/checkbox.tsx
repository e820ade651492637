import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { controlProps, FieldErrors, FieldHelp, splitField, type FieldProps } from './field.tsx'
import { classNames } from './class-names.ts'

export type CheckboxProps = Omit<FieldProps, 'hideLabel' | 'optional'> &
  Omit<ComponentPropsWithoutRef<'input'>, keyof FieldProps | 'type'>

/** Yes or no. The label is the sentence that becomes true. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(props, ref) {
  const { field, control } = splitField(props)
  const at = field.id ?? field.name
  return (
    <div className={classNames('flex flex-col gap-1', field.className)}>
      <label className="flex min-h-6 cursor-pointer items-start gap-2.5">
        <input
          {...control}
          {...controlProps(field)}
          ref={ref}
          type="checkbox"
          className="mt-0.5 size-5 shrink-0"
        />
        <span>{field.label}</span>
      </label>
      <div className="ms-7.5 flex flex-col gap-1 empty:hidden">
        {field.help && <FieldHelp id={`${at}-help`}>{field.help}</FieldHelp>}
        <FieldErrors id={`${at}-errors`} errors={field.errors} />
      </div>
    </div>
  )
})
