import { strFromU8, unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { begin, fillInstitution, fillRest } from './application-form.ts'
import { expect, expectAccessible, people, test as base } from './fixtures.ts'
import { emailTo } from './emails.ts'
import { startPortalProcess } from './portal.ts'

const secret = 'what-the-mail-server-shows-at-the-door'
const received = '/manage/emails/templates/application-received'
const case36 = '/manage/applications/36'

const test = base.extend({
  portals: [
    async ({}, use) => {
      const portal = await startPortalProcess({ env: { MAIL_WEBHOOK_SECRET: secret } })
      await use({ of: async () => portal })
      await portal.stop()
    },
    { scope: 'worker', timeout: 1_800_000 },
  ],
})
test.describe.configure({ mode: 'serial' })

const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject' })
const body = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save template' })

async function expectNoWider(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}

test('a coordinator words the letter of receipt: what cannot be filled in is refused, shown first, then saved', async ({
  as,
}) => {
  const { page } = await as('marta')
  await page.goto('/manage')
  await page.getByRole('link', { name: 'Email templates' }).click()
  await expectAccessible(page)
  await expect(page.getByRole('row', { name: /Application received/ })).toContainText('standard')
  await page.getByRole('link', { name: 'Application received' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Application received' })).toBeVisible()
  await expectAccessible(page)

  const words = 'Good day.\n\n<b>{{institution}}</b> is with us.\n\nWe answer by '
  await subject(page).fill('We have {{nummer}}')
  await body(page).fill(words)
  await save(page).click()
  const errors = page.getByRole('alert').filter({ hasText: 'problem' })
  await expect(errors).toContainText('{{nummer}} is not a placeholder of this template.')
  await expect(errors).toContainText('The text must contain {{due}}')
  await expect(subject(page)).toHaveValue('We have {{nummer}}')
  await expect(body(page)).toHaveValue(words)
  await expectAccessible(page)

  await subject(page).fill('We have application {{number}}')
  await body(page).press('Control+End')
  await page.getByRole('button', { name: 'Insert {{due}}' }).click()
  await expect(body(page)).toHaveValue(`${words}{{due}}`)
  await page.getByRole('button', { name: 'Preview' }).click()
  const letter = page.getByRole('figure', { name: 'Formatted' })
  await expect(letter.getByRole('heading', { name: 'We have application 41' })).toBeVisible()
  await expect(letter.getByText('<b>Lantern Quay Institute (invented)</b> is with us.')).toBeVisible()
  await expect(letter.getByText('We answer by 23 January 2027')).toBeVisible()
  await expect(body(page)).toHaveValue(`${words}{{due}}`)
  await expectAccessible(page)
  await page.goto('/manage/emails/templates')
  await expect(page.getByRole('row', { name: /Application received/ })).toContainText('standard')

  await page.goto(received)
  await subject(page).fill('We have application {{number}}')
  await body(page).fill(`${words}{{due}}`)
  await save(page).click()
  await expect(page.getByText('New emails use it from now on.').first()).toBeVisible()
  await page.goto('/manage/emails/templates')
  await expect(page.getByRole('row', { name: /Application received/ })).toContainText('Marta Oliveira')
  await page.goto('/manage/audit-log?what=letter_texts')
  await expect(page.getByRole('row', { name: /the email template/ })).toContainText('Application received')
})

test('a new applicant gets these words, and the case shows them without what the link opens', async ({
  page,
  as,
}) => {
  const email = 'sory@reading-room.example'
  await begin(page, email)
  await fillInstitution(page, 'مركز الأنهار')
  await fillRest(page, 'Sory Kanté')
  const { url } = await emailTo(page, email, 'Your application to join the alliance')
  await page.goto(url)
  await page.getByRole('button', { name: 'Open application' }).click()
  await page.getByRole('button', { name: 'Submit application' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Application \d+$/ })).toBeVisible()
  const letter = await emailTo(page, email, /^We have application \d+$/)
  expect(letter.text).toContain('<b>مركز الأنهار</b> is with us.')
  expect(letter.url).toContain('/application/open/')

  const { page: desk } = await as('marta')
  await desk.goto('/manage/applications?sort=newest')
  await desk.getByRole('link', { name: /مركز الأنهار/ }).click()
  const shown = desk.getByRole('group').filter({ hasText: 'We have application' })
  await shown.getByText(/^We have application/).click()
  await expect(shown.getByText('/application/open/…')).toBeVisible()
})

test('of two coordinators who change a text at once the second is told, keeps what they typed, and goes back to the standard', async ({
  as,
}) => {
  const { page: first } = await as('marta')
  const { page: second } = await as('greta')
  await first.goto(received)
  await second.goto(received)
  await body(first).fill('Thank you, {{institution}}. By {{due}}.')
  await save(first).click()
  await expect(first.getByText('New emails use it from now on.').first()).toBeVisible()
  await subject(second).fill('Mine')
  await body(second).fill('Mine, by {{due}}.')
  await save(second).click()
  await expect(second.getByRole('main').getByRole('alert')).toContainText(
    'Marta Oliveira saved this template in the meantime',
  )
  await expect(body(second)).toHaveValue('Mine, by {{due}}.')
  await second.getByText('Version 2').click()
  await expect(second.getByText('Thank you, {{institution}}. By {{due}}.')).toBeVisible()
  await save(second).click()
  await expect(second.getByText('New emails use it from now on.').first()).toBeVisible()

  await second.getByRole('button', { name: 'Reset to the standard text' }).click()
  await expect(second.getByText('The standard text is in use again.').first()).toBeVisible()
  await expect(body(second)).toHaveValue(/^\{\{greeting\}\}\n\nThank you\./)
  await expect(second.getByRole('button', { name: 'Reset to the standard text' })).toBeHidden()
})

test('without scripts the letter is shown before it is saved, and nobody but coordinators finds it', async ({
  as,
  browser,
  baseURL,
}) => {
  const { context } = await as('marta')
  const quiet = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await context.storageState(),
  })
  const page = await quiet.newPage()
  await page.goto('/manage/emails/templates/application-link')
  await body(page).fill('Only this.')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText(/^Only this\.\s+Open the application: /)).toBeVisible()
  await expect(body(page)).toHaveValue('Only this.')
  await expect(page.getByRole('button', { name: /Insert/ })).toHaveCount(0)
  await expectNoWider(page)
  await quiet.close()

  const { page: jonas } = await as('jonas')
  for (const path of [
    '/manage/emails/templates',
    received,
    '/manage/emails/outbox',
    '/manage/emails/templates/nothing',
  ])
    expect((await jonas.request.get(path)).status(), path).toBe(404)
})

