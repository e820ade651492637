import { expect, type Page } from '@playwright/test'

/**
 * The newest letter to an address under this subject, as /dev/mail shows it, and the first address in it. Where such letters
 * went there before, `howMany` counts them with the one that is waited for.
 */
export async function emailTo(
  page: Page,
  to: string,
  subject: string | RegExp,
  howMany = 1,
): Promise<{ text: string; url: string }> {
  const inbox = await page.context().newPage()
  const letters = inbox
    .getByRole('article')
    .filter({ hasText: `to ${to} ` })
    .filter({ has: inbox.getByRole('heading', { name: subject }) })
  const letter = letters.first()
  await expect(async () => {
    await inbox.goto('/dev/mail')
    await expect(letters.nth(howMany - 1)).toBeVisible({ timeout: 200 })
  }).toPass({ timeout: 120_000 })
  const text = (await letter.textContent()) ?? ''
  const url =
    (await letter.getByRole('link').count()) > 0
      ? ((await letter.getByRole('link').first().getAttribute('href')) ?? '')
      : ''
  await inbox.close()
  return { text, url }
}
