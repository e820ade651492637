import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // Bundled, so that the server loads the parts of these that are used, not all of them.
  ssr: {
    noExternal: [
      /^react-aria/,
      /^react-stately/,
      /^@react-(aria|stately)\//,
      /^@internationalized\//,
      'lucide-react',
    ],
  },
  // Found before the first page is served: a library found later is bundled beside a second React.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.{ts,tsx}'] },
  build: { target: 'es2022', sourcemap: false },
})
