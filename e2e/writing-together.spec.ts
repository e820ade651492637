import type { Page } from '@playwright/test'
import { chapters, expect, openChapter, saveState, test } from './fixtures.ts'

// One of the journeys ends the embedded database the hard way.
test.use({ embedded: true })

test('two people of two institutions write one chapter, see each other, and what is shown as saved is stored', async ({
  as,
}) => {
  const jonas = await as('jonas')
  const amina = await as('amina')
  const his = await openChapter(jonas.page, chapters.mandates)
  const hers = await openChapter(amina.page, chapters.mandates)

  await his.click()
  await jonas.page.keyboard.press('Control+End')
  await jonas.page.keyboard.type(' Written in Berlin.')
  await expect(hers).toContainText('Written in Berlin.')
  await hers.click()
  await amina.page.keyboard.press('Control+Home')
  await amina.page.keyboard.type('Written in Addis Ababa. ')
  await expect(his).toContainText('Written in Addis Ababa.')

  await expect(jonas.page.getByText('Amina Bekele').first()).toBeAttached()
  await expect(
    amina.page.locator('.collaboration-carets__label, .caret-label').filter({ hasText: 'Jonas' }),
  ).toBeAttached()
  await expect(saveState(jonas.page)).toHaveAttribute('data-save-state', 'saved')
  await expect(saveState(amina.page)).toHaveAttribute('data-save-state', 'saved')
})

test('what was saved is there after the portal lost its power', async ({ as, portal }) => {
  const { page } = await as('jonas')
  const text = await openChapter(page, chapters.budget)
  await text.click()
  await page.keyboard.press('Control+End')
  const sentence = `Kept through the night ${Date.now()}.`
  await page.keyboard.type(sentence)
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')
  const lost = portal.databasePid()!
  process.kill(lost, 'SIGKILL')
  await expect.poll(() => portal.databasePid()).not.toBe(lost)
  await expect.poll(async () => (await fetch(`${portal.url}/readyz`)).status, { timeout: 300_000 }).toBe(200)
  await page.close()
  const again = await as('jonas')
  await expect(await openChapter(again.page, chapters.budget)).toContainText(sentence)
})

test('a chapter opened before opens without a network, and what is written there arrives on return', async ({
  as,
}) => {
  const jonas = await as('jonas')
  const amina = await as('amina')
  await openChapter(jonas.page, chapters.voices)
  await expect.poll(() => isKeptForOffline(jonas.page, chapters.voices)).toBe(true)

  await jonas.context.setOffline(true)
  await jonas.page.reload()
  const his = jonas.page.locator('.chapter-text')
  await expect(his).toHaveAttribute('contenteditable', 'true')
  await his.click()
  await jonas.page.keyboard.press('Control+End')
  await jonas.page.keyboard.type(' Written on the night train.')
  await expect(saveState(jonas.page)).toContainText('On this device')

  const hers = await openChapter(amina.page, chapters.voices)
  await hers.click()
  await amina.page.keyboard.press('Control+Home')
  await amina.page.keyboard.type('Meanwhile in Addis. ')

  await jonas.context.setOffline(false)
  await expect(his).toContainText('Meanwhile in Addis.')
  await expect(hers).toContainText('Written on the night train.')
  await expect(saveState(jonas.page)).toHaveAttribute('data-save-state', 'saved')
})

test('on a device with no room left a chapter opens and is saved as ever', async ({ as, portal }) => {
  const { page, context } = await as('amina')
  await openChapter(page, chapters.voices)
  await expect.poll(() => isKeptForOffline(page, chapters.voices)).toBe(true)
  const device = await context.newCDPSession(page)
  await device.send('Storage.overrideQuotaForOrigin', { origin: portal.url, quotaSize: 1 })
  expect(await page.evaluate(keepOneThing)).toBe('QuotaExceededError')

  const text = await openChapter(page, chapters.mandates)
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Written with no room left.')
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')
  await page.reload()
  await expect(page.locator('.chapter-text')).toContainText('Written with no room left.')
})

/** What the browser answers to a page that wants something kept. */
function keepOneThing(): Promise<string> {
  return caches
    .open('assets-v1')
    .then((cache) => cache.put('/one-thing', new Response('x'.repeat(10_000))))
    .then(
      () => 'kept',
      (fault: Error) => fault.name,
    )
}

/** Whether the service worker stands before this page and holds all that the chapter needs. */
function isKeptForOffline(page: Page, chapterId: string): Promise<boolean> {
  return page.evaluate(async (id) => {
    if (!navigator.serviceWorker.controller) return false
    const person = await (await caches.match('/person', { cacheName: 'person-v1' }))?.text()
    const page = await caches.match(`/chapters/${id}`, { cacheName: `chapter-pages-v2:${person}` })
    const assets = await caches.open('assets-v1')
    return Boolean(page) && (await assets.keys()).length > 10
  }, chapterId)
}
