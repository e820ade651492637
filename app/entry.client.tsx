import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { words } from '#app/platform/i18n/index.ts'

await dataIsHere()
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

/**
 * Remix takes its page over while the page's data are still being read, and throws their promise until they are. A key pressed
 * just then has React finish at once what cannot be finished (error 345, decision 016); so they are waited for here.
 */
async function dataIsHere() {
  try {
    RemixBrowser({})
  } catch (awaited) {
    // Anything else comes again when it is drawn, and is told there.
    if (awaited instanceof Promise) await awaited
  }
}
