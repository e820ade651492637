import { strFromU8, unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { AuthWithFactors, codesOf } from './auth-with-factors.ts'
import { startOwnPostgres, type OwnPostgres } from './faults/database.ts'
import {
  chapters,
  expect,
  expectAccessible,
  openChapter,
  password,
  people,
  saveState,
  signIn,
  test as base,
} from './fixtures.ts'
import { emailTo } from './emails.ts'
import { startPortalProcess } from './portal.ts'

/**
 * A portal whose Auth has second factors: the embedded Supabase over a real Postgres, with `auth-with-factors.ts` before it.
 * What stands in and what is real is said there.
 */
type Behind = { url: string; key: string }
const test = base.extend<object, { behind: Behind; own: OwnPostgres }>({
  own: [
    async ({}, use) => {
      const own = await startOwnPostgres()
      if ('missing' in own) return base.skip(true, `skipped: second factors. ${own.missing}`)
      await use(own)
      await own.end()
    },
    { scope: 'worker', timeout: 1_800_000 },
  ],
  behind: [
    async ({ own: { database, sql } }, use) => {
      const auth = await AuthWithFactors.before(database.url, sql, database.keys.jwt)
      await use({ url: auth.url, key: database.keys.publishable })
      auth.close()
    },
    { scope: 'worker' },
  ],
  portals: [
    async ({ own: { settings, dataDir }, behind }, use) => {
      // Letters are read at /dev/mail, as with the portal's own database.
      const env = { ...settings, SUPABASE_URL: behind.url, SUPABASE_EMBEDDED: '1' }
      const portal = await startPortalProcess({ dataDir, env })
      await use({ of: async () => portal })
      await portal.stop()
    },
    { scope: 'worker', timeout: 1_800_000 },
  ],
})

// One account through all of it: what one journey sets up, the next one signs in with.
test.describe.configure({ mode: 'serial' })

const secrets = new Map<string, string>()
const used = new Set<string>()

/**
 * A code of the device that was not typed before; waits for the clock when all of this moment were. Never the one before the present
 * one: it still counts, but perhaps no longer when it arrives.
 */
async function nextCode(device: string): Promise<string> {
  let code: string | undefined
  const unused = () =>
    codesOf(secrets.get(device)!)
      .slice(1)
      .find((each) => !used.has(each))
  await expect.poll(() => (code = unused()), { timeout: 35_000 }).toBeTruthy()
  used.add(code!)
  return code!
}

async function enter(page: Page, code: string) {
  await page.getByRole('textbox', { name: 'Code' }).fill(code)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function addDevice(page: Page, name: string) {
  await page.goto('/account/two-factor')
  await page.getByLabel('Device name').fill(name)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  secrets.set(name, (await page.locator('dd').first().textContent())!)
}

test('a device is set up by keyboard; a wrong code keeps the key in view, and the right one ends the other sessions', async ({
  as,
}) => {
  const { page } = await as('jonas')
  const other = await as('jonas')
  await page.goto('/account')
  await page.getByRole('link', { name: 'Set up two-factor authentication' }).click()
  await expect(page.getByText('No device is set up.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Continue' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toContainText('Enter a name.')
  await page.getByLabel('Device name').focus()
  await page.keyboard.type('هاتف')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  const key = (await page.locator('dd').first().textContent())!
  secrets.set('telephone', key)
  await expectAccessible(page)

  await page.getByRole('textbox', { name: 'Code' }).focus()
  await page.keyboard.type('12 34')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toContainText('Enter the six digits of the code.')
  const wrong = ['000000', '111111', '222222', '333333'].find((each) => !codesOf(key).includes(each))!
  await page.getByRole('textbox', { name: 'Code' }).fill(wrong)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toContainText('This code is not correct')
  expect(await page.locator('dd').first().textContent()).toBe(key)
  expect((await other.page.goto('/my-work'))?.url()).toMatch(/\/my-work$/)

  await page.getByRole('textbox', { name: 'Code' }).fill(await nextCode('telephone'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('“هاتف” is set up.').first()).toBeVisible()
  await expect(page.getByText('Set up a second device too')).toBeVisible()
  await expectAccessible(page)
  const held = unzipSync(new Uint8Array(await (await page.request.get('/account/data')).body()))
  expect(JSON.parse(strFromU8(held['data.json']!))).toMatchObject({ secondFactorDevices: [{ name: 'هاتف' }] })
  await other.page.goto('/my-work')
  await expect(other.page).toHaveURL(/\/sign-in\?next/)
})

test('after the password the code is asked for, and until then nobody is signed in, for pages, files and the wire alike', async ({
  page,
  context,
  baseURL,
  behind,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/sign-in?next=%2Faccount')
  await page.getByLabel('Email').fill(people.jonas)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in\/code\?next=%2Faccount/)
  await expectAccessible(page)

  for (const path of ['/my-work', '/institutions', '/account', '/account/data', '/account/two-factor'])
    expect((await context.request.get(path, { maxRedirects: 0 })).status(), path).toBe(302)
  expect((await context.request.get('/manage')).url()).toContain('/sign-in/code')
  const ticket = await context.request.post('/collab/ticket', {
    data: { document: `chapter:${chapters.mandates}`, schema: 1 },
    headers: { Origin: baseURL! },
  })
  expect(ticket.status()).toBe(401)
  // Past the portal, with the session's own token: the data API and its functions know nobody either.
  const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('gapo-session'))
  const kept = decodeURIComponent(
    cookies
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ value }) => value)
      .join(''),
  )
  const session = JSON.parse(Buffer.from(kept.replace(/^base64-/, ''), 'base64url').toString())
  const headers = { apikey: behind.key, Authorization: `Bearer ${session.access_token}` }
  const seen = (path: string) => context.request.get(`${behind.url}/rest/v1/${path}`, { headers })
  expect(await (await seen('people?select=name')).json()).toEqual([])
  expect(await (await seen('contacts?select=email')).json()).toEqual([])
  expect(await (await seen('rpc/desk')).json()).toEqual({
    chapters: [],
    compendia: [],
    authorships: [],
    mayOpen: false,
  })

  await enter(page, '12345')
  await expect(page.getByRole('alert').first()).toContainText('Enter the six digits of the code.')
  const [spent] = [...used]
  await enter(page, spent!)
  await expect(page.getByRole('alert').first()).toContainText('This code is not correct or was already used.')
  await expect(page).toHaveURL(/next=%2Faccount/)
  const code = await nextCode('telephone')
  await page
    .getByRole('textbox', { name: 'Code' })
    .fill([...code].map((digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]).join(''))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/account$/)
})

