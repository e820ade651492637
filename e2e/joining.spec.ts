import type { Page } from '@playwright/test'
import { begin, fillInstitution, fillRest, pdf } from './application-form.ts'
import { chapters, expect, openChapter, password, saveState, test } from './fixtures.ts'
import { emailTo } from './emails.ts'

const name = 'Radio des Trois Rives'
const email = 'assitan@trois-rives.example'

/** Follows an invitation from its letter: a new account, signed in. */
async function join(page: Page, url: string, as: string) {
  await page.goto(url)
  await page.getByLabel('Your name').fill(as)
  await page.getByLabel('Choose a password').fill(password)
  await page.getByRole('button', { name: 'Create account and join' }).click()
  await page.waitForURL(/\/my-work$/)
}

test('an institution from Bamako applies, answers a query, is accepted by three, invites two colleagues and writes, on one day', async ({
  page: applicant,
  browser,
  baseURL,
  as,
}) => {
  await begin(applicant, email)
  await fillInstitution(applicant, name)
  await fillRest(applicant, 'Assitan Coulibaly')
  await applicant
    .getByLabel('Add a document')
    .setInputFiles({ name: 'statuts.pdf', mimeType: 'application/pdf', buffer: pdf })
  await applicant.getByRole('button', { name: 'Upload' }).click()
  await expect(applicant.getByRole('link', { name: 'statuts.pdf' })).toBeVisible()
  await applicant.goto((await emailTo(applicant, email, 'Your application to join the alliance')).url)
  await applicant.getByRole('button', { name: 'Open application' }).click()
  await applicant.getByRole('button', { name: 'Submit application' }).click()
  await expect(applicant.getByRole('heading', { level: 1, name: /^Application \d+$/ })).toBeVisible()
  const number = /\d+/.exec((await applicant.getByRole('heading', { level: 1 }).textContent())!)![0]
  const at = `/manage/applications/${number}`

  const greta = (await as('greta')).page
  await greta.goto('/manage/applications?q=rives')
  await greta.getByRole('link', { name }).click()
  await greta.getByRole('radio', { name: /Request for information/ }).check()
  await greta.getByRole('textbox', { name: /^Text/ }).fill('Who pays for the transmitter?')
  await greta.keyboard.press('Tab')
  await greta.keyboard.press('Enter')
  await expect(greta.getByText('Deadline paused', { exact: true })).toBeVisible()

  const query = await emailTo(applicant, email, `A question about application ${number}`)
  expect(query.text).toContain('Who pays for the transmitter?')
  await applicant.reload()
  await applicant.getByLabel('Your answer').fill('The listeners, and the town of Ségou.')
  await applicant.getByRole('button', { name: 'Send answer' }).click()
  await expect(applicant.getByText('The deadline for the decision is running again').first()).toBeVisible()

  for (const who of ['greta', 'marta', 'yonas'] as const) {
    const { page } = await as(who)
    await page.goto(at)
    await page.getByRole('radio', { name: 'Accept', exact: true }).check()
    await page.getByLabel('Reasons').fill('They are heard where nobody else is.')
    await page.getByRole('button', { name: 'Save recommendation' }).click()
    await expect(page.getByText('Your recommendation is saved.').first()).toBeVisible()
    if (who !== 'yonas') continue
    await page.getByRole('link', { name: 'Accept…' }).click()
    await page.getByRole('button', { name: `Accept ${name}` }).click()
    await expect(page.getByText(/Accepted on/)).toBeVisible()
  }

  await applicant.reload()
  await expect(
    applicant.getByText('Welcome. The email with the decision contains your invitation'),
  ).toBeVisible()
  const accepted = await emailTo(applicant, email, `Welcome to the alliance: ${name}`)
  await join(applicant, accepted.url, 'Assitan Coulibaly')
  const used = await applicant.request.get(accepted.url)
  expect(used.status()).toBe(410)

  await applicant.goto('/institutions/radio-des-trois-rives')
  for (const [colleague, address] of [
    ['Bakary', 'bakary+radio@trois-rives.example'],
    ['Ramata N’Diaye', 'ramata@trois-rives.example'],
  ] as const) {
    await applicant.getByLabel('Name', { exact: true }).fill(colleague)
    await applicant.getByLabel('Email address', { exact: true }).fill(address)
    await applicant.getByRole('button', { name: 'Send invitation' }).click()
    await expect(applicant.getByText(`Invitation sent to ${address}.`).first()).toBeVisible()
  }
  const bakary = await (await browser.newContext({ baseURL })).newPage()
  const ramata = await (await browser.newContext({ baseURL })).newPage()
  const subject = `Invitation to the alliance portal: ${name}`
  await join(bakary, (await emailTo(bakary, 'bakary+radio@trois-rives.example', subject)).url, 'Bakary')
  await join(ramata, (await emailTo(ramata, 'ramata@trois-rives.example', subject)).url, 'Ramata N’Diaye')

  const marta = (await as('marta')).page
  await marta.goto(`/chapters/${chapters.police}/access?q=Rives`)
  await marta.getByRole('button', { name: `Give access to ${name}` }).click()
  await expect(marta.getByText('Access given.')).toBeVisible()
  const hers = await openChapter(ramata, chapters.police)
  const his = await openChapter(bakary, chapters.police)
  await hers.click()
  await ramata.keyboard.press('Control+End')
  await ramata.keyboard.type(' Heard along three rivers.')
  await expect(his).toContainText('Heard along three rivers.')
  await expect(saveState(ramata)).toHaveAttribute('data-save-state', 'saved')
  await marta.goto('/members?q=rives')
  await expect(marta.getByText('No members match your search.')).toBeVisible()
})
