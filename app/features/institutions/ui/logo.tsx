import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'

type LogoProps = {
  slug: string
  stamp: string
  /** The name of the institution, where it does not stand beside the logo already. */
  name?: string
  small?: boolean
}

/** The logo of an institution, on the white ground that most are drawn for. */
export function Logo({ slug, stamp, name, small }: LogoProps) {
  const { t } = useTranslation('profile')
  return (
    <img
      src={paths.institutionLogo(slug, stamp)}
      alt={name ? t('logo.alt', { name }) : ''}
      loading="lazy"
      className={`shrink-0 rounded-sm border border-line bg-[#fff] object-contain ${small ? 'h-12 w-20 p-1' : 'h-24 w-44 p-2'}`}
    />
  )
}
