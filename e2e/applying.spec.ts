import type { Browser } from '@playwright/test'
import { begin, fillInstitution, fillRest, pdf, sendUntilTaken } from './application-form.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { emailTo } from './emails.ts'

async function device(browser: Browser, baseURL: string | undefined, options = {}) {
  const context = await browser.newContext({ baseURL, ...options })
  return { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() }
}

test('an institution applies without an account, goes on with it on another device, and is told what happens next', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = 'fatoumata@voix-du-fleuve.example'
  await begin(page, email)
  await expectAccessible(page)
  await fillInstitution(page, 'Les Voix d’à côté')
  await expectAccessible(page)
  await fillRest(page, 'O’Fatoumata')

  await page.getByLabel('Add a document').setInputFiles({
    name: 'statuts.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('<html><script>alert(1)</script></html>'),
  })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByText('its content is not PDF').first()).toBeVisible()
  await page
    .getByLabel('Add a document')
    .setInputFiles({ name: 'Règles d’été.pdf', mimeType: 'application/pdf', buffer: pdf })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByRole('link', { name: 'Règles d’été.pdf' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Continue' }).click()

  await expect(page.getByText('Confirm the address')).toBeVisible()
  await expect(page.getByText('Les Voix d’à côté')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Submit application' }).click()
  await expect(page.getByText('Something is still missing').first()).toBeVisible()

  const { url } = await emailTo(page, email, 'Your application to join the alliance')
  await using phone = await device(browser, baseURL, { viewport: { width: 390, height: 844 } })
  await phone.page.goto(url)
  await phone.page.getByRole('button', { name: 'Open application' }).click()
  await expect(phone.page.getByRole('heading', { level: 1, name: 'Check and submit' })).toBeVisible()
  await expect(phone.page.getByText('Confirm the address')).toBeHidden()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Submit application' }).click()
  await expect(phone.page.getByRole('heading', { level: 1, name: /^Application \d+$/ })).toBeVisible()
  await expect(phone.page.getByText('decide by')).toBeVisible()
  await expectAccessible(phone.page)
  const received = await emailTo(page, email, /^We received application \d+$/)
  expect(received.text).toContain('Dear O’Fatoumata')
  expect(received.url).toMatch(new RegExp(`^${baseURL}/application/open/[0-9a-f]{48}$`))

  // The first device holds the same application, and a draft is no longer there to be changed.
  await page.goto('/join/apply/work')
  await expect(page).toHaveURL(/\/application$/)
  await page.getByLabel('Write to the coordinators').fill('Our director is away in June.')
  await page.getByRole('button', { name: 'Send message' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Our director is away in June.' })).toBeVisible()

  await page.getByRole('link', { name: 'Withdraw application' }).click()
  await page.getByRole('button', { name: 'Withdraw application' }).click()
  await expect(page.getByText('You withdrew the application on')).toBeVisible()
  await emailTo(page, email, 'Your application is withdrawn')
})

test('the whole form works without scripts, on a phone, with names from right to left', async ({
  browser,
  baseURL,
}) => {
  await using plain = await device(browser, baseURL, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  const { page } = plain
  await page.goto('/join/apply')
  await page.getByLabel('Email address of the focal person').fill('Huda+gapo@Majlis.example')
  // What is sent at once was sent by a program; the address is kept. A slow machine is never so quick.
  await page
    .locator('[name="shown"]')
    .evaluate((field: HTMLInputElement) => (field.value = String(Date.now() + 3_000)))
  await page.getByRole('button', { name: 'Start application' }).click()
  await expect(page.getByText('The application could not be started')).toBeVisible()
  await expect(page.getByLabel('Email address of the focal person')).toHaveValue('Huda+gapo@Majlis.example')
  await sendUntilTaken(page)
  await expect(page.getByText('to continue it to huda+gapo@majlis.example')).toBeVisible()
  await fillInstitution(page, 'مجلس الأنهار للحوار')
  await fillRest(page, 'هدى')
  await page
    .getByLabel('Add a document')
    .setInputFiles({ name: 'النظام.pdf', mimeType: 'application/pdf', buffer: pdf })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByRole('link', { name: 'النظام.pdf' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No documents yet.')).toBeVisible()
  await page.getByRole('link', { name: 'Continue' }).click()
  await expect(page.getByText('مجلس الأنهار للحوار')).toBeVisible()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(390)
})

test('each fault is told at its field, and everything typed stays', async ({ page, request, baseURL }) => {
  await begin(page, 'faults@reading-room.example')
  await page.getByLabel('Legal name').fill('Reading Room <script>alert(1)</script>')
  await page.getByLabel('Website').fill('reading-room')
  await page.getByLabel('ROR ID').fill('02mhbdp95')
  await page.getByLabel('Acronym').fill('A'.repeat(30))
  await page.getByLabel('Swahili').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'problem' })
  await expect(summary).toContainText('Enter the full address')
  await expect(summary).toContainText('not a valid ROR ID')
  await expect(summary).toContainText('Use at most 20 characters')
  await expect(page.getByLabel('Legal name')).toHaveValue('Reading Room <script>alert(1)</script>')
  await expect(page.getByLabel('Swahili')).toBeChecked()
  await expectAccessible(page)

  const cookie = (await page.context().cookies()).find(({ name }) => name === 'gapo-application')!
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const answer = await request.post('/join/apply/papers', {
    headers: { Cookie: `gapo-application=${cookie.value}`, Origin: baseURL! },
    multipart: {
      file: { name: 'big.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(50 * 1024 * 1024) },
    },
  })
  expect(answer.status()).toBe(413)
  expect(await answer.text()).toContain('This file is too large; the limit is 10 MB')
  expect(answer.headers()['cache-control']).toBe('private, no-store')
})

test('a link that was mistyped or is too old says so, and opens nothing', async ({ page }) => {
  for (const token of ['0'.repeat(48), 'not-a-link', '%27or%271']) {
    const answer = await page.goto(`/application/open/${token}`)
    expect(answer?.status()).toBe(410)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is no longer valid')
  }
  await page.goto('/application')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No application in this browser')
  const paper = await page.request.get('/application/papers/40000000-0000-4000-8000-000000000001')
  expect(paper.status()).toBe(404)
})
