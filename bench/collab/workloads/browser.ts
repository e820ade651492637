/** D in a browser: from the click on a chapter to the first keystroke in its text. */
import { chromium, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../../../e2e/chromium.ts'
import type { Bench, Options, Workload } from '../bench.ts'
import { median, type Line } from '../figures.ts'
import { chapterId } from '../world.ts'
import { holdLargeChapter, LARGE } from './large.ts'

const bar = { text: '≤ 2.0 s', most: () => 2 }
const ORDINARY = 'D ordinary chapter'
const lines: Line[] = [
  { figure: 'large', label: 'click → first keystroke accepted, 4.9 MB chapter', unit: 's', bar },
  { figure: 'ordinary', label: 'click → first keystroke accepted, new chapter', unit: 's', bar },
]
const samples = ({ quick }: Options) => (quick ? 1 : 3)

export const browserOpen: Workload = {
  name: 'browser',
  title: 'D in a browser: from the click on a chapter to the first keystroke in its text',
  lines,
  sides: ['portal'],
  once: true,
  chapters: () => [LARGE, ORDINARY],
  async run(bench) {
    const faults: string[] = []
    await bench.withServer('portal', (server) =>
      bench.withClients(1, ([holder]) => holdLargeChapter(bench, server, holder!)),
    )
    const taken: Record<string, number[]> = { large: [], ordinary: [] }
    for (const [name, purpose] of [
      ['large', LARGE],
      ['ordinary', ORDINARY],
    ] as const) {
      for (let n = 0; n < samples(bench.options); n++) {
        try {
          taken[name]!.push(await once(bench, purpose))
        } catch (error) {
          faults.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
        }
      }
    }
    const figures = Object.fromEntries(
      Object.entries(taken).map(([name, values]) => [name, values.length > 0 ? median(values) : Number.NaN]),
    )
    return { figures, faults }
  },
}

/** A new portal process and a new browser: nothing is cached on either side. */
function once(bench: Bench, purpose: string): Promise<number> {
  return bench.withServer('portal', async (server) => {
    const { target, visitor } = bench.opening(server, purpose, 3)
    if (target.side !== 'portal') throw new Error('only the portal has pages')
    const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs })
    try {
      const context = await browser.newContext()
      await context.addCookies(
        visitor.cookie.split('; ').map((cookie) => {
          const at = cookie.indexOf('=')
          return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: target.http, httpOnly: true }
        }),
      )
      const page = await context.newPage()
      page.setDefaultTimeout(120_000)
      await page.goto(`${target.http}/compendia/bench`, { waitUntil: 'networkidle' })
      return await openAndType(page, chapterId(purpose))
    } finally {
      await browser.close()
    }
  })
}

async function openAndType(page: Page, chapter: string): Promise<number> {
  await page.evaluate(() => {
    addEventListener('click', () => sessionStorage.setItem('bench-click', String(Date.now())), true)
  })
  await page.locator(`a[href$="/chapters/${chapter}"]`).first().click()
  // Frame by frame: a locator that has waited for a second looks only every half second.
  await page.waitForFunction(() => document.querySelector('[contenteditable="true"]') !== null)
  await page.locator('[contenteditable="true"]').focus()
  await page.keyboard.type('¶')
  const done = await page.waitForFunction(() => {
    const start = document.querySelector('[contenteditable="true"]')?.firstElementChild?.textContent ?? ''
    return start.slice(0, 400).includes('¶') ? Date.now() : null
  })
  const clicked = await page.evaluate(() => Number(sessionStorage.getItem('bench-click')))
  return (Number(await done.jsonValue()) - clicked) / 1000
}
