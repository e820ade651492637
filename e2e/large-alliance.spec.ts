import { Database } from './faults/database.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('in an alliance of more than a hundred, authors are looked for by keyboard; what was typed and chosen stays', async ({
  as,
  portal,
}) => {
  const stations = Array.from({ length: 101 }, (_, n) => ({
    slug: `river-station-${n}`,
    name: `River Station ${n}`,
    kind: 'research',
    country: 'KE',
  }))
  const far = { slug: 'zephyr', name: 'Zephyr Archive of Ceasefires', kind: 'research', country: 'CV' }
  await Database.of(portal).request('institutions', 'POST', [...stations, far])

  const { page } = await as('jonas')
  await page.goto('/compendia')
  await page.getByRole('link', { name: 'Create a compendium' }).first().click()
  const authors = page.getByRole('group', { name: 'Author institutions' })
  const zephyr = authors.getByRole('checkbox', { name: far.name })
  const seventh = authors.getByRole('checkbox', { name: 'River Station 7', exact: true })
  await expect(authors.getByText('Not all institutions are listed here')).toBeVisible()
  await expect(zephyr).toHaveCount(0)
  await page.getByLabel('Title').fill('What the river carried')
  await seventh.check()
  await expectAccessible(page)

  await authors.getByRole('searchbox', { name: 'Find an institution' }).fill('ceasefires')
  await page.keyboard.press('Enter')
  await zephyr.check()
  await expect(seventh).toBeChecked()
  await expect(authors.getByRole('checkbox', { name: 'River Station 8', exact: true })).toHaveCount(0)
  await expect(authors.getByRole('status').filter({ hasText: '2 selected' })).toBeVisible()
  await authors.getByRole('searchbox').fill('nowhere at all')
  await authors.getByRole('button', { name: 'Search' }).click()
  await expect(authors.getByText('No institution matches “nowhere at all”.')).toBeVisible()
  await expect(zephyr).toBeChecked()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)

  await page.getByLabel('Title').press('Enter')
  await page.waitForURL(/\/compendia\/what-the-river-carried$/)
  await page.goto('/compendia/what-the-river-carried/settings')
  await expect(zephyr).toBeChecked()
  await expect(seventh).toBeChecked()
})
