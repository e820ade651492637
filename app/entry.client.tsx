import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { words } from '#app/platform/i18n/index.ts'

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      {/* The words are used by name: an import for its effect alone is left out of the build. */}
      <I18nextProvider i18n={words}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  )
})