test('without scripts the same forms do it, after a link from a letter too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(people.jonas)
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click()
  const { url } = await emailTo(page, people.jonas, 'Your sign-in link')
  await page.goto(new URL(url).pathname + new URL(url).search)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in\/code/)
  await enter(page, await nextCode('telephone'))
  await expect(page).toHaveURL(/\/my-work$/)

  await addDevice(page, 'Tablet')
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Confirm device' }).click()
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Code' }).fill(await nextCode('Tablet'))
  await page.getByRole('button', { name: 'Confirm device' }).click()
  await expect(page.getByText('“Tablet” is set up.').first()).toBeVisible()
  await context.close()
})

test('a recovery asks for the code together with the new password, and neither counts alone', async ({
  page,
}) => {
  await page.goto('/forgot-password')
  await page.getByLabel('Email').fill(people.jonas)
  await page.getByRole('button', { name: 'Send reset link' }).click()
  const { url } = await emailTo(page, people.jonas, 'Choose a new password')
  await page.goto(new URL(url).pathname + new URL(url).search)
  await page.getByLabel('New password', { exact: true }).fill('a calmer password')
  await page.getByRole('button', { name: 'Set new password' }).click()
  await expect(page).toHaveURL(/\/sign-in\/code\?password=/)
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'Code' }).fill('123456')
  await page.getByLabel('New password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Set new password' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Choose a password of at least ten characters.')
  await page.getByRole('textbox', { name: 'Code' }).fill(await nextCode('Tablet'))
  await page.getByLabel('New password', { exact: true }).fill(`${password} again`)
  await page.getByRole('button', { name: 'Set new password' }).click()
  await expect(page.getByText('Your new password is set, and you are signed in.').first()).toBeVisible()
})

