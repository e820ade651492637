import type { Page } from '@playwright/test'
import { chapters, expect, password, people, test, type Who } from './fixtures.ts'

test('a form sent after the session has ended comes back filled as it was, and can be sent', async ({
  as,
}) => {
  const { page } = await as('jonas')
  const elsewhere = await as('jonas')
  await page.goto('/compendia/new')
  const summary = page.getByRole('textbox', { name: /^Summary/ })
  const brief = page.getByRole('radio', { name: /^Brief/ })
  const cedar = page.getByRole('checkbox', { name: /^Cedar House/ })
  await brief.check()
  await page.getByLabel('Title', { exact: true }).fill('What radios cost')
  await summary.fill('One line.\nAnd a second one, with “quotes”.')
  await page.getByLabel('Language of the text').selectOption('fr')
  await cedar.check()
  await page.getByLabel(/^Launch on/).fill('2031-05-31')

  await signOutElsewhere(elsewhere.page)
  await page.getByRole('button', { name: 'Create compendium' }).click()
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  await signInHere(page, 'jonas')

  await expect(page).toHaveURL(/\/compendia\/new$/)
  await expect(page.getByText('Your entries are restored.')).toBeVisible()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('What radios cost')
  await expect(summary).toHaveValue('One line.\nAnd a second one, with “quotes”.')
  await expect(page.getByLabel('Language of the text')).toHaveValue('fr')
  await expect(page.getByLabel(/^Launch on/)).toHaveValue('2031-05-31')
  await expect(brief).toBeChecked()
  await expect(cedar).toBeChecked()
  await expect(page.getByText('1 selected')).toBeVisible()

  await page.getByRole('button', { name: 'Create compendium' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What radios cost')
  // An institution is named as author once it accepts: until then it is among those who are asked.
  await page.getByRole('main').getByRole('link', { name: 'Settings' }).click()
  await expect(
    page.getByText(/not named until their primary representative accepts: Cedar House/),
  ).toBeVisible()
})

test('a new title comes back to the chapter it was typed for, even when the browser has dropped its cookie', async ({
  as,
}) => {
  const { page, context } = await as('jonas')
  await page.goto('/compendia/missions-that-can-leave')
  const row = page.locator(`[data-tree-row="${chapters.budget}"]`)
  const title = row.getByLabel('Title', { exact: true })
  // A press while scripts are still on their way may open the menu only to have it closed again.
  await expect(async () => {
    if (!(await title.isVisible())) await row.locator('summary').click()
    await expect(title).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await title.fill('The line in the budget')
  await context.clearCookies()
  await row.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.waitForURL(/\/sign-in/)
  await signInHere(page, 'jonas')

  await expect(page).toHaveURL(/\/missions-that-can-leave$/)
  await expect(row.getByLabel('Title', { exact: true })).toBeVisible()
  await expect(row.getByLabel('Title', { exact: true })).toHaveValue('The line in the budget')
  await expect(page.getByLabel('Title', { exact: true }).filter({ visible: true })).toHaveCount(1)
  await row.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(row.locator(`a[href="/chapters/${chapters.budget}"]`)).toHaveText('The line in the budget')
})

test('a form that comes back began when it was typed: what others saved meanwhile is not overwritten unseen', async ({
  as,
}) => {
  const { page, context } = await as('jonas')
  const marta = await as('marta')
  const settings = '/compendia/missions-that-can-leave/settings'
  const keep = (at: Page) => at.getByRole('button', { name: 'Save settings' }).click()
  await page.goto(settings)
  await page.getByLabel('Title', { exact: true }).fill('Missions that may leave')
  await marta.page.goto(settings)
  await marta.page.getByRole('textbox', { name: /^Summary/ }).fill('Seen by a coordinator.')
  await keep(marta.page)
  await expect(marta.page.getByText('Seen by a coordinator.')).toBeVisible()

  await context.clearCookies()
  await keep(page)
  await page.waitForURL(/\/sign-in/)
  await signInHere(page, 'jonas')
  await expect(page.getByText('Your entries are restored.')).toBeVisible()
  await keep(page)
  await expect(page.getByText('Someone else saved other settings in the meantime').first()).toBeVisible()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Missions that may leave')
  await keep(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Missions that may leave')
})

test('what one person typed is not shown to the next who signs in at the same tab', async ({ as }) => {
  const { page } = await as('jonas')
  const elsewhere = await as('jonas')
  await page.goto('/compendia/new')
  await page.getByLabel('Title', { exact: true }).fill('Only for my eyes')
  await signOutElsewhere(elsewhere.page)
  await page.getByRole('button', { name: 'Create compendium' }).click()
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  await signInHere(page, 'amina')

  await expect(page).toHaveURL(/\/compendia\/new$/)
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('kept-form'))).toBeNull()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('')
})

/** Ends every other session of the same person, as on a device that was lost. */
async function signOutElsewhere(page: Page) {
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out of other devices' }).click()
  await expect(page.getByText('You are signed out of your other devices.')).toBeVisible()
}

/** Signs in on the page that stands there, without going to another one first. */
async function signInHere(page: Page, who: Who) {
  await page.getByLabel('Email').fill(people[who])
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
