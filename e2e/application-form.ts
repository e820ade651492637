import { expect, type Page } from '@playwright/test'

/** A small real PDF. */
export const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
)

/** Begins an application as somebody who reads the form before sending it. */
export async function begin(page: Page, email: string) {
  await page.goto('/join/apply')
  await page.getByLabel('Email address of the focal person').fill(email)
  await sendUntilTaken(page)
}

/** Sends the form with the address; one that is sent right after it was shown is refused, and sent once more. */
export async function sendUntilTaken(page: Page) {
  const button = page.getByRole('button', { name: 'Start application' })
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 5_000 })
    await expect(page.getByRole('heading', { level: 1, name: 'Your institution' })).toBeVisible({
      timeout: 2_000,
    })
  }).toPass()
}

/** The first part of the form: who applies. */
export async function fillInstitution(page: Page, name: string) {
  await page.getByLabel('Legal name').fill(name)
  await page.getByLabel('Kind of institution').selectOption('civil society')
  await page.getByLabel('Country of registration').selectOption('ML')
  await page.getByLabel('City').fill('Bamako')
  await page.getByLabel('French').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'What you work on' })).toBeVisible()
}

/** The parts up to the papers. */
export async function fillRest(page: Page, focal: string) {
  await page.getByLabel('Mandate of the institution').fill('Founded in 2009 by teachers and radio people.')
  await page.getByLabel('Work on peace operations').fill('Listening posts in forty villages.')
  await page.getByLabel('Protection of civilians').check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('Name', { exact: true }).first().fill(focal)
  for (const [n, name] of ['Sory Kanté', 'Ngũgĩ'].entries()) {
    const referee = page.getByRole('group', { name: `Referee ${n + 1}` })
    await referee.getByLabel('Name').fill(name)
    await referee.getByLabel('Institution').fill('Sahel Reading Room')
  }
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Declarations' })).toBeVisible()
  for (const question of ['conflict of interest', 'public directory', 'public page'])
    await page.getByRole('group', { name: question }).getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible()
}
