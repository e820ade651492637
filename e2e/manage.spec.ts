import { expect, expectAccessible, test } from './fixtures.ts'

const pages = [
  '/manage',
  '/manage/people',
  '/manage/institutions',
  '/manage/settings',
  '/manage/audit-log',
  '/manage/background-jobs',
  '/manage/pages',
]

test('axe finds nothing serious on the coordinators’ pages, none is wider than a phone, and nobody else finds one', async ({
  as,
}) => {
  const { page } = await as('marta')
  for (const path of pages) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    await expect(page.locator('h1')).toHaveCount(1)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
  }
  const jonas = await as('jonas')
  for (const path of [...pages, '/manage/people.csv', '/manage/institutions.csv'])
    expect((await jonas.page.request.get(path)).status(), path).toBe(404)
})

test('the lists are searched, and saved as files that hold no formula and are kept by no cache', async ({
  as,
}) => {
  const { page } = await as('marta')
  await page.goto('/manage')
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await page.getByLabel('Name or full email address').fill('lucía')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('row', { name: /Lucía Quispe/ })).toContainText(
    'lucia@andes-observatory.example',
  )

  const lucia = await as('lucia')
  await lucia.page.goto('/account/profile')
  await lucia.page.getByLabel('Display name').fill('=HYPERLINK("http://evil.example")')
  await lucia.page.getByRole('button', { name: 'Save profile' }).click()
  await expect(lucia.page.getByText('Profile saved.')).toBeVisible()
  const file = await page.request.get('/manage/people.csv')
  expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.headers()['content-disposition']).toContain('attachment; filename="people.csv"')
  expect(file.headers()['cache-control']).toBe('private, no-store')
  expect(await file.text()).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  await page.goto('/manage/institutions?status=suspended')
  await expect(page.getByText('No results match your search.')).toBeVisible()
})

test('settings are checked, saved, and stand in the trail with what they were', async ({ as }) => {
  const { page } = await as('marta')
  await page.goto('/manage/settings')
  const other = await page.context().newPage()
  await other.goto('/manage/settings')
  await page.getByLabel('Days to decide on an application').fill('two')
  await page.getByRole('button', { name: 'Save settings' }).click()
  const wrong = page.getByRole('alert').filter({ hasText: 'problem' })
  await expect(wrong).toContainText('Enter a whole number from 7 to 365.')
  await wrong.getByRole('link').click()
  await expect(page.getByLabel('Days to decide on an application')).toBeFocused()
  // A step in history would be another page to the router, and the message gone a moment later.
  await expect(page).toHaveURL(/\/manage\/settings$/)
  await expect(wrong).toBeVisible()
  await page.getByLabel('Days to decide on an application').fill('30')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Settings saved.')).toBeVisible()

  await other.getByLabel('Days to appeal a decision').fill('14')
  await other.getByRole('button', { name: 'Save settings' }).click()
  await expect(other.getByText('Someone else saved the settings in the meantime').first()).toBeVisible()
  await expect(other.getByLabel('Days to appeal a decision')).toHaveValue('14')

  await page.goto('/manage/audit-log?what=alliance_settings&who=marta')
  const entry = page.getByRole('row', { name: /changed the alliance settings/ }).first()
  await expect(entry).toContainText('Marta Oliveira')
  await expect(entry).toContainText('Days to decide on an application')
  await expect(entry).toContainText('42 → 30')
  await page.goto('/account/activity')
  await expect(page.getByRole('row', { name: /changed the alliance settings/ }).first()).toBeVisible()
  await page.goto('/join')
  await expect(page.getByText('within 30 days.').first()).toBeVisible()
})

test('what runs by itself has run, and runs again when asked', async ({ as }) => {
  const { page } = await as('marta')
  await page.goto('/manage/background-jobs')
  const row = page.getByRole('row', { name: /Application deadlines/ })
  await expect(row).toContainText('Succeeded')
  await row.getByRole('button', { name: 'Run now: Application deadlines' }).click()
  await expect(page.getByText('The job starts within 30 seconds.')).toBeVisible()
})
