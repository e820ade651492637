import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button, FileField, Section } from '#app/ui/index.ts'
import { Logo } from './logo.tsx'

type LogoFormProps = { slug: string; name: string; logo: string | null; errors?: string[] }

/** The logo of an institution: looked at, given, replaced, taken away. A form of its own, since it carries a file. */
export function LogoForm({ slug, name, logo, errors }: LogoFormProps) {
  const { t } = useTranslation('profile')
  const { formData } = useNavigation()
  return (
    <Section title={t('logo.title')}>
      <div className="flex max-w-2xl flex-wrap items-start gap-x-8 gap-y-4">
        {logo && <Logo slug={slug} stamp={logo} name={name} />}
        <div className="flex min-w-0 grow basis-80 flex-col gap-3">
          <Form key={logo} id="logo" method="post" encType="multipart/form-data" noValidate>
            <FileField
              label={t('logo.file')}
              help={t('logo.help')}
              name="file"
              accept="image/png,image/jpeg,image/webp"
              errors={errors}
            />
          </Form>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" form="logo" pending={formData?.has('file') ?? false}>
              {t(logo ? 'logo.replace' : 'logo.submit')}
            </Button>
            {logo && (
              <Form method="post">
                <input type="hidden" name="intent" value="remove-logo" />
                <Button type="submit" pending={formData?.get('intent') === 'remove-logo'}>
                  {t('logo.remove')}
                </Button>
              </Form>
            )}
          </div>
        </div>
      </div>
    </Section>
  )
}
