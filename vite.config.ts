import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** One letter beyond Latin-1 makes V8 keep a whole file in two bytes a letter: on the server such letters are written as escapes. */
const plainLetters: Plugin = {
  name: 'plain-letters',
  enforce: 'post',
  generateBundle(_options, bundle) {
    if (this.environment.config.consumer !== 'server') return
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/(\\*)([^\0-\xff])/g, escaped)
    }
  },
}

function escaped(_found: string, slashes: string, letter: string): string {
  // Behind a backslash of its own, which said nothing, the letter would lose the one of its escape.
  const before = slashes.length % 2 === 1 ? slashes.slice(1) : slashes
  return `${before}\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Bundled into the server, so that it loads the parts of these that are used, not all of them. */
const usedInPart = [
  /^react-aria/,
  /^react-stately/,
  /^@react-(aria|stately)\//,
  /^@internationalized\//,
  'lucide-react',
]
/** Bundled as well: Node looks for names in the development version of these, and keeps its text. */
const react = [
  /^react(-dom|-router|-router-dom|-i18next)?$/,
  '@remix-run/react',
  'use-sync-external-store',
  'scheduler',
]

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), remix(remixConfig), plainLetters],
  ssr: { noExternal: command === 'build' ? [...usedInPart, ...react] : usedInPart },
  define: command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {},
  // Found before the first page is served: a library found later is bundled beside a second React.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.{ts,tsx}'] },
  build: { target: 'es2022', sourcemap: false },
}))
