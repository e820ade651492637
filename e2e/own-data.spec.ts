import { strFromU8, unzipSync } from 'fflate'
import { chapters, expect, expectAccessible, openChapter, password, test } from './fixtures.ts'
import { emailTo } from './emails.ts'

test('a person takes out what is held about them and has themselves erased; the open editor closes, the text stays', async ({
  as,
  browser,
  baseURL,
}) => {
  const jonas = await as('jonas')
  await jonas.page.goto('/institutions/havel-institute/invite')
  await jonas.page.getByLabel('People').fill('Odile Kern <odile@havel-institute.example>; editor')
  await jonas.page.getByRole('button', { name: 'Send invitations' }).click()
  const { url } = await emailTo(jonas.page, 'odile@havel-institute.example', /^Invitation/)
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('Choose a password').fill(password)
  await page.getByRole('button', { name: 'Create account and join' }).click()
  await page.waitForURL(/\/my-work$/)
  const editor = await context.newPage()
  const text = await openChapter(editor, chapters.mandates)
  await text.click()
  await editor.keyboard.press('Control+End')
  await editor.keyboard.type(' Odile was here.')
  await expect(editor.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved')

  const file = await page.request.get('/account/data')
  expect(file.headers()['content-disposition']).toContain('attachment; filename="about-me.zip"')
  expect(file.headers()['cache-control']).toBe('private, no-store')
  const held = JSON.parse(strFromU8(unzipSync(new Uint8Array(await file.body()))['data.json']!)) as {
    email: string
    affiliations: { institution: string }[]
  }
  expect(held.email).toBe('odile@havel-institute.example')
  expect(held.affiliations[0]!.institution).toBe('Havel Institute for Peace Operations')

  await page.goto('/account')
  await page.getByRole('link', { name: 'Delete my account' }).click()
  await expectAccessible(page)
  await page.getByLabel('“Former member”').check()
  await page.getByLabel('Your password').fill('something-else')
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'This password is not correct.' })).toBeVisible()
  await expect(page.getByLabel('“Former member”')).toBeChecked()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await page.waitForURL(`${baseURL}/`)
  await expect(
    editor.getByText(/Your access to this chapter has changed|Your session has ended/),
  ).toBeVisible()

  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('odile@havel-institute.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expect(page).toHaveURL(/sign-in/)
  const read = await openChapter(jonas.page, chapters.mandates)
  await expect(read).toContainText('Odile was here.')
  await jonas.page.goto('/institutions/havel-institute')
  await expect(jonas.page.getByRole('main').getByText('Odile Kern')).toHaveCount(0)
})

test('who represents an institution alone is told to hand over first', async ({ as }) => {
  const { page } = await as('lucia')
  await page.goto('/account/delete')
  await page.getByLabel('“Former member”').check()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: 'You are the only primary representative of Andes Observatory' }),
  ).toBeVisible()
})
