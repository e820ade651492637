import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Button, Section } from '#app/ui/index.ts'
import type { Authorship } from '../shapes.ts'

/** Where an institution of the reader is asked to be named as author, and where it agreed. Nothing where neither is. */
export function AuthorshipsList({ authorships }: { authorships: Authorship[] }) {
  const { t } = useTranslation('compendia')
  const asked = authorships.filter(({ accepted }) => !accepted)
  const agreed = authorships.filter(({ accepted }) => accepted)
  return (
    <>
      {asked.length > 0 && (
        <Section title={t('authorship.title')}>
          <p className="max-w-measure text-ink-soft">{t('authorship.lead')}</p>
          <Entries authorships={asked} />
        </Section>
      )}
      {agreed.length > 0 && (
        <details>
          <summary className="link w-fit cursor-pointer">
            {t('authorship.agreed', { count: agreed.length })}
          </summary>
          <div className="pt-4">
            <Entries authorships={agreed} />
          </div>
        </details>
      )}
    </>
  )
}

function Entries({ authorships }: { authorships: Authorship[] }) {
  return (
    <ul className="flex flex-col gap-5">
      {authorships.map((authorship) => (
        <li key={authorship.compendiumId + authorship.institutionId}>
          <Entry authorship={authorship} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ authorship }: { authorship: Authorship }) {
  const { t } = useTranslation('compendia')
  const { formData } = useNavigation()
  const { compendiumId, institutionId, slug, title, institution, lead, by, accepted } = authorship
  const about = `authorship-${compendiumId}-${institutionId}`
  const mine = formData?.get('compendium') === compendiumId && formData.get('institution') === institutionId
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="authorship" />
      <input type="hidden" name="compendium" value={compendiumId} />
      <input type="hidden" name="institution" value={institutionId} />
      <div id={about} className="wrap-anywhere">
        <p>
          <Link to={paths.compendium(slug)} className="link" dir="auto">
            {title}
          </Link>
        </p>
        <p className="text-sm text-ink-soft">
          {accepted
            ? t('authorship.named', { institution, lead })
            : by
              ? t('authorship.askedBy', { institution, lead, by })
              : t('authorship.asked', { institution, lead })}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        {!accepted && (
          <Button
            type="submit"
            name="answer"
            value="accept"
            pending={mine && formData?.get('answer') === 'accept'}
            aria-describedby={about}
          >
            {t('authorship.accept')}
          </Button>
        )}
        <Button
          type="submit"
          name="answer"
          value="decline"
          pending={mine && formData?.get('answer') === 'decline'}
          aria-describedby={about}
        >
          {t(accepted ? 'authorship.takeOff' : 'authorship.decline')}
        </Button>
      </div>
    </Form>
  )
}
