import type { Page } from '@playwright/test'
import { chapters, expect, openChapter, password, people, saveState, test } from './fixtures.ts'

test('who signs out takes their texts off the device; what could not be sent stays, is said, and goes out later', async ({
  as,
}) => {
  const { page, context } = await as('jonas')
  for (const id of [chapters.introduction, chapters.mandates]) {
    await openChapter(page, id)
    await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')
    await expect.poll(() => keptOf(page, id)).toEqual({ text: true, page: true })
  }

  const tab = await context.newPage()
  await tab.goto('/my-work')
  await page.routeWebSocket(/\/collab/, (socket) => socket.close())
  await page.reload()
  const text = page.locator('.chapter-text')
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Typed behind a broken line.')
  await expect(saveState(page)).toContainText('On this device')
  await page.goto('/my-work')

  await signOut(tab)
  await expect(tab.getByText('Changes in one chapter could not be sent yet.')).toBeVisible()
  await expect.poll(() => keptOf(tab, chapters.introduction)).toEqual({ text: false, page: false })
  expect(await keptOf(tab, chapters.mandates)).toEqual({ text: true, page: true })

  await tab.getByLabel('Email').fill(people.jonas)
  await tab.getByLabel('Password', { exact: true }).fill(password)
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
  await tab.waitForURL(/\/my-work$/)
  await expect(await openChapter(tab, chapters.mandates)).toContainText('Typed behind a broken line.')
  await expect(saveState(tab)).toHaveAttribute('data-save-state', 'saved')
  await signOut(tab)
  await expect.poll(() => keptOf(tab, chapters.mandates)).toEqual({ text: false, page: false })
})

async function signOut(page: Page) {
  await page.getByLabel(/^Account menu: /).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL(/\/sign-in$/)
}

/** Whether this browser still holds a chapter's text (in IndexedDB) and its page (with the service worker). */
function keptOf(page: Page, chapterId: string): Promise<{ text: boolean; page: boolean }> {
  return page.evaluate(async (id) => {
    const name = (await indexedDB.databases()).find((each) => each.name?.includes(id))?.name
    const kept = (await caches.keys()).filter((each) => each.startsWith('chapter-pages-'))
    const pages = await Promise.all(kept.map((cacheName) => caches.match(`/chapters/${id}`, { cacheName })))
    return { text: name ? await holdsText(name) : false, page: pages.some(Boolean) }

    function holdsText(at: string): Promise<boolean> {
      return new Promise((resolve, reject) => {
        const opening = indexedDB.open(at)
        opening.addEventListener('error', () => reject(opening.error))
        opening.addEventListener('success', () => {
          const counting = opening.result.transaction('updates').objectStore('updates').count()
          counting.addEventListener('success', () => {
            opening.result.close()
            resolve(counting.result > 0)
          })
        })
      })
    }
  }, chapterId)
}
