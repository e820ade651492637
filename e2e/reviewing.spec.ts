import { expect, expectAccessible, test } from './fixtures.ts'
import { emailTo } from './emails.ts'
import type { BrowserContext, Page } from '@playwright/test'

test.describe.configure({ mode: 'serial' })

const cedar = 'The Cedar House for Policy Studies'
const at = '/manage/applications/36'
const applicantsAddress = 'layla@cedar-house-studies.example'

/** Moves the focus by Tab alone until it stands on what is asked for. */
async function tabTo(page: Page, name: RegExp, role: 'link' | 'button' | 'textbox' | 'radio') {
  const wanted = page.getByRole(role, { name }).first()
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`no way by keyboard to ${role} ${name}`)
}

/** Opens the application by the link in the newest letter to its applicant. */
async function openAsApplicant(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const { url } = await emailTo(page, applicantsAddress, /A question about application 36/)
  await page.goto(url)
  await page.getByRole('button', { name: 'Open application' }).click()
  await expect(page.getByRole('heading', { name: 'Application 36' })).toBeVisible()
  return page
}

let applicant: Page

test('by keyboard alone a coordinator finds a case and asks for information; the applicant answers', async ({
  as,
  browser,
  baseURL,
}) => {
  const { page } = await as('greta')
  await page.goto('/my-work')
  await tabTo(page, /^Manage$/, 'link')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Applications|Manage/)
  await page.goto('/manage/applications')
  await expectAccessible(page)
  await tabTo(page, new RegExp(cedar), 'link')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: cedar })).toBeVisible()
  await expect(page.getByText('Possible duplicate')).toBeVisible()
  await expectAccessible(page)

  await tabTo(page, /^Message/, 'radio')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Request for information/ })).toBeChecked()
  await tabTo(page, /^Text/, 'textbox')
  await page.keyboard.type('Are you the house in Beirut, or another one?')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Deadline paused', { exact: true })).toBeVisible()

  applicant = await openAsApplicant(await browser.newContext({ baseURL }))
  await expect(applicant.getByText('Are you the house in Beirut, or another one?')).toBeVisible()
  await applicant.getByLabel('Your answer').fill('Another one: two of us worked there until 2024.')
  await applicant.getByRole('button', { name: 'Send answer' }).click()
  await expect(applicant.getByText('The deadline for the decision is running again').first()).toBeVisible()
  await page.reload()
  await expect(page.getByText('Another one: two of us worked there until 2024.')).toBeVisible()
  await expect(page.getByText('Deadline paused', { exact: true })).toBeHidden()
})

test('a note is seen by the other coordinators, and never by the applicant', async ({ as }) => {
  const { page } = await as('greta')
  await page.goto(at)
  await page.getByLabel('Note for the other coordinators').fill('I would wait for their second paper.')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByText('Your note is saved.').first()).toBeVisible()
  const { page: other } = await as('yonas')
  await other.goto(at)
  await expect(other.getByText('I would wait for their second paper.')).toBeVisible()
  await applicant.reload()
  await expect(applicant.getByRole('heading', { name: 'Application 36' })).toBeVisible()
  await expect(applicant.getByText('second paper')).toBeHidden()
})

test('three institutions recommend a decline, one coordinator decides with a reason, and the other learns of it', async ({
  as,
}) => {
  for (const who of ['greta', 'marta'] as const) {
    const { page } = await as(who)
    await page.goto(at)
    await recommend(page, 'Decline', 'Too young to judge.')
    await expect(page.getByRole('heading', { name: 'Decision' })).toBeVisible()
  }
  const { page } = await as('yonas')
  await page.goto(at)
  await expect(
    page.getByText('One more coordinating institution has to give its recommendation').first(),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: 'Decline…' })).toBeHidden()
  await recommend(page, 'Decline', 'Two papers are a beginning.')
  await page.getByRole('link', { name: 'Decline…' }).click()
  await expect(page.getByRole('heading', { name: `Decline ${cedar}?` })).toBeVisible()
  await expectAccessible(page)

  const { page: second } = await as('marta')
  await second.goto(`${at}?deciding=decline`)
  await second.getByLabel('Reason', { exact: true }).fill('Come back in a year.')

  await page.getByRole('button', { name: `Decline ${cedar}` }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Enter a text.')
  await page
    .getByLabel('Reason', { exact: true })
    .fill('Two papers are a beginning; apply again with the next two.')
  await page.getByRole('button', { name: `Decline ${cedar}` }).click()
  await expect(page.getByText(/Declined on/)).toBeVisible()

  await second.getByRole('button', { name: `Decline ${cedar}` }).click()
  await expect(second.getByRole('main').getByRole('alert')).toContainText(
    'In the meantime Yonas Tadesse declined this application',
  )
  await expect(second.getByText('Come back in a year.')).toBeVisible()
})

test('the applicant reads the reason and appeals once; the case is open again, on a phone too', async ({
  as,
}) => {
  await applicant.goto('/application')
  await expect(
    applicant.getByText('Two papers are a beginning; apply again with the next two.'),
  ).toBeVisible()
  await applicant.getByLabel('Appeal').fill('The third and fourth paper came out last week.')
  await applicant.getByRole('button', { name: 'Send appeal' }).click()
  await expect(applicant.getByText('Appeal sent to the coordinators.').first()).toBeVisible()

  const { page } = await as('yonas')
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/manage/applications?q=cedar')
  await expect(page.getByText('Lebanon · appeal')).toBeVisible()
  await page.getByRole('link', { name: new RegExp(cedar) }).click()
  await expect(page.getByText('Second round, after an appeal')).toBeVisible()
  await expect(page.getByText('The third and fourth paper came out last week.')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
  await expectAccessible(page)
})

async function recommend(page: Page, verdict: string, reasons: string) {
  await page.getByRole('radio', { name: verdict, exact: true }).check()
  await page.getByLabel('Reasons').fill(reasons)
  await page.getByRole('button', { name: 'Save recommendation' }).click()
  await expect(page.getByText('Your recommendation is saved.').first()).toBeVisible()
}
