import { relative } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import { startPortalProcess, type PortalProcess } from './portal.ts'
import { noteSpent, processorSeconds } from './processor-time.ts'
import { inTime } from './time-left.ts'

/** The demo alliance's people and places that the journeys use. */
export const people = {
  jonas: 'jonas@havel-institute.example',
  amina: 'amina@tana-forum.example',
  lucia: 'lucia@andes-observatory.example',
  ravi: 'ravi@delhi-seminar.example',
  marta: 'marta@alliance.example',
  greta: 'greta@havel-institute.example',
  yonas: 'yonas@tana-forum.example',
} as const
export type Who = keyof typeof people
export const password = 'writing-together'
export const chapters = {
  introduction: '40000000-0000-4000-8000-000000000001',
  mandates: '40000000-0000-4000-8000-000000000002',
  budget: '40000000-0000-4000-8000-000000000006',
  voices: '40000000-0000-4000-8000-000000000007',
  police: '40000000-0000-4000-8000-000000000021',
} as const

type Fixtures = {
  /** A browser of their own, signed in, with an empty page in it. */
  as: (who: Who) => Promise<{ page: Page; context: BrowserContext }>
}
type Portals = { of(file: string): Promise<PortalProcess> }

/**
 * One portal for each file of journeys, as `npm start` would run it, with the demo alliance in a database of its own: what one
 * file does to the alliance (a merger, a person erased) is no other file's concern.
 */
export const test = base.extend<
  Fixtures & { portal: PortalProcess; inTime: void; spent: void; noPageFails: void },
  { portals: Portals; embedded: boolean }
>({
  inTime,
  // What a journey used, with its browser and its portal, and what was started for it.
  spent: [
    async ({ inTime: _ }, use, { file, title }) => {
      const [before, began] = [processorSeconds(), Date.now()]
      await use()
      noteSpent({
        file: relative(process.cwd(), file),
        processor: processorSeconds() - before,
        test: title,
        seconds: (Date.now() - began) / 1000,
      })
    },
    { auto: true, timeout: 1_800_000 },
  ],
  /** Whether the portal runs on the embedded database even where there is a Postgres. */
  embedded: [false, { option: true, scope: 'worker' }],
  portals: [
    async ({ embedded }, use) => {
      let open: { file: string; portal: PortalProcess } | null = null
      await use({
        async of(file) {
          if (open?.file === file) return open.portal
          await open?.portal.stop()
          open = { file, portal: await startPortalProcess({ embedded }) }
          return open.portal
        },
      })
      await (open as { portal: PortalProcess } | null)?.portal.stop()
    },
    { scope: 'worker', timeout: 1_800_000 },
  ],
  // Playwright asks for the address before any fixture of ours: whether there is time comes before the portal.
  portal: [
    async ({ inTime: _, portals }, use, test) => {
      const portal = await portals.of(test.file)
      await use(portal)
      if (test.status !== test.expectedStatus) console.log(portal.output())
    },
    { timeout: 1_800_000 },
  ],
  baseURL: ({ portal }, use) => use(portal.url),
  // An error that no code caught, such as React's when a page in the browser is not the one that the server drew, empties
  // what was typed into it: the journey fails, wherever it was.
  noPageFails: [
    async ({ browser }, use) => {
      const errors: string[] = []
      const make = browser.newContext.bind(browser)
      browser.newContext = async (options) => {
        const context = await make(options)
        context.on('weberror', (error) =>
          errors.push(`${error.page()?.url() ?? ''}: ${error.error().message}`),
        )
        return context
      }
      await use()
      browser.newContext = make
      expect(errors, 'errors that no code caught, by page').toEqual([])
    },
    { auto: true },
  ],
  as: async ({ browser, baseURL }, use) => {
    const open: BrowserContext[] = []
    await use(async (who) => {
      const context = await browser.newContext({ baseURL })
      open.push(context)
      await sendSignIn(context, who, baseURL!)
      return { page: await context.newPage(), context }
    })
    for (const context of open) await context.close()
  },
})

/** Signs in by what the form would send: the two pages around it are looked at where signing in is the matter. */
async function sendSignIn({ request }: BrowserContext, who: Who, origin: string): Promise<void> {
  const answer = await request.post('/sign-in', {
    form: { email: people[who], password },
    headers: { Origin: origin },
    maxRedirects: 0,
  })
  expect(answer.status(), `signing in as ${who}`).toBe(302)
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, who: Who): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(people[who])
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/my-work$/)
}

/** The text of a chapter, ready to be written in. */
export async function openChapter(page: Page, id: string) {
  await page.goto(`/chapters/${id}`)
  const text = page.getByRole('textbox', { name: /.+/ }).and(page.locator('.chapter-text'))
  await expect(text).toHaveAttribute('contenteditable', 'true')
  return text
}

/** What the status line claims just now. */
export function saveState(page: Page) {
  return page.locator('[data-save-state]')
}

/** Fails on anything that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingGrave(
    new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      // What was said about a button that is gone since: react-aria clears it after seven seconds.
      .exclude('[data-live-announcer]'),
  )
}

/** Fails on poor contrast of the open page in dark mode. Only the colours differ from light mode. */
export async function expectReadableInDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  // Without this, a colour may still be changing from light to dark.
  await page.reload()
  await expectNothingGrave(new AxeBuilder({ page }).withRules(['color-contrast']))
  await page.emulateMedia({ colorScheme: 'light' })
}

async function expectNothingGrave(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
}

export { expect }
