import type { Page } from '@playwright/test'
import { Database } from './faults/database.ts'
import {
  chapters,
  expect,
  expectAccessible,
  openChapter,
  password,
  saveState,
  test,
  type Who,
} from './fixtures.ts'
import { emailTo } from './emails.ts'

const havel = '/institutions/havel-institute'
const petra = '20000000-0000-4000-8000-00000000000d'
/** Days from today on, in UTC as the database counts them. */
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const row = (page: Page, part: string, name: string) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: part, exact: true }) })
    .getByRole('listitem')
    .filter({ hasText: name })

test('a representative plans a role by keyboard on a phone, sees it come, and takes it back', async ({
  as,
}) => {
  const { page } = await as('jonas')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(havel)
  await page.getByRole('link', { name: 'Roles and dates' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Change the role of Petra Vogel' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Petra Vogel, member' })).toBeFocused()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await page.getByLabel('Role', { exact: true }).focus()
  await page.keyboard.type('Editor')
  await page.getByRole('button', { name: 'Plan role' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toContainText('Enter a date such as 2027-03-31')
  await expect(page.getByLabel('Role', { exact: true })).toHaveValue('editor')
  const from = page.getByLabel('From').nth(1)
  // A form that is still under way takes no second Enter.
  const plan = page.getByRole('button', { name: 'Plan role' })
  await expect(plan).not.toHaveAttribute('aria-busy')
  await from.fill(day(0))
  await from.press('Enter')
  await expect(page.getByRole('alert').first()).toContainText('Choose a date after today')
  await expect(from).toHaveValue(day(0))
  await expect(plan).not.toHaveAttribute('aria-busy')
  await from.fill(day(9))
  await from.press('Enter')
  await expect(page.getByText('Petra Vogel will be editor from').first()).toBeVisible()
  await expect(row(page, 'Current', 'Petra Vogel')).toContainText('Member · from')
  await expect(row(page, 'Upcoming', 'Petra Vogel')).toContainText('Editor · from')
  await page.goto(havel)
  await expect(page.getByRole('listitem').filter({ hasText: 'Petra Vogel' })).toHaveCount(2)

  await page.goto(`${havel}/roles`)
  await row(page, 'Upcoming', 'Petra Vogel').getByRole('link', { name: 'Change the role' }).press('Enter')
  await page.getByRole('button', { name: 'Cancel the planned role' }).press('Enter')
  await expect(page.getByText('The planned role of Petra Vogel is cancelled.').first()).toBeVisible()
  await expect(row(page, 'Current', 'Petra Vogel')).toContainText('Member · since')
  await expect(page.getByText('No role is planned.')).toBeVisible()
})

test('days that do not fit get a sentence, what was typed stays, and the last representative stays too', async ({
  as,
}) => {
  const { page } = await as('jonas')
  await page.goto(`${havel}/roles`)
  await page.getByRole('link', { name: 'Change the role of Petra Vogel' }).click()
  const [from, until] = [page.getByLabel('From').first(), page.getByLabel('Until')]
  await from.fill(day(20))
  await until.fill(day(10))
  await page.getByRole('button', { name: 'Save dates' }).click()
  await expect(page.getByRole('alert').first()).toContainText('The end must come after the beginning.')
  await expect(from).toHaveValue(day(20))
  await expect(until).toHaveValue(day(10))
  await from.fill('')
  await page.getByRole('button', { name: 'Save dates' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Enter a date such as 2027-03-31')
  await expectAccessible(page)

  await page.goto(`${havel}/roles`)
  await page.getByRole('link', { name: 'Change the role of Jonas Lindqvist' }).click()
  await page.getByLabel('Until').fill(day(30))
  await page.getByRole('button', { name: 'Save dates' }).click()
  await expect(page.getByRole('alert').first()).toContainText('cannot leave without a successor')
  await expect(page.getByLabel('Until')).toHaveValue(day(30))
})

test('who does not speak for the institution finds no such page, and a form of theirs changes nothing', async ({
  as,
  baseURL,
}) => {
  for (const who of ['amina', 'lucia'] satisfies Who[]) {
    const { page, context } = await as(who)
    expect((await page.goto(`${havel}/roles`))?.status()).toBe(404)
    const form = { intent: 'dates', affiliation: petra, from: day(0), until: day(1) }
    const answer = await context.request.post(`${havel}/roles`, { form, headers: { Origin: baseURL! } })
    expect(answer.status()).toBe(404)
    expect((await page.goto(`/manage/people/${petra}`))?.status()).toBe(404)
  }
})

test('a day that was set straight in the database ends a role, open editors included, and nobody presses anything', async ({
  as,
  portal,
}) => {
  const { page } = await as('amina')
  await openChapter(page, chapters.mandates)
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')
  const database = Database.of(portal)
  const amina = 'affiliations?person_id=eq.20000000-0000-4000-8000-000000000002&ended_on=is.null'
  const gone = amina.replace('is.null', `eq.${day(0)}`)
  await database.change(amina, { ended_on: day(0) })
  await expect(page.getByText('Your access to this chapter has changed')).toBeVisible()
  expect((await page.goto('/institutions'))?.status()).toBe(403)
  await database.change(gone, { ended_on: null })
  expect((await page.goto('/institutions'))?.status()).toBe(200)
  await openChapter(page, chapters.mandates)
})

test('somebody the alliance knows takes a second role elsewhere by invitation, and comes back after leaving', async ({
  as,
}) => {
  const lucia = await as('lucia')
  const amina = await as('amina')
  const invite = async (before: number) => {
    await lucia.page.goto('/institutions/andes-observatory')
    await lucia.page.getByLabel('Name', { exact: true }).fill('Amina Bekele')
    await lucia.page.getByLabel('Email address').fill('amina@tana-forum.example')
    await lucia.page.getByRole('button', { name: 'Send invitation' }).click()
    await expect(lucia.page.getByText('Invitation sent').first()).toBeVisible()
    const { url } = await emailTo(
      lucia.page,
      'amina@tana-forum.example',
      /^Invitation to the alliance portal/,
      before + 1,
    )
    await amina.page.goto(url)
    await amina.page.getByRole('button', { name: 'Join Andes Observatory on Missions' }).click()
    await amina.page.waitForURL(/\/my-work$/)
  }
  const end = async () => {
    await lucia.page.goto('/institutions/andes-observatory/roles')
    await lucia.page.getByRole('link', { name: 'Change the role of Amina Bekele' }).click()
    await lucia.page.getByLabel('Until').fill(day(0))
    await lucia.page.getByRole('button', { name: 'Save dates' }).click()
    await expect(lucia.page.getByText('The dates of Amina Bekele are saved.').first()).toBeVisible()
  }
  await invite(0)
  await amina.page.goto('/account')
  const mine = amina.page.getByRole('main').getByText('Andes Observatory on Missions')
  await expect(mine).toBeVisible()
  await expect(amina.page.getByRole('main').getByText('Tana Forum for Peace Practice')).toBeVisible()

  await end()
  await expect(row(lucia.page, 'Past', 'Amina Bekele')).toContainText('Member · from')
  await amina.page.goto('/account')
  await expect(mine).toBeHidden()
  await invite(1)
  await lucia.page.goto('/institutions/andes-observatory/roles')
  await expect(row(lucia.page, 'Current', 'Amina Bekele')).toContainText('Member · since')
  await expect(row(lucia.page, 'Past', 'Amina Bekele')).toHaveCount(1)
  // As it was: other journeys know her at one institution.
  await end()
})

test('coordinators name one of their own by day, and end the role; the last one stays', async ({ as }) => {
  const { page } = await as('greta')
  const jonas = await as('jonas')
  expect((await jonas.page.goto('/manage'))?.status()).toBe(404)
  await page.goto('/manage/people?q=Lindqvist')
  await page.getByRole('link', { name: 'Manage Jonas Lindqvist' }).click()
  await expect(page.getByText('has never been a coordinator')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Until').fill(day(-1))
  await page.getByRole('button', { name: 'Make Jonas Lindqvist coordinator' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    'The end must come after the beginning, and after today.',
  )
  await expect(page.getByLabel('Until')).toHaveValue(day(-1))
  await page.getByLabel('Until').fill('')
  await page.getByRole('button', { name: 'Make Jonas Lindqvist coordinator' }).click()
  await expect(page.getByText('The change is proposed.').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Waiting for confirmation' })).toBeVisible()
  await expectAccessible(page)
  expect((await jonas.page.goto('/manage'))?.status()).toBe(404)
  const marta = await as('marta')
  const confirm = async () => {
    await marta.page.goto('/manage')
    await marta.page.getByRole('button', { name: 'Confirm' }).click()
    await expect(marta.page.getByText('The change is confirmed and now in effect.').first()).toBeVisible()
  }
  await confirm()
  expect((await jonas.page.goto('/manage'))?.status()).toBe(200)

  await page.reload()
  await page.getByRole('button', { name: 'Make Jonas Lindqvist coordinator' }).click()
  await expect(page.getByRole('alert').first()).toContainText('already has this role in this period')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.getByRole('group', { name: 'Dates of this role' }).getByLabel('Until').fill(day(0))
  await page.getByRole('button', { name: 'Save dates' }).click()
  await expect(page.getByText('The change is proposed.').first()).toBeVisible()
  await confirm()
  await page.reload()
  await expect(page.getByText('(past)')).toBeVisible()
  expect((await jonas.page.goto('/manage'))?.status()).toBe(404)
})

test('the last coordinator who stays can neither fix a day to leave nor be erased', async ({
  as,
  portal,
}) => {
  const { page } = await as('greta')
  const others = (ended: string) =>
    `alliance_roles?person_id=neq.20000000-0000-4000-8000-00000000000f&ended_on=${ended}`
  const database = Database.of(portal)
  await database.change(others('is.null'), { ended_on: day(40) })
  await page.goto('/manage/people?q=Sommer')
  await page.getByRole('link', { name: /^Manage / }).click()
  await page.getByRole('group', { name: 'Dates of this role' }).getByLabel('Until').fill(day(50))
  await page.getByRole('button', { name: 'Save dates' }).click()
  await expect(page.getByRole('alert').first()).toContainText('The last coordinator cannot leave')
  await expect(page.getByRole('group', { name: 'Dates of this role' }).getByLabel('Until')).toHaveValue(
    day(50),
  )
  await page.goto('/account/delete')
  await page.getByLabel('“Former member”').check()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('alert').first()).toContainText('You are the only coordinator of the alliance.')
  // Back as it was: other journeys begin with all three.
  await database.change(others(`eq.${day(40)}`), { ended_on: null })
})
