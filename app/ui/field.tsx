import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'

/** What every field takes. Fields are plain HTML: they work, and keep what is typed, before any script runs. */
export type FieldProps = {
  label: ReactNode
  name: string
  /** The address of the field on the page; its name when left out. */
  id?: string
  help?: ReactNode
  /** Messages of the server for this field. */
  errors?: string[]
  required?: boolean
  /** Says "(optional)" behind the label. */
  optional?: boolean
  /** Keeps the label for screen readers only; for a field whose place already says what it is. */
  hideLabel?: boolean
  className?: string
}

/** What a control inside a field must have. */
export type ControlProps = {
  id: string
  name: string
  required?: boolean
  'aria-invalid'?: true
  'aria-describedby'?: string
}

/** Parts the props of a field from those of its control. */
export function splitField<P extends FieldProps>(props: P) {
  const { label, name, id, help, errors, required, optional, hideLabel, className, ...control } = props
  const field: FieldProps = { label, name, id, help, errors, required, optional, hideLabel, className }
  return { field, control }
}

/** The attributes that tie a control to its label, help and messages. */
export function controlProps({ id, name, help, errors, required }: FieldProps): ControlProps {
  const at = id ?? name
  const invalid = Boolean(errors?.length)
  const describedBy = classNames(help ? `${at}-help` : null, invalid && `${at}-errors`)
  return {
    id: at,
    name,
    required,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy || undefined,
  }
}

/** Label above, help under it, the control, messages beside it. */
export function Field({ field, children }: { field: FieldProps; children: ReactNode }) {
  const at = field.id ?? field.name
  return (
    <div className={classNames('flex flex-col gap-1.5', field.className)}>
      <label htmlFor={at} className={field.hideLabel ? 'sr-only' : 'font-medium'}>
        {field.label}
        {field.optional && <Optional />}
      </label>
      {field.help && <FieldHelp id={`${at}-help`}>{field.help}</FieldHelp>}
      {children}
      <FieldErrors id={`${at}-errors`} errors={field.errors} />
    </div>
  )
}

/** The word behind the label of a field that may stay empty. */
export function Optional() {
  const { t } = useTranslation('ui')
  return <span className="ms-1.5 text-sm font-normal text-ink-soft">({t('optional')})</span>
}

/** One or two plain sentences under a label. */
export function FieldHelp({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="max-w-measure text-sm text-ink-soft">
      {children}
    </p>
  )
}

/** The messages of one field, with a sign, so that colour is not the only sign. */
export function FieldErrors({ id, errors }: { id: string; errors?: string[] }) {
  if (!errors?.length) return null
  return (
    <ul id={id} className="flex flex-col gap-1 text-sm font-medium text-danger">
      {errors.map((message) => (
        <li key={message} className="flex items-start gap-1.5">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {message}
        </li>
      ))}
    </ul>
  )
}
