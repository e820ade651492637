import { useTranslation } from 'react-i18next'
import { Checkbox, FileField } from '#app/ui/index.ts'
import { Logo } from './logo.tsx'

type LogoFieldsProps = { slug: string; name: string; logo: string | null; errors?: string[] }

/** The logo in the form of an institution's profile: looked at, given, replaced, or ticked to be taken away. */
export function LogoFields({ slug, name, logo, errors }: LogoFieldsProps) {
  const { t } = useTranslation('profile')
  return (
    <div className="flex flex-col gap-4">
      <FileField
        // After another logo was kept the file that was chosen is gone from the field.
        key={logo}
        label={t('logo.file')}
        help={t('logo.help')}
        optional
        name="file"
        accept="image/png,image/jpeg,image/webp"
        errors={errors}
      />
      {logo && (
        <div className="flex flex-wrap items-center gap-5">
          <Logo slug={slug} stamp={logo} name={name} />
          <Checkbox label={t('logo.remove')} name="removeLogo" value="yes" />
        </div>
      )}
    </div>
  )
}
