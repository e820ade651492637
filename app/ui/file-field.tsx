import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { controlProps, Field, splitField, type FieldProps } from './field.tsx'

export type FileFieldProps = FieldProps & Omit<ComponentPropsWithoutRef<'input'>, keyof FieldProps | 'type'>

/** A file from the device. The form around it needs `encType="multipart/form-data"`. */
export const FileField = forwardRef<HTMLInputElement, FileFieldProps>(function FileField(props, ref) {
  const { field, control } = splitField(props)
  return (
    <Field field={field}>
      <input
        {...control}
        {...controlProps(field)}
        ref={ref}
        type="file"
        className="control h-auto py-2 file:me-4 file:rounded-sm file:border-0 file:bg-wash file:px-3 file:py-1 file:text-sm file:font-medium file:text-ink"
      />
    </Field>
  )
})