const tell = (url: string, body: object, authorization = `Bearer ${secret}`) =>
  fetch(`${url}/mail/bounces`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('a mail server tells that an address takes no letters: the list, the desk and the person themselves say so', async ({
  as,
  portal,
}) => {
  const told = { recipient: people.lucia, kind: 'hard', reason: '550 no such mailbox' }
  expect((await tell(portal.url, told, 'Bearer guessed')).status).toBe(401)
  const { page } = await as('marta')
  await page.goto('/manage')
  await expect(page.getByText('emails to one of them bounce')).toBeHidden()
  expect((await tell(portal.url, told)).status).toBe(204)

  await page.reload()
  await page.getByRole('link', { name: 'emails to one of them bounce' }).click()
  const row = page.getByRole('row', { name: /Lucía Quispe/ })
  await expect(row).toContainText('550 no such mailbox')
  await expect(page.getByRole('row')).toHaveCount(2)
  await expectAccessible(page)

  const { page: own } = await as('lucia')
  await own.goto('/my-work')
  await expect(own.getByText(`An email to ${people.lucia} bounced on`)).toBeVisible()
  await expectAccessible(own)
  const held = unzipSync(new Uint8Array(await (await own.request.get('/account/data')).body()))
  expect(JSON.parse(strFromU8(held['data.json']!))).toMatchObject({
    emailsBounceSince: expect.stringMatching(/^20/) as unknown,
  })
  await own.setViewportSize({ width: 390, height: 844 })
  await own.getByRole('link', { name: 'Check your address' }).click()
  await expect(own.getByText(`An email to ${people.lucia} bounced on`)).toBeVisible()
  await expectNoWider(own)
  await expectAccessible(own)
  await own.getByRole('button', { name: 'Mark address as working' }).click()
  await expect(own.getByText('The address is marked as working.').first()).toBeVisible()
  await expect(own.getByText('bounced on')).toBeHidden()
})

test('a coordinator writes it down by hand, at a letter of a case and at a person, and clears it', async ({
  as,
}) => {
  const { page } = await as('greta')
  await page.goto(case36)
  const letter = page.getByRole('listitem').filter({ hasText: 'layla@cedar-house-studies.example' }).first()
  await letter.locator('summary').first().click()
  await letter.getByText('Mark as bounced…').click()
  await letter.getByLabel('Error message of the mail server').fill('x'.repeat(301))
  await letter.getByRole('button', { name: 'Mark as bounced' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('300')
  await letter.getByLabel('Error message of the mail server').fill('no such mailbox, they say')
  await letter.getByRole('button', { name: 'Mark as bounced' }).click()
  await expect(page.getByText('The email is marked as bounced.').first()).toBeVisible()
  await expect(letter.getByText('bounced: no such mailbox, they say')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/manage/emails/outbox?show=back')
  await expect(page.getByRole('row', { name: /layla@cedar/ })).toContainText('no such mailbox, they say')
  await expectAccessible(page)

  await page.goto('/manage/people?q=ravi')
  await page
    .getByRole('row', { name: /Ravi/ })
    .getByRole('link', { name: /^Mark address as bouncing: Ravi/ })
    .click()
  await expect(page.getByText(`${people.ravi} then gets no notifications`)).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Error message of the mail server').fill('mailbox closed')
  await page.getByRole('button', { name: 'Mark as bouncing' }).click()
  const row = page.getByRole('row', { name: /Ravi/ })
  await expect(row).toContainText('mailbox closed')
  await row.getByRole('button', { name: /^Mark address as working: Ravi/ }).click()
  await expect(row).not.toContainText('mailbox closed')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of [
    '/manage/emails/templates',
    received,
    '/manage/emails/outbox?show=back',
    '/manage/people',
  ]) {
    await page.goto(path)
    await expectNoWider(page)
    await expectAccessible(page)
  }
})
