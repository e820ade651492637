import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { controlProps, Field, splitField, type FieldProps } from './field.tsx'

export type DateFieldProps = FieldProps &
  Omit<ComponentPropsWithoutRef<'input'>, keyof FieldProps | 'type'> & { withTime?: boolean }

/**
 * A day (`YYYY-MM-DD`), or with `withTime` a wall-clock time (`YYYY-MM-DDTHH:mm`). It holds no zone: the form
 * says in the label or the help which zone is meant.
 */
export const DateField = forwardRef<HTMLInputElement, DateFieldProps>(function DateField(props, ref) {
  const { field, control } = splitField(props)
  const { withTime, ...rest } = control
  return (
    <Field field={field}>
      <input
        {...rest}
        {...controlProps(field)}
        ref={ref}
        type={withTime ? 'datetime-local' : 'date'}
        className="control max-w-64 tabular-nums"
      />
    </Field>
  )
})
