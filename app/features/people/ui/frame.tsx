import { useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { AppFrame, LinkButton, UiProvider } from '#app/ui/index.ts'
import type { Person } from '../index.ts'
import { PersonMenu } from './person-menu.tsx'

type FrameProps = {
  person: Person | null
  toast: { tone: 'done' | 'problem'; text: string } | null
  children: ReactNode
}

/** What stands around every page: the name of the house, ways to its rooms, and the person's own menu. */
export function Frame({ person, toast, children }: FrameProps) {
  const { t, i18n } = useTranslation('shell')
  const root = useRouteLoaderData<{ theme?: 'light' | 'dark' }>('root')
  const nav = person
    ? [
        { href: paths.desk(), label: t('nav.desk') },
        { href: paths.compendia(), label: t('nav.compendia') },
        { href: paths.institutions(), label: t('nav.institutions') },
      ]
    : []
  return (
    <UiProvider locale={i18n.language}>
      <AppFrame
        name={t('name')}
        home={person ? paths.desk() : paths.home()}
        nav={nav}
        person={
          person ? (
            <PersonMenu person={person} theme={root?.theme} />
          ) : (
            <LinkButton to={paths.signIn()}>{t('nav.signIn')}</LinkButton>
          )
        }
      >
        {toast && <p role="status">{toast.text}</p>}
        {children}
      </AppFrame>
    </UiProvider>
  )
}
