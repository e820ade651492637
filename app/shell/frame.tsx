import { useRouteLoaderData } from '@remix-run/react'
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { AppFrame, Banner, LinkButton, showToast, Toaster, UiProvider } from '#app/ui/index.ts'
import type { Person } from '#app/features/people/index.ts'
import { useKeptForm } from './use-kept-form.ts'
import { PersonMenu } from './account-menu.tsx'
import { useKeys } from './use-shortcuts.ts'
import { useLeaving } from './use-sign-out.ts'
import { useOffline } from './use-offline.ts'
import { usePersonHere } from './use-current-person.ts'

const Palette = lazy(() => import('./palette.tsx'))
const Shortcuts = lazy(() => import('./shortcuts.tsx'))

type Toast = { tone: 'done' | 'problem'; text: string }
type FrameProps = {
  person: Person | null
  toast: Toast | null
  children: ReactNode
}

/** What is around every page: the name of the portal, the main navigation and the account menu. */
export function Frame({ person, toast, children }: FrameProps) {
  const { t, i18n } = useTranslation('shell')
  const root = useRouteLoaderData<{ theme?: 'light' | 'dark' }>('root')
  usePersonHere(root && (person?.id ?? null))
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const offline = useOffline()
  const openPalette = useCallback(() => setOpen('palette'), [])
  const openHelp = useCallback(() => setOpen('help'), [])
  useKeys({ onPalette: person ? openPalette : undefined, onHelp: openHelp })
  const sayRestored = useCallback(() => void showToast({ tone: 'done', text: t('kept') }), [t])
  useKeptForm(person?.id, sayRestored)
  const sayKept = useCallback(
    (count: number) => void showToast({ tone: 'problem', text: t('leftUnsent', { count }) }),
    [t],
  )
  useLeaving(person?.id, sayKept)

  const nav = person
    ? [
        { href: paths.myWork(), label: t('nav.myWork') },
        { href: paths.compendia(), label: t('nav.compendia') },
        { href: paths.institutions(), label: t('nav.institutions') },
        ...(person.coordinator ? [{ href: paths.manage(), label: t('nav.manage') }] : []),
      ]
    : [
        { href: paths.about(), label: t('nav.about') },
        { href: paths.members(), label: t('nav.members') },
        { href: paths.join(), label: t('nav.join') },
      ]
  return (
    <UiProvider locale={i18n.language}>
      <AppFrame
        name={t('name')}
        home={person ? paths.myWork() : paths.home()}
        nav={nav}
        {...(person && { onSearch: openPalette })}
        person={
          person ? (
            <PersonMenu person={person} theme={root?.theme} />
          ) : (
            <LinkButton to={paths.signIn()}>{t('nav.signIn')}</LinkButton>
          )
        }
        footer={<Footer />}
        banner={
          offline && (
            <Banner tone="offline" title={t('offline.title')} announce="polite">
              {t('offline.text')}
            </Banner>
          )
        }
      >
        <WordOfLastStep toast={toast} />
        {children}
      </AppFrame>
      <Toaster />
      {open && (
        <Suspense>
          {open === 'palette' && <Palette isOpen onOpenChange={(stay) => setOpen(stay ? 'palette' : null)} />}
          {open === 'help' && <Shortcuts isOpen onOpenChange={(stay) => setOpen(stay ? 'help' : null)} />}
        </Suspense>
      )}
    </UiProvider>
  )
}

/** Ways to what everybody may read. */
function Footer() {
  const { t } = useTranslation('shell')
  return (
    <nav aria-label={t('nav.footer')} className="mx-auto flex max-w-page flex-wrap gap-x-6 gap-y-2">
      <span className="me-auto max-sm:basis-full">{t('alliance')}</span>
      {(['about', 'members', 'join', 'privacy'] as const).map((page) => (
        <a key={page} href={paths[page]()} className="link-quiet hover:text-ink hover:underline">
          {t(`nav.${page}`)}
        </a>
      ))}
    </nav>
  )
}

/** What the last step did: a toast where scripts run, a line on top of the page where they do not. */
function WordOfLastStep({ toast }: { toast: Toast | null }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    setShown(true)
    if (toast) showToast(toast)
  }, [toast])
  if (!toast || shown) return null
  return <Banner tone={toast.tone === 'done' ? 'info' : 'danger'}>{toast.text}</Banner>
}
