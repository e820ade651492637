import type { Page, WebSocketRoute } from '@playwright/test'
import {
  chapters,
  expect,
  expectAccessible,
  expectReadableInDark,
  openChapter,
  saveState,
  signIn,
  test,
} from './fixtures.ts'

const phone = { width: 390, height: 844 }
const open = ['/', '/sign-in', '/forgot-password', '/compendia/listening-posts/read']
const forMembers = [
  '/my-work',
  '/compendia',
  '/compendia/new',
  '/compendia/missions-that-can-leave',
  '/compendia/missions-that-can-leave/settings',
  '/compendia/missions-that-can-leave/read',
  `/chapters/${chapters.mandates}/access`,
  '/institutions',
  '/institutions/havel-institute',
  '/account',
]

test('axe finds nothing serious on the public pages, in light and dark, wide and narrow', async ({
  page,
}) => {
  for (const path of open) {
    await page.goto(path)
    await expect(page.locator('h1')).toHaveCount(1)
    await expectAccessible(page)
    await expectReadableInDark(page)
    await page.setViewportSize(phone)
    await expectFits(page)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})

test('axe finds nothing serious on the pages of members, and none is wider than a phone', async ({ as }) => {
  const { page } = await as('jonas')
  for (const path of forMembers) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    await expect(page.locator('h1')).toHaveCount(1)
    await expectAccessible(page)
    await page.setViewportSize(phone)
    await expectFits(page)
  }
})

test('axe finds nothing serious in the editor, in light, dark and on a phone', async ({ as }) => {
  const { page } = await as('jonas')
  await openChapter(page, chapters.voices)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectAccessible(page)
  await expectFits(page)
})

test('what stays in sight over a chapter stays whole, in windows of any width', async ({ as }) => {
  const { page } = await as('jonas')
  await openChapter(page, chapters.mandates)
  for (const width of [800, 1280]) {
    await page.setViewportSize({ width, height: 500 })
    await page.evaluate(() => scrollTo(0, 400))
    const apart = () =>
      page.evaluate(() => {
        const of = (what: string) => document.querySelector(what)!.getBoundingClientRect()
        return Math.round(Math.abs(of('.editor-head').top - of('.chapter-bar').bottom))
      })
    await expect.poll(apart).toBe(0)
  }
})

test('the palette leads to a chapter by keyboard alone, and ? shows the shortcuts', async ({ as }) => {
  const { page } = await as('jonas')
  await page.goto('/my-work')
  const palette = page.getByRole('dialog')
  // Scripts may still be on their way when the page is first seen.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(palette).toBeVisible({ timeout: 500 })
  }).toPass()
  // Before anything is typed it offers where one was last.
  await expect(palette.getByText('Mandates with an end in mind')).toBeVisible()
  await page.keyboard.type('zzz')
  await expect(palette.getByText('Nothing found for “zzz”')).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('drawdown')
  await expect(palette.getByText('What drawdown plans forget')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/chapters\//)
  await page.goto('/my-work')
  await page.locator('h1').click()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a session that ended while writing asks to sign in again without leaving, and no word is lost', async ({
  as,
}) => {
  const { page, context } = await as('amina')
  const lines: WebSocketRoute[] = []
  await page.routeWebSocket(/\/collab/, (line) => {
    line.connectToServer()
    lines.push(line)
  })
  const text = await openChapter(page, chapters.voices)
  await text.click()
  await page.keyboard.press('Control+End')
  await context.clearCookies()
  await lines.at(-1)!.close()
  await page.keyboard.type(' Written after the session had ended.')
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'signed-out')
  await page.getByRole('button', { name: 'Sign in again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Password').fill('writing-together')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')
  await page.reload()
  await expect(text).toContainText('Written after the session had ended.')
})

test('a right that is taken away reaches the open editor, and the copy on the device is gone', async ({
  as,
  page: visitor,
}) => {
  const jonas = await as('jonas')
  const amina = await as('amina')
  const text = await openChapter(amina.page, chapters.introduction)
  await text.click()
  await jonas.page.goto(`/chapters/${chapters.introduction}/access`)
  const row = jonas.page.locator('li, tr', { hasText: 'Tana Forum' }).first()
  await row.getByRole('button', { name: /take|remove/i }).click()
  const confirm = jonas.page.getByRole('dialog').or(jonas.page.getByRole('alertdialog'))
  if (await confirm.isVisible()) await confirm.getByRole('button', { name: /take|remove/i }).click()
  // The Tana Forum is an author institution of this compendium: reading is what remains.
  await expect(saveState(amina.page)).toHaveAttribute('data-save-state', 'read-only')
  await expect(text).toHaveAttribute('contenteditable', 'false')
  await visitor.goto('/')
})

test('nothing moves when the scripts take a page over, and a menu opened before that stays open', async ({
  as,
}) => {
  const { page, context } = await as('jonas')
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await context.route('**/assets/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/compendia/missions-that-can-leave', { waitUntil: 'commit' })
  const menu = page.locator(`[data-tree-row="${chapters.mandates}"] details`)
  await menu.locator('summary').click()
  const rows = () =>
    page
      .locator('[data-tree-row]')
      .evaluateAll((all) => all.map((row) => Math.round(row.getBoundingClientRect().height)))
  const drawn = await rows()
  letGo()
  // The first thing that only a script can do.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 120_000 })
  expect(drawn.length).toBeGreaterThan(5)
  expect(await rows()).toEqual(drawn)
  await expect(menu).toHaveAttribute('open', '')
})

test('keys pressed while the scripts take a page over do no harm', async ({ as }) => {
  const { page } = await as('greta')
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      document.body?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }))
      port2.postMessage(null)
    })
    port1.start()
    port2.postMessage(null)
    setTimeout(() => port1.close(), 10_000)
  })
  await page.goto('/my-work')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a page that is not open to a person looks like no page at all', async ({ as, page }) => {
  const { page: lucia } = await as('lucia')
  const secret = await lucia.goto('/compendia/who-pays-for-police')
  expect(secret?.status()).toBe(404)
  const foreign = await lucia.goto('/chapters/40000000-0000-4000-8000-000000000021')
  expect(foreign?.status()).toBe(404)
  const invented = await lucia.goto('/chapters/not-a-chapter')
  expect(invented?.status()).toBe(404)
  const nowhere = await lucia.goto('/no/such/page')
  expect(nowhere?.status()).toBe(404)
  await expect(lucia.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  await expect(lucia.getByRole('link', { name: 'My work', exact: true })).toBeVisible()
  const stranger = await page.goto('/compendia/missions-that-can-leave/read')
  expect(stranger?.status()).toBe(404)
  expect(await (await page.goto('/compendia/listening-posts/read'))?.text()).toContain(
    'Warnings travel on foot',
  )
})

test('reading works without JavaScript and weighs little', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  const page = await context.newPage()
  let bytes = 0
  page.on('response', async (response) => {
    const sizes = await response
      .request()
      .sizes()
      .catch(() => null)
    if (sizes && response.request().resourceType() !== 'image')
      bytes += sizes.responseBodySize + sizes.responseHeadersSize
  })
  await page.goto('/compendia/listening-posts/read', { waitUntil: 'load' })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Listening posts')
  await expect(page.getByText('One person, one notebook').first()).toBeVisible()
  expect(bytes).toBeGreaterThan(1_000)
  expect(bytes).toBeLessThanOrEqual(60_000)
  await context.close()
})

test('signing in works without JavaScript too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  const page = await context.newPage()
  await signIn(page, 'ravi')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ravi')
  await context.close()
})

/** Nothing may stick out to the side. */
async function expectFits(page: Page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(1)
}