test('who is signed out while writing signs in on the spot, code included, and nothing is lost', async ({
  browser,
  baseURL,
  own,
}) => {
  const page = await (await browser.newContext({ baseURL: baseURL! })).newPage()
  await page.goto(`/sign-in?next=%2Fchapters%2F${chapters.mandates}`)
  await page.getByLabel('Email').fill(people.jonas)
  await page.getByLabel('Password', { exact: true }).fill(`${password} again`)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await enter(page, await nextCode('telephone'))
  await expect(page).toHaveURL(/\/chapters\//)
  const text = await openChapter(page, chapters.mandates)
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')

  await own.sql`delete from auth.sessions s using auth.users u where u.id = s.user_id and u.email = ${people.jonas}`
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Kept until the code.')
  await page.getByRole('button', { name: 'Sign in again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Password', { exact: true }).fill(`${password} again`)
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await dialog.getByRole('textbox', { name: 'Code' }).fill('000000')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByText('This code is not correct')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Code' }).fill(await nextCode('Tablet'))
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog).toBeHidden()
  await expect(saveState(page)).toHaveAttribute('data-save-state', 'saved')
  await expect(text).toContainText('Kept until the code.')
  await page.context().close()
})

test('a coordinator helps who lost every device: the factor goes, every session ends, a letter says who did it', async ({
  as,
  page,
  browser,
  baseURL,
}) => {
  const writer = await (await browser.newContext({ baseURL: baseURL! })).newPage()
  await writer.goto('/sign-in')
  await writer.getByLabel('Email').fill(people.jonas)
  await writer.getByLabel('Password', { exact: true }).fill(`${password} again`)
  await writer.getByRole('button', { name: 'Sign in', exact: true }).click()
  await enter(writer, await nextCode('Tablet'))
  await expect(writer).toHaveURL(/\/my-work$/)

  const marta = await as('marta')
  await marta.page.goto('/manage/people?q=Lindqvist')
  await marta.page.getByRole('link', { name: 'Manage Jonas Lindqvist' }).click()
  await expect(marta.page.getByText('Jonas Lindqvist uses two-factor authentication.')).toBeVisible()
  await expectAccessible(marta.page)
  await marta.page.getByRole('button', { name: 'Turn off two-factor authentication' }).click()
  await expect(marta.page.getByText('is turned off').first()).toBeVisible()
  expect(
    (await emailTo(marta.page, people.jonas, 'Two-factor authentication was turned off for your account'))
      .text,
  ).toContain('Marta')
  await writer.goto('/my-work')
  await expect(writer).toHaveURL(/\/sign-in\?next/)
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(people.jonas)
  await page.getByLabel('Password', { exact: true }).fill(`${password} again`)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/my-work$/)
  await writer.context().close()
})

test('a device is removed after the password, and a session it made whole is asked for another one', async ({
  page,
}) => {
  await signIn(page, 'amina')
  for (const name of ['First', 'Second']) {
    await addDevice(page, name)
    await page.getByRole('textbox', { name: 'Code' }).fill(await nextCode(name))
    await page.getByRole('button', { name: 'Confirm device' }).click()
    await expect(page.getByText(`“${name}” is set up.`).first()).toBeVisible()
  }
  await page.getByRole('link', { name: 'Remove Second' }).click()
  await expectAccessible(page)
  await page.getByLabel('Your password').fill('guess')
  await page.getByRole('button', { name: 'Remove device' }).click()
  await expect(page.getByRole('alert').first()).toContainText('This is not your current password.')
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Remove device' }).click()
  await expect(page).toHaveURL(/\/sign-in\/code/)
  await enter(page, await nextCode('First'))
  await expect(page.getByRole('link', { name: 'Remove First' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Remove Second' })).toBeHidden()
  await page.getByRole('link', { name: 'Remove First' }).click()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Remove device' }).click()
  await expect(page.getByText('No device is set up.')).toBeVisible()
})

test('the eleventh code within ten minutes is refused', async ({ page, browser, baseURL }) => {
  await signIn(page, 'lucia')
  await addDevice(page, 'Guessed')
  await page.getByRole('textbox', { name: 'Code' }).fill(await nextCode('Guessed'))
  await page.getByRole('button', { name: 'Confirm device' }).click()
  await expect(page.getByText('“Guessed” is set up.').first()).toBeVisible()

  const thief = await (await browser.newContext({ baseURL: baseURL! })).newPage()
  await thief.goto('/sign-in')
  await thief.getByLabel('Email').fill(people.lucia)
  await thief.getByLabel('Password', { exact: true }).fill(password)
  await thief.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(thief).toHaveURL(/\/sign-in\/code/)
  const guess = (n: number) =>
    thief.context().request.post('/sign-in/code', {
      form: { code: String(900_000 + n) },
      headers: { Origin: baseURL! },
      maxRedirects: 0,
    })
  for (let n = 0; n < 10; n++) expect((await guess(n)).status()).toBe(400)
  expect((await guess(10)).status()).toBe(429)
  await thief.context().close()
})
