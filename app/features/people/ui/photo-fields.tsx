import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Avatar, Checkbox, FileField } from '#app/ui/index.ts'
import type { OwnProfile } from '../profile.server.ts'

/** One's photo in the profile's form: looked at, given, replaced, or ticked to be taken away. */
export function PhotoFields({ profile, errors }: { profile: OwnProfile; errors?: string[] }) {
  const { t } = useTranslation('profile')
  const { id, name, photo } = profile
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <FileField
        // After another photo was kept the file that was chosen is gone from the field.
        key={photo}
        label={t('photo.file')}
        help={t('photo.help')}
        name="file"
        accept="image/jpeg,image/png,image/webp"
        errors={errors}
      />
      <div className="flex flex-wrap items-center gap-5">
        <Avatar name={name} size="portrait" decorative {...(photo && { src: paths.photo(id, photo) })} />
        {photo && <Checkbox label={t('photo.remove')} name="removePhoto" value="yes" />}
      </div>
    </div>
  )
}
