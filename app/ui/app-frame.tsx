import { Link, NavLink } from '@remix-run/react'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { Mark } from './mark.tsx'
import { SamePageLink } from './same-page-link.tsx'

export type FrameLink = {
  href: string
  label: ReactNode
  /** Marks the link only when the address is exactly this one. */
  exact?: boolean
}

export type AppFrameProps = {
  /** The name beside the mark. */
  name: string
  /** Where the mark leads. */
  home?: string
  nav: readonly FrameLink[]
  /** Opens the command palette; without it there is no search button. */
  onSearch?: () => void
  /** The menu of the person, or the link to sign in. */
  person?: ReactNode
  /** Under the bar, over the page: offline, embargo, a message of the portal. */
  banner?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** The frame around every page: skip link, bar, landmarks. On a phone the links are in a second line. */
export function AppFrame({
  name,
  home = '/',
  nav,
  onSearch,
  person,
  banner,
  footer,
  children,
}: AppFrameProps) {
  const { t } = useTranslation('ui')
  return (
    <div className="flex min-h-dvh flex-col">
      <SamePageLink
        to="content"
        className="skip-link not-focus:sr-only fixed start-2 top-2 z-50 rounded-md bg-ink px-4 py-2 text-paper"
      >
        {t('frame.skip')}
      </SamePageLink>
      <header
        data-screen-only=""
        className="sticky top-0 z-30 border-b border-line bg-paper max-md:static print:hidden"
      >
        <div className="flex flex-wrap items-center gap-x-6 px-4 sm:px-8">
          <Link to={home} className="flex h-14 items-center gap-2.5 font-serif text-lg font-semibold">
            <Mark className="size-7" />
            {name}
          </Link>
          {nav.length > 0 && (
            <nav
              aria-label={t('frame.main')}
              className="order-last -mx-4 flex w-screen overflow-x-auto px-3 sm:-mx-8 sm:px-7 md:order-none md:mx-0 md:w-auto md:overflow-visible md:px-0"
            >
              <ul className="flex sm:gap-1">
                {nav.map(({ href, label, exact }) => (
                  <li key={href}>
                    <FrameNavLink href={href} exact={exact}>
                      {label}
                    </FrameNavLink>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <div className="ms-auto flex h-14 items-center gap-2">
            {onSearch && <SearchButton onPress={onSearch} />}
            {person}
          </div>
        </div>
      </header>
      {banner}
      <main id="content" tabIndex={-1} className="flex grow flex-col outline-none">
        {children}
      </main>
      {footer && (
        <footer className="border-t border-line px-4 py-8 text-sm text-ink-soft sm:px-8 print:hidden">
          {footer}
        </footer>
      )}
    </div>
  )
}

function FrameNavLink({ href, exact, children }: { href: string; exact?: boolean; children: ReactNode }) {
  return (
    <NavLink
      to={href}
      end={exact}
      prefetch="intent"
      className={({ isActive }) =>
        classNames(
          'flex h-11 items-center border-b-2 px-1.5 whitespace-nowrap sm:px-2.5 md:h-14',
          isActive ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-soft hover:text-ink',
        )
      }
    >
      {children}
    </NavLink>
  )
}

function SearchButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <button
      type="button"
      onClick={onPress}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      className="flex h-10 min-w-10 items-center justify-center gap-2 rounded-md text-ink-soft hover:bg-wash hover:text-ink sm:h-9 sm:min-w-44 sm:justify-start sm:border sm:border-edge sm:px-3"
    >
      <Search aria-hidden="true" className="size-5 sm:size-4" />
      <span className="text-sm max-sm:sr-only">{t('frame.search')}</span>
      <kbd aria-hidden="true" className="ms-auto font-sans text-xs max-sm:hidden">
        Ctrl K
      </kbd>
    </button>
  )
}
