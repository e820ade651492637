import { expect, expectAccessible, test } from './fixtures.ts'
import { emailTo } from './emails.ts'

const at = '/institutions/andes-observatory'

test('a representative keeps the profile; the public page shows it at once, and hides it on request', async ({
  as,
  page: visitor,
}) => {
  const { page } = await as('lucia')
  await page.goto(at)
  await page.getByRole('link', { name: 'Change the profile' }).click()
  await expectAccessible(page)
  await page.getByLabel('ROR id').fill('02mhbdp95')
  await page.getByLabel('About').fill('كلمات من اليمين إلى اليسار\n\nAnd words from the left, by O’Higgins.')
  await page.getByRole('button', { name: 'Save the profile' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'another look' })).toContainText('check digits')
  await expect(page.getByLabel('About')).toHaveValue(/O’Higgins/)
  await page.getByLabel('ROR id').fill('https://ror.org/02mhbdp94')
  const other = await page.context().newPage()
  await other.goto(`${at}/profile`)
  await page.getByRole('button', { name: 'Save the profile' }).click()
  await expect(page.getByText('The profile is saved.')).toBeVisible()
  await visitor.goto('/members/andes-observatory')
  await expect(visitor.getByText('O’Higgins')).toBeVisible()
  await expect(visitor.getByRole('link', { name: 'ror.org/02mhbdp94' })).toBeVisible()

  await other.getByLabel('City').fill('Cusco')
  await other.getByRole('button', { name: 'Save the profile' }).click()
  await expect(other.getByText('Somebody else saved the profile meanwhile').first()).toBeVisible()
  await expect(other.getByLabel('City')).toHaveValue('Cusco')

  await page.goto(`${at}/profile`)
  await page.getByLabel('Show the institution in the public directory').uncheck()
  await page.getByRole('button', { name: 'Save the profile' }).click()
  await expect(page.getByText('The profile is saved.')).toBeVisible()
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
  await page.getByRole('button', { name: 'Invite them' }).click()
  await expect(page.getByText('2 people are invited.')).toBeVisible()
  await expect(page.getByRole('row', { name: /nobody/ })).toContainText('No e-mail address could be read')
  await expect(page.getByRole('row', { name: /INES/ })).toContainText(
    'The same address stands in an earlier line.',
  )
  await expect(page.getByLabel('People')).toHaveValue('nobody\nInés <INES@andes.example>')
  await expectAccessible(page)
  await emailTo(page, 'julio@andes.example', /^Invitation to the alliance’s portal/)
})

test('the primary representation is handed over by keyboard on a phone; both sides are told', async ({
  as,
  browser,
  baseURL,
}) => {
  const { page } = await as('lucia')
  await page.goto(at)
  await expect(page.getByText('There is nobody yet to hand over to.')).toBeVisible()
  const letter = await emailTo(page, 'julio@andes.example', /^Invitation to the alliance’s portal/)
  const julio = await (await browser.newContext({ baseURL })).newPage()
  await julio.goto(letter.url)
  await julio.getByLabel('Choose a password').fill('written-together')
  await julio.getByRole('button', { name: 'Make the account and join' }).click()
  await julio.waitForURL(/\/my-work$/)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(at)
  await page.getByLabel('Successor').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Julio is primary representative now.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send the invitation' })).toBeHidden()
  await julio.goto(at)
  await expect(julio.getByRole('button', { name: 'Send the invitation' })).toBeVisible()
  expect((await emailTo(page, 'julio@andes.example', /^You represent/)).text).toContain('Lucía Quispe')
  await emailTo(page, 'lucia@andes-observatory.example', /^You handed over/)
  // Back as it was: other journeys begin with her.
  await julio.getByLabel('Successor').selectOption({ label: 'Lucía Quispe' })
  await julio.getByRole('button', { name: 'Hand over' }).click()
  await expect(julio.getByText('Lucía Quispe is primary representative now.').first()).toBeVisible()
})

test('everyone says what to be told by letter, and how soon', async ({ as }) => {
  const { page } = await as('jonas')
  await page.goto('/account')
  await page.getByRole('link', { name: 'Letters to you' }).click()
  await expectAccessible(page)
  const news = page.getByRole('group', { name: 'New members of the alliance' })
  await news.getByLabel('Once a day').check()
  await page.getByRole('button', { name: 'Keep these wishes' }).click()
  await expect(page.getByText('Your wishes are kept.')).toBeVisible()
  await page.reload()
  await expect(news.getByLabel('Once a day')).toBeChecked()
  await expect(page.getByRole('group', { name: /Applications/ })).toBeHidden()
})
