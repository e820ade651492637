import type { Page } from '@playwright/test'
import { chapters, expect, openChapter, saveState, test } from './fixtures.ts'

test('who loses the right to a chapter is told so, and nothing of it is left on their device', async ({
  as,
}) => {
  const marta = await as('marta')
  const lucia = await as('lucia')
  await giveLucia(marta.page)
  const text = await openChapter(lucia.page, chapters.police)
  const otherTab = await lucia.context.newPage()
  const there = await openChapter(otherTab, chapters.police)
  await expect(saveState(lucia.page)).toHaveAttribute('data-save-state', 'saved')
  await expect.poll(() => keptOf(lucia.page, chapters.police)).toEqual({ text: true, page: true })

  await takeFromLucia(marta.page)
  for (const page of [lucia.page, otherTab]) {
    await expect(page.getByText('Your access to this chapter has changed')).toBeVisible()
    await expect(page.getByText('the copy on this device has been deleted')).toBeVisible()
  }
  await expect(text).toHaveCount(0)
  await expect(there).toHaveCount(0)
  await expect.poll(() => keptOf(lucia.page, chapters.police)).toEqual({ text: false, page: false })
})

test('who lost the right while the chapter was closed loses the copy on the next visit', async ({ as }) => {
  const marta = await as('marta')
  const lucia = await as('lucia')
  await giveLucia(marta.page)
  await openChapter(lucia.page, chapters.police)
  await expect(saveState(lucia.page)).toHaveAttribute('data-save-state', 'saved')
  await expect.poll(() => keptOf(lucia.page, chapters.police)).toEqual({ text: true, page: true })
  await lucia.page.goto('/my-work')

  await takeFromLucia(marta.page)
  expect((await lucia.page.goto(`/chapters/${chapters.police}`))?.status()).toBe(404)
  await expect.poll(() => keptOf(lucia.page, chapters.police)).toEqual({ text: false, page: false })
})

/** Coordinators give rights everywhere; Lucía's institution has no part in this compendium. */
async function giveLucia(page: Page) {
  await page.goto(`/chapters/${chapters.police}/access?q=Quispe`)
  await page.getByRole('button', { name: 'Give access to Lucía Quispe' }).click()
  await expect(page.getByText('Access given.')).toBeVisible()
}

async function takeFromLucia(page: Page) {
  await page.getByRole('button', { name: 'Remove the access of Lucía Quispe' }).click()
  await expect(page.getByText('Access removed.')).toBeVisible()
}

/** What this browser still holds of a chapter: its text in IndexedDB, its page with the service worker. */
function keptOf(page: Page, chapterId: string): Promise<{ text: boolean; page: boolean }> {
  return page.evaluate(async (id) => {
    const databases = await indexedDB.databases()
    const kept = (await caches.keys()).filter((each) => each.startsWith('chapter-pages-'))
    const pages = await Promise.all(kept.map((cacheName) => caches.match(`/chapters/${id}`, { cacheName })))
    return {
      text: databases.some(({ name }) => name?.includes(id)),
      page: pages.some(Boolean),
    }
  }, chapterId)
}
