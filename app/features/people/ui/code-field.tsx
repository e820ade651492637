import { useTranslation } from 'react-i18next'
import { TextField } from '#app/ui/index.ts'

type CodeFieldProps = { help: string; errors?: string[] | undefined; autoFocus?: boolean }

/** Six digits, offered by the device itself where it can, and by the keyboard of numbers on a phone. */
export function CodeField({ help, errors, autoFocus }: CodeFieldProps) {
  const { t } = useTranslation('twoFactor')
  return (
    <TextField
      label={t('code.label')}
      help={help}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      dir="ltr"
      autoFocus={autoFocus}
      className="tabular-nums"
      {...(errors && { errors })}
    />
  )
}
