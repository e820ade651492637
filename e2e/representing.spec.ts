import { expect, expectAccessible, test } from './fixtures.ts'
import { emailTo } from './emails.ts'

const at = '/institutions/andes-observatory'

test('a representative keeps the profile; the public page shows it at once, and hides it on request', async ({
  as,
  page: visitor,
}) => {
  const { page } = await as('lucia')
  await page.goto(at)
  await page.getByRole('link', { name: 'Edit profile' }).click()
  await expectAccessible(page)
  await page.getByLabel('ROR ID').fill('02mhbdp95')
  await page.getByLabel('About').fill('كلمات من اليمين إلى اليسار\n\nAnd words from the left, by O’Higgins.')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'problem' })).toContainText('not a valid ROR ID')
  await expect(page.getByLabel('About')).toHaveValue(/O’Higgins/)
  await page.getByLabel('ROR ID').fill('https://ror.org/02mhbdp94')
  const other = await page.context().newPage()
  await other.goto(`${at}/profile`)
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await visitor.goto('/members/andes-observatory')
  await expect(visitor.getByText('O’Higgins')).toBeVisible()
  await expect(visitor.getByRole('link', { name: 'ror.org/02mhbdp94' })).toBeVisible()

  await other.getByLabel('City').fill('Cusco')
  await other.getByRole('button', { name: 'Save profile' }).click()
  await expect(other.getByText('Someone else saved the profile in the meantime').first()).toBeVisible()
  await expect(other.getByLabel('City')).toHaveValue('Cusco')

  await page.goto(`${at}/profile`)
  await page.getByLabel('Show the institution in the public directory').uncheck()
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  expect((await visitor.goto('/members/andes-observatory'))?.status()).toBe(404)
  const jonas = await as('jonas')
  expect((await jonas.page.goto(`${at}/profile`))?.status()).toBe(404)
})

test('a pasted list is invited line by line, and what could not be comes back', async ({ as }) => {
  const { page } = await as('lucia')
  await page.goto(`${at}/invite`)
  await expectAccessible(page)
  await page
    .getByLabel('People')
    .fill(
      'Inés Paredes <ines@andes.example>\nnobody\nJulio; julio@andes.example; editor\nInés <INES@andes.example>',
    )
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByText('2 people are invited.')).toBeVisible()
  await expect(page.getByRole('row', { name: /nobody/ })).toContainText('No email address found')
  await expect(page.getByRole('row', { name: /INES/ })).toContainText(
    'The same address is in an earlier line.',
  )
  await expect(page.getByLabel('People')).toHaveValue('nobody\nInés <INES@andes.example>')
  await expectAccessible(page)
  await emailTo(page, 'julio@andes.example', /^Invitation to the alliance portal/)
})

test('the primary representation is handed over by keyboard on a phone; both sides are told', async ({
  as,
  browser,
  baseURL,
}) => {
  const { page } = await as('lucia')
  await page.goto(at)
  await expect(page.getByText('There is nobody to hand over to yet.')).toBeVisible()
  const letter = await emailTo(page, 'julio@andes.example', /^Invitation to the alliance portal/)
  const julio = await (await browser.newContext({ baseURL })).newPage()
  await julio.goto(letter.url)
  await julio.getByLabel('Choose a password').fill('written-together')
  await julio.getByRole('button', { name: 'Create account and join' }).click()
  await julio.waitForURL(/\/my-work$/)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(at)
  await page.getByLabel('Successor').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Julio is now primary representative.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send invitation' })).toBeHidden()
  await julio.goto(at)
  await expect(julio.getByRole('button', { name: 'Send invitation' })).toBeVisible()
  expect((await emailTo(page, 'julio@andes.example', /^You are now primary representative/)).text).toContain(
    'Lucía Quispe',
  )
  await emailTo(page, 'lucia@andes-observatory.example', /^Handover completed/)
  // Back as it was: other journeys begin with her.
  await julio.getByLabel('Successor').selectOption({ label: 'Lucía Quispe' })
  await julio.getByRole('button', { name: 'Hand over' }).click()
  await expect(julio.getByText('Lucía Quispe is now primary representative.').first()).toBeVisible()
})

test('everyone says what to be told by letter, and how soon', async ({ as }) => {
  const { page } = await as('jonas')
  await page.goto('/account')
  await page.getByRole('link', { name: 'Email preferences' }).click()
  await expectAccessible(page)
  const news = page.getByRole('group', { name: 'New members of the alliance' })
  await news.getByLabel('Daily digest').check()
  await page.getByRole('button', { name: 'Save preferences' }).click()
  await expect(page.getByText('Your email preferences are saved.')).toBeVisible()
  await page.reload()
  await expect(news.getByLabel('Daily digest')).toBeChecked()
  await expect(page.getByRole('group', { name: /Applications/ })).toBeHidden()
})
