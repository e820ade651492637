import { useTranslation } from 'react-i18next'
import { languageNames } from '#app/platform/languages.ts'
import { paths } from '#app/platform/paths.ts'
import { capital } from '#app/platform/text.ts'
import { Avatar } from '#app/ui/index.ts'
import type { MemberPage } from '../directory.server.ts'

/** The people of a member who agreed to be named, each with what they show everybody. */
export function PeopleNamed({ people }: Pick<MemberPage, 'people'>) {
  const { t, i18n } = useTranslation(['public', 'institutions'])
  return (
    <ul className="grid gap-x-10 gap-y-7 sm:grid-cols-2">
      {people.map(({ id, name, role, photo, email, details }) => (
        <li key={id} className="flex items-start gap-4">
          <Avatar name={name} size="large" decorative {...(photo && { src: paths.photo(id, photo) })} />
          <div className="flex min-w-0 flex-col gap-1 wrap-anywhere">
            <h3 dir="auto" className="font-medium">
              {name}
            </h3>
            <p className="text-sm text-ink-soft">
              {details.position && (
                <>
                  <span dir="auto">{details.position}</span> ·{' '}
                </>
              )}
              {capital(t(`institutions:roles.${role}`), i18n.language)}
            </p>
            {details.about && (
              <p dir="auto" className="font-serif whitespace-pre-line">
                {details.about}
              </p>
            )}
            {details.languages && (
              <p className="text-sm text-ink-soft">
                {languageNames(details.languages.split(' '), i18n.language)}
              </p>
            )}
            {details.orcid && (
              <p className="text-sm">
                <a href={`https://orcid.org/${details.orcid}`} rel="noreferrer" dir="ltr" className="link">
                  {t('member.orcid', { orcid: details.orcid })}
                </a>
              </p>
            )}
            {email && (
              <p className="text-sm">
                <a href={`mailto:${email}`} dir="ltr" className="link">
                  {email}
                </a>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
