import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { controlProps, Field, splitField, type FieldProps } from './field.tsx'

export type TextFieldProps = FieldProps & Omit<ComponentPropsWithoutRef<'input'>, keyof FieldProps>

/** One line of text: `type` text, email, password, url, search, number and so on. */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(props, ref) {
  const { field, control } = splitField(props)
  return (
    <Field field={field}>
      <input type="text" dir="auto" {...control} {...controlProps(field)} ref={ref} className="control" />
    </Field>
  )
})
