import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { controlProps, Field, splitField, type FieldProps } from './field.tsx'

export type TextAreaProps = FieldProps & Omit<ComponentPropsWithoutRef<'textarea'>, keyof FieldProps>

/** Several lines of text; grows with what is written where the browser can. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(props, ref) {
  const { field, control } = splitField(props)
  return (
    <Field field={field}>
      <textarea
        rows={4}
        dir="auto"
        {...control}
        {...controlProps(field)}
        ref={ref}
        className="control field-sizing-content max-h-96 min-h-24 resize-y leading-relaxed"
      />
    </Field>
  )
})
