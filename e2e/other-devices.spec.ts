import { chapters, expect, openChapter, password, saveState, test } from './fixtures.ts'

test('who signs out everywhere else stops writing there at once, loses nothing, and goes on after signing in on the spot', async ({
  as,
}) => {
  const here = await as('jonas')
  const there = await as('jonas')
  const amina = await as('amina')
  const tab = await here.context.newPage()
  const mine = await openChapter(tab, chapters.mandates)
  const his = await openChapter(there.page, chapters.mandates)
  const hers = await openChapter(amina.page, chapters.mandates)
  await his.click()
  await there.page.keyboard.press('Control+End')
  await there.page.keyboard.type(' Written on the lost laptop.')
  await expect(hers).toContainText('Written on the lost laptop.')
  await expect(saveState(there.page)).toHaveAttribute('data-save-state', 'saved')

  await here.page.goto('/account')
  await here.page.getByRole('button', { name: 'Sign out of other devices' }).click()
  await expect(here.page.getByText('You are signed out of your other devices.')).toBeVisible()
  await expect(there.page.getByText('Your session has ended')).toBeVisible()

  await his.click()
  await there.page.keyboard.press('Control+End')
  await there.page.keyboard.type(' Kept for later.')
  await expect(his).toContainText('Kept for later.')
  await expect(saveState(there.page)).toContainText('on this device')
  await mine.click()
  await tab.keyboard.press('Control+Home')
  await tab.keyboard.type('The desk goes on. ')
  await expect(hers).toContainText('The desk goes on.')
  await expect(saveState(tab)).toHaveAttribute('data-save-state', 'saved')
  await amina.page.reload()
  await expect(hers).toContainText('The desk goes on.')
  await expect(hers).toContainText('Written on the lost laptop.')
  await expect(hers).not.toContainText('Kept for later.')
  await expect(mine).not.toContainText('Kept for later.')
  await expect(his).not.toContainText('The desk goes on.')

  await there.page.getByRole('button', { name: 'Sign in again' }).click()
  const dialog = there.page.getByRole('dialog')
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  for (const text of [his, hers, mine]) {
    await expect(text).toContainText('Kept for later.')
    await expect(text).toContainText('The desk goes on.')
  }
  await expect(saveState(there.page)).toHaveAttribute('data-save-state', 'saved')
  await expect(there.page.getByText('Your session has ended')).toBeHidden()
})
