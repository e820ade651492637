import { expect, test as base, type Locator, type Page } from '@playwright/test'
import tailwindcss from '@tailwindcss/vite'
import type { Editor } from '@tiptap/core'
import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import { inTime } from '../time-left.ts'
import type { Desk } from './desk.tsx'

declare global {
  interface Window {
    desk: Desk
  }
}

const ADDRESS = 'http://editor.example/'

type Fixtures = {
  /** A page with two editors of one chapter, `left` and `right`; `query` may be `?reading` or `?alone`. */
  open: (query?: string) => Promise<Panes>
}

export interface Panes {
  page: Page
  left: Locator
  right: Locator
  /** What a reader would be given. */
  html: (side?: 'left' | 'right') => Promise<string>
  /** Puts the caret at the end of the text, as a click there would. */
  atEnd: (text: Locator) => Promise<void>
  /** Where the left editor believes the caret is: the words before it in its line, and those after it. */
  caret: () => Promise<[before: string, after: string]>
  paste: (content: { html?: string; text: string }) => Promise<void>
}

/** The editor by itself, bundled once per worker and served from memory. */
export const test = base.extend<Fixtures & { inTime: void }, { bundle: { js: string; css: string } }>({
  inTime,
  bundle: [
    async ({}, use) => {
      const result = await build({
        configFile: false,
        logLevel: 'silent',
        root: fileURLToPath(new URL('../..', import.meta.url)),
        plugins: [tailwindcss()],
        esbuild: { jsx: 'automatic' },
        define: { 'process.env.NODE_ENV': '"production"' },
        build: {
          write: false,
          minify: false,
          rollupOptions: {
            input: fileURLToPath(new URL('desk.tsx', import.meta.url)),
            output: { inlineDynamicImports: true },
            onwarn: () => {},
          },
        },
      })
      const { output } = result as Rollup.RollupOutput
      const js = output.find((file) => file.type === 'chunk')?.code ?? ''
      const css = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
      await use({ js, css: css?.type === 'asset' ? String(css.source) : '' })
    },
    { scope: 'worker', timeout: 1_800_000 },
  ],
  open: async ({ page, bundle }, use) => {
    const faults: Error[] = []
    page.on('pageerror', (error) => faults.push(error))
    await page.setViewportSize({ width: 1500, height: 800 })
    await page.route(`${ADDRESS}**`, (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/desk.js') return route.fulfill({ contentType: 'text/javascript', body: bundle.js })
      if (pathname === '/desk.css') return route.fulfill({ contentType: 'text/css', body: bundle.css })
      return route.fulfill({ contentType: 'text/html', body: PAGE })
    })
    await use(async (query = '') => {
      await page.goto(`${ADDRESS}${query}`)
      const left = page.getByRole('textbox', { name: 'Chapter, left' })
      const right = page.getByRole('textbox', { name: 'Chapter, right' })
      await expect(query.includes('alone') ? left : right).toBeVisible()
      return {
        page,
        left,
        right,
        html: (side = 'left') => page.evaluate((side) => window.desk.html(side), side),
        atEnd: (text) => atEnd(page, text),
        caret: () => caret(left),
        paste: (content) => paste(left, content),
      }
    })
    expect(faults).toEqual([])
  },
})

const PAGE =
  '<!doctype html><html lang="en"><title>Editor</title><link rel="stylesheet" href="/desk.css"><link rel="icon" href="data:,">' +
  '<body><script type="module" src="/desk.js"></script></body></html>'

async function atEnd(page: Page, text: Locator): Promise<void> {
  await text.click()
  await expect(text).toBeFocused()
  await expect(async () => {
    await page.keyboard.press('Control+End')
    const rest = await text.evaluate((element) => {
      const selection = getSelection()
      if (!selection?.focusNode || !element.contains(selection.focusNode)) return 'elsewhere'
      const range = document.createRange()
      range.setStart(selection.focusNode, selection.focusOffset)
      range.setEndAfter(element.lastChild ?? element)
      return range.cloneContents().textContent?.replaceAll('\u2060', '') ?? ''
    })
    expect(rest.replace(/Kwame Mensah|Lena Brandt/, '')).toBe('')
  }).toPass()
}

/** The editor hears of a caret that the browser moved a moment later; a key pressed before that meets the old place. */
function caret(text: Locator): Promise<[before: string, after: string]> {
  return text.evaluate((element) => {
    const { $from } = (element as HTMLElement & { editor: Editor }).editor.state.selection
    const line = $from.parent.textContent
    return [line.slice(0, $from.parentOffset), line.slice($from.parentOffset)]
  })
}

async function paste(text: Locator, content: { html?: string; text: string }): Promise<void> {
  await text.evaluate((element, { html, text }) => {
    const data = new DataTransfer()
    if (html) data.setData('text/html', html)
    data.setData('text/plain', text)
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, content)
}

export { expect }
