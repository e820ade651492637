import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Avatar, Button, FileField, Section } from '#app/ui/index.ts'
import type { OwnProfile } from '../profile.server.ts'

/** One's photo: looked at, given, replaced, taken away. A form of its own, since it carries a file. */
export function PhotoForm({ profile, errors }: { profile: OwnProfile; errors?: string[] }) {
  const { t } = useTranslation('profile')
  const { formData } = useNavigation()
  const { id, name, photo } = profile
  return (
    <Section title={t('photo.title')}>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <Avatar name={name} size="portrait" decorative {...(photo && { src: paths.photo(id, photo) })} />
        <div className="flex min-w-0 grow basis-80 flex-col gap-3">
          <Form
            // Another photo is another form: the file that was chosen is gone from it.
            key={photo}
            id="photo"
            method="post"
            encType="multipart/form-data"
            noValidate
          >
            <FileField
              label={t('photo.file')}
              help={t('photo.help')}
              name="file"
              accept="image/jpeg,image/png,image/webp"
              errors={errors}
            />
          </Form>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" form="photo" pending={formData?.has('file') ?? false}>
              {t(photo ? 'photo.replace' : 'photo.submit')}
            </Button>
            {photo && (
              <Form method="post">
                <input type="hidden" name="intent" value="remove-photo" />
                <Button type="submit" pending={formData?.get('intent') === 'remove-photo'}>
                  {t('photo.remove')}
                </Button>
              </Form>
            )}
          </div>
        </div>
      </div>
    </Section>
  )
}
