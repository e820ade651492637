import { Form, Link, useLocation } from '@remix-run/react'
import { ChevronDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Avatar, ThemeSwitch } from '#app/ui/index.ts'
import type { Person } from '#app/features/people/index.ts'
import { noteLeaving } from './use-sign-out.ts'

/** The person's own menu. A plain `details`, so that leaving works before and without any script. */
export function PersonMenu({ person, theme }: { person: Person; theme?: 'light' | 'dark' }) {
  const { t } = useTranslation('shell')
  const menu = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()

  // A step to another page closes it; the key of the location is new with every step.
  useEffect(() => {
    if (key && menu.current) menu.current.open = false
  }, [key])

  useEffect(() => {
    const close = (event: Event) => {
      const open = menu.current
      if (!open?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        open.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && open.contains(event.target)) return
      open.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])

  return (
    <details ref={menu} className="relative">
      <summary
        aria-label={t('nav.menuOf', { name: person.name })}
        className="flex h-10 cursor-pointer list-none items-center gap-1.5 rounded-md px-2 hover:bg-wash [&::-webkit-details-marker]:hidden"
      >
        <Avatar name={person.name} decorative />
        <ChevronDown aria-hidden="true" className="size-4 text-ink-soft" />
      </summary>
      <div className="absolute end-0 top-full z-40 mt-1 flex w-84 max-w-[calc(100vw-2rem)] flex-col gap-3 rounded-lg border border-line bg-raised p-4 shadow-lifted">
        <div>
          <p dir="auto" className="font-medium">
            {person.name}
          </p>
          {person.affiliations.map(({ institutionId, institution }) => (
            <p key={institutionId} dir="auto" className="text-sm text-ink-soft">
              {institution}
            </p>
          ))}
        </div>
        <Link to={paths.account()} className="-mx-2 rounded-md px-2 py-2 hover:bg-wash">
          {t('nav.account')}
        </Link>
        <ThemeSwitch theme={theme} />
        <Form
          method="post"
          action={paths.signOut()}
          reloadDocument
          onSubmit={() => noteLeaving(person.id)}
          className="border-t border-line pt-3"
        >
          <button
            type="submit"
            className="-mx-2 w-[calc(100%+1rem)] rounded-md px-2 py-2 text-start hover:bg-wash"
          >
            {t('nav.signOut')}
          </button>
        </Form>
      </div>
    </details>
  )
}
