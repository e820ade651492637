import { useNavigate } from '@remix-run/react'
import type { ReactNode } from 'react'
import { I18nProvider, RouterProvider } from 'react-aria-components'

/** Stands once around the page: gives the components the language and lets their links go through the router. */
export function UiProvider({ locale, children }: { locale: string; children: ReactNode }) {
  const navigate = useNavigate()
  return (
    <I18nProvider locale={locale}>
      <RouterProvider navigate={(to) => navigate(to)}>{children}</RouterProvider>
    </I18nProvider>
  )
}
