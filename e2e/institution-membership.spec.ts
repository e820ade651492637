import { chapters, expect, expectAccessible, openChapter, saveState, test } from './fixtures.ts'

test('who belongs to an institution that is suspended stops writing at once, and goes on when it is taken back', async ({
  as,
}) => {
  const marta = await as('marta')
  const lucia = await as('lucia')
  await marta.page.goto(`/chapters/${chapters.police}/access?q=Quispe`)
  await marta.page.getByRole('button', { name: 'Give access to Lucía Quispe' }).click()
  await expect(marta.page.getByText('Access given.')).toBeVisible()
  await openChapter(lucia.page, chapters.police)
  await expect(saveState(lucia.page)).toHaveAttribute('data-save-state', 'saved')

  await marta.page.goto('/manage/institutions/andes-observatory')
  await expectAccessible(marta.page)
  await marta.page.getByLabel('Suspended').check()
  await marta.page.getByRole('button', { name: 'Change status' }).click()
  await expect(marta.page.getByRole('alert').filter({ hasText: 'Enter a reason.' })).toBeVisible()
  await expect(marta.page.getByLabel('Suspended')).toBeChecked()
  await marta.page.getByLabel('Reason').fill('No report for two years.')
  await marta.page.getByRole('button', { name: 'Change status' }).click()
  await expect(marta.page.getByText('Status changed.')).toBeVisible()
  await expect(lucia.page.getByText('Your access to this chapter has changed')).toBeVisible()
  expect((await lucia.page.goto('/institutions'))?.status()).toBe(403)

  await marta.page.getByLabel('Active').check()
  await marta.page.getByLabel('Reason').fill('The report has come.')
  await marta.page.getByRole('button', { name: 'Change status' }).click()
  await expect(marta.page.getByRole('listitem').filter({ hasText: 'The report has come.' })).toBeVisible()
  await openChapter(lucia.page, chapters.police)
  await marta.page.goto(`/chapters/${chapters.police}/access`)
  await marta.page.getByRole('button', { name: 'Remove the access of Lucía Quispe' }).click()
  await expect(marta.page.getByText('Access removed.')).toBeVisible()
})

test('two institutions become one after a look at what goes along; the old address leads on', async ({
  as,
}) => {
  const { page } = await as('marta')
  const ravi = await as('ravi')
  await page.goto('/manage/institutions/delhi-seminar')
  await page.getByLabel('Find the institution to merge into').fill('observat')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('radio', { name: 'Andes Observatory on Missions' }).check({ force: true })
  await page.getByRole('button', { name: 'Preview the merge' }).click()
  await expect(page.getByRole('heading', { name: /^Merge .+ into .+\?$/ })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: /^(one person|\d+ people)$/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Reason').fill('One faculty since January.')
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(page).toHaveURL(/\/manage\/institutions\/andes-observatory$/)

  const old = await ravi.page.request.get('/institutions/delhi-seminar', { maxRedirects: 0 })
  expect(old.status()).toBe(301)
  expect(old.headers()['location']).toBe('/institutions/andes-observatory')
  await ravi.page.goto('/institutions/delhi-seminar')
  await expect(ravi.page).toHaveURL(/\/institutions\/andes-observatory$/)
  await expect(ravi.page.getByRole('main').getByRole('link', { name: 'Ravi Menon' })).toBeVisible()
})

test('nobody but coordinators finds the page', async ({ as }) => {
  const { page } = await as('jonas')
  expect((await page.goto('/manage/institutions/andes-observatory'))?.status()).toBe(404)
})
