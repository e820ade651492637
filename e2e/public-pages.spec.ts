import { expect, expectAccessible, expectReadableInDark, test } from './fixtures.ts'

const open = ['/', '/about', '/members', '/members/havel-institute', '/join', '/privacy']

test('the public pages carry no script file, suit a phone, and axe finds nothing serious on them', async ({
  page,
}) => {
  for (const path of open) {
    await page.goto(path)
    await expect(page.locator('h1')).toHaveCount(1)
    await expectAccessible(page)
    await expectReadableInDark(page)
    expect(await page.locator('script[src], link[rel=modulepreload]').count()).toBe(0)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})

test('a visitor finds a member by country, theme and word, and reads what it shows', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: 'Members', exact: true }).first().click()
  await expect(page.getByText(/^\d+ members$/)).toBeVisible()
  await page.getByLabel('Country').selectOption({ label: 'Ethiopia' })
  await page.getByLabel('Theme').selectOption({ label: 'Regional organisations' })
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/country=ET/)
  await page.getByRole('link', { name: 'Tana Forum for Peace Practice' }).click()
  await expect(page.getByText('On the shore of Lake Tana')).toBeVisible()
  await expect(page.getByText('English, Amharic')).toBeVisible()

  await page.goto('/members?q=cedar%20hou')
  await expect(page.getByRole('heading', { level: 2, name: /Cedar House/ })).toBeVisible()
  await page.goto('/members?q=%27%3B%20drop%20table&kind=nonsense&page=-4')
  await expect(page.getByText('No members match your search.')).toBeVisible()
  expect((await page.goto('/members/nobody'))?.status()).toBe(404)
})

test('a link of Auth that ends in a fragment goes on to the page that says what to do', async ({ page }) => {
  await page.goto('/#error=access_denied&error_code=otp_expired')
  await page.waitForURL('/auth/confirm?foreign')
  await page.goto('/#members')
  await expect(page.getByRole('heading', { level: 2, name: 'Members' })).toBeVisible()
  await expect(page).toHaveURL('/#members')
})

test('who is signed in has the search and the theme on public pages too', async ({ as }) => {
  const { page } = await as('jonas')
  for (const path of [...open, '/compendia/listening-posts/read']) {
    await page.goto(path)
    // A key pressed before the scripts have arrived does nothing.
    await expect(async () => {
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.getByLabel(/^Account menu: /).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('no page that depends on who reads it is kept by a cache', async ({ page }) => {
  for (const path of open) {
    const answer = await page.request.get(path)
    expect(answer.headers()['cache-control']).toBe('private, no-store')
    expect(answer.headers()['vary']).toContain('Cookie')
  }
})

test('a coordinator writes the text of a public page; who comes second is told, loses nothing, and goes first', async ({
  as,
  page,
}) => {
  const marta = await as('marta')
  const editorOf = async (at: typeof page) => {
    await at.goto('/manage/pages')
    await at.getByRole('link', { name: 'Edit “About the alliance”' }).click()
    const text = at.getByRole('textbox', { name: 'Text' }).and(at.locator('.chapter-text'))
    await expect(text).toHaveAttribute('contenteditable', 'true')
    return text
  }
  const second = await marta.context.newPage()
  const hers = await editorOf(marta.page)
  const other = await editorOf(second)
  await expectAccessible(marta.page)
  await hers.click()
  await marta.page.keyboard.press('Control+End')
  await marta.page.keyboard.type(' Written on a Tuesday.')
  await marta.page.getByRole('button', { name: 'Publish this version' }).click()
  await expect(marta.page.getByText('The new version is published.')).toBeVisible()
  await page.goto('/about')
  await expect(page.getByText('Written on a Tuesday.')).toBeVisible()

  // On a slow line the page is not read anew yet when the button is pressed again.
  const { promise: pressedAgain, resolve: pressAgain } = Promise.withResolvers<void>()
  await second.route('**/manage/pages/about.data*', async (route) => {
    if (route.request().method() === 'GET') await pressedAgain
    await route.continue()
  })
  await other.click()
  await second.keyboard.press('Control+Home')
  await second.keyboard.type('Written at the same time. ')
  await second.getByRole('button', { name: 'Publish this version' }).click()
  await expect(second.getByText('published another version in the meantime').first()).toBeVisible()
  await expect(other).toContainText('Written at the same time.')
  await second.getByRole('button', { name: 'Publish this version' }).click()
  pressAgain()
  await expect(second.getByText('The new version is published.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Written at the same time.')).toBeVisible()
  await expect(page.getByText('Written on a Tuesday.')).toBeHidden()

  await second.getByRole('link', { name: 'View version 1' }).click()
  await expect(second.getByText('You are viewing version 1')).toBeVisible()
  await second.getByRole('button', { name: 'Publish this version' }).click()
  await expect(second.getByText('You are viewing version 1')).toBeHidden()
  await page.reload()
  await expect(page.getByText('Written at the same time.')).toBeHidden()
})

test('what is no document of ours is not published', async ({ as, portal }) => {
  const { page } = await as('marta')
  for (const content of [
    '{"type":"doc","content":[{"type":"script"}]}',
    'nonsense',
    '{"type":"text","text":"x"}',
  ]) {
    const answer = await page.request.post('/manage/pages/join', {
      headers: { Origin: portal.url },
      form: { title: 'x', version: '1', content },
    })
    expect(answer.status()).toBe(400)
  }
  const jonas = await as('jonas')
  expect((await jonas.page.goto('/manage/pages'))?.status()).toBe(404)
})
