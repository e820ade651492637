import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { expect, expectAccessible, test } from './fixtures.ts'

const lucia = '20000000-0000-4000-8000-000000000003'
const profile = '/account/profile'
const member = '/members/andes-observatory'

/** A photo as a telephone takes it: with the place where it was taken. */
const photoWithPlace = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telephone' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '12/1 2/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '77/1 2/1 0/1',
      },
    })
    .toBuffer()

async function sendPhoto(page: Page, name: string, mimeType: string, buffer: Buffer) {
  await page.getByLabel('Upload a photo').setInputFiles({ name, mimeType, buffer })
  await page.getByRole('button', { name: 'Save profile' }).click()
}

const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })
const fitsPhone = async (page: Page) => {
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('a person tells about themselves by keyboard, faults stand at their fields, and a visitor sees what is public', async ({
  as,
  page: visitor,
}) => {
  await visitor.goto(member)
  await expect(visitor.getByText('Lucía Quispe')).toHaveCount(0)

  const { page } = await as('lucia')
  await page.goto('/account')
  await page.getByRole('main').getByRole('link', { name: 'Your profile' }).click()
  await expectAccessible(page)
  await fitsPhone(page)
  await page.getByLabel('Display name').focus()
  const keys = page.keyboard
  await keys.press('Tab')
  await keys.type('Lucía Q. O’Higgins')
  await keys.press('Tab')
  await keys.press('ArrowDown')
  await expect(page.getByLabel('Everyone, on the public page')).toBeChecked()
  await keys.press('Tab')
  await keys.type('Reporter, دبلوماسية')
  await keys.press('Tab')
  await keys.type('Ever')
  await keys.press('Tab')
  await keys.type('Speaks with families as well as with generals.')
  await keys.press('Tab')
  await keys.press('Tab')
  await keys.type('0000-0002-1825-0098')
  await keys.press('Enter')
  await expect(alert(page, 'This is not a valid ORCID iD')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'ORCID iD' })).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  await expect(page.getByLabel('Real name, if')).toHaveValue('Lucía Q. O’Higgins')
  await expect(page.getByLabel('Short biography')).toHaveValue(/families/)
  await expect(page.getByLabel('Who can see your position')).toHaveValue('public')
  await alert(page, 'This is not a valid ORCID iD').getByRole('link').press('Enter')
  await expect(page.getByRole('textbox', { name: 'ORCID iD' })).toBeFocused()
  await keys.press('ControlOrMeta+a')
  await keys.type('https://orcid.org/000000021694233x')
  await keys.press('Enter')
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'ORCID iD' })).toHaveValue('0000-0002-1694-233X')

  await visitor.reload()
  await expect(visitor.getByRole('heading', { level: 3, name: 'Lucía Quispe' })).toBeVisible()
  await expect(visitor.getByText('Reporter, دبلوماسية')).toBeVisible()
  for (const hidden of ['O’Higgins', 'Speaks with families', '0000-0002-1694-233X', 'lucia@'])
    expect(await visitor.content()).not.toContain(hidden)
  await expectAccessible(visitor)
  await fitsPhone(visitor)
  expect(await visitor.locator('script').count()).toBe(0)

  await page.getByRole('link', { name: 'View your profile' }).click()
  await expect(page.getByText('0000-0002-1694-233X')).toBeVisible()
  await expectAccessible(page)
  await fitsPhone(page)
})

test('a photo is taken by its content, comes out without place and camera, and goes with the person', async ({
  as,
  page: visitor,
}) => {
  const { page } = await as('lucia')
  await page.goto(profile)
  await page.getByRole('textbox', { name: 'Position' }).fill('Typed beside it')

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  await sendPhoto(page, 'drawing.png', 'image/png', svg)
  await expect(alert(page, 'SVG files cannot be uploaded')).toBeVisible()
  await sendPhoto(page, '<img src=x onerror=alert(1)>.jpg', 'image/jpeg', Buffer.from('<!doctype html><h1>'))
  await expect(alert(page, 'JPEG, PNG or WebP')).toBeVisible()
  await sendPhoto(
    page,
    'large.jpg',
    'image/jpeg',
    Buffer.concat([await photoWithPlace(), Buffer.alloc(6_000_000)]),
  )
  await expect(alert(page, '5 MB')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Position' })).toHaveValue('Typed beside it')
  await sendPhoto(page, 'half.jpg', 'image/jpeg', (await photoWithPlace()).subarray(0, 700))
  await expect(alert(page, 'This picture cannot be read')).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('textbox', { name: 'Position' })).toHaveValue('Typed beside it')

  await sendPhoto(page, '<b>me</b>.jpg', 'image/jpeg', await photoWithPlace())
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await page.reload()
  const src = (await page.getByRole('main').locator('img').first().getAttribute('src'))!
  const picture = await (await page.request.get(src)).body()
  const meta = await sharp(picture).metadata()
  expect([meta.format, meta.width, meta.height, meta.exif, meta.xmp]).toEqual([
    'webp',
    512,
    512,
    undefined,
    undefined,
  ])
  expect(picture.includes('Telephone')).toBe(false)

  expect((await visitor.request.get(src)).status()).toBe(404)
  await page.getByLabel('Everyone, on the public page').check()
  await page.getByLabel('Who can see your photo').selectOption('Everyone')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  expect((await visitor.request.get(src)).status()).toBe(200)
  await visitor.goto(member)
  await expect(visitor.getByRole('main').locator(`img[src^="/people/${lucia}/photo"]`)).toHaveCount(1)

  const files = unzipSync(new Uint8Array(await (await page.request.get('/account/data')).body()))
  expect(Buffer.from(files['photo.webp']!).equals(picture)).toBe(true)
  expect(strFromU8(files['data.json']!)).toContain('Typed beside it')

  await page.getByLabel('Remove photo').check()
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByLabel('Remove photo')).toHaveCount(0)
  expect((await visitor.request.get(src)).status()).toBe(404)
})

test('what is for the institution is on the page for its people, and for nobody of another one', async ({
  as,
}) => {
  const { page } = await as('jonas')
  await page.goto(profile)
  await page.getByLabel('Who can see your ORCID iD').selectOption('My institution')
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  for (const [who, sees] of [
    ['amina', false],
    ['greta', true],
  ] as const) {
    const reader = await as(who)
    await reader.page.goto('/people/20000000-0000-4000-8000-000000000001')
    await expect(reader.page.getByText('Head of the mandates desk')).toBeVisible()
    expect((await reader.page.content()).includes('0000-0002-1825-0097')).toBe(sees)
  }
})

test('a representative gives the institution a logo, and the public pages show it', async ({
  as,
  page: visitor,
}) => {
  const { page } = await as('ravi')
  await page.goto('/institutions/delhi-seminar/profile')
  await page.getByLabel('City').fill('Pune')
  await page.getByLabel('Logo').setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  })
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(alert(page, 'SVG files cannot be uploaded')).toBeVisible()
  await expect(page.getByLabel('City')).toHaveValue('Pune')
  const logo = await sharp({
    create: { width: 800, height: 300, channels: 4, background: { r: 0, g: 90, b: 0, alpha: 0.5 } },
  })
    .png()
    .toBuffer()
  await page.getByLabel('Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo })
  await page.getByRole('button', { name: 'Save profile' }).click()
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await page.goto('/institutions/delhi-seminar/profile')
  await expect(page.getByLabel('City')).toHaveValue('Pune')
  await expectAccessible(page)
  await fitsPhone(page)
  for (const path of ['/members/delhi-seminar', '/members']) {
    await visitor.goto(path)
    const shown = visitor.locator('img[src^="/institutions/delhi-seminar/logo"]')
    await expect(shown).toHaveCount(1)
    await shown.scrollIntoViewIfNeeded()
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640)
    await expectAccessible(visitor)
  }
})

test('without scripts a refused photo leaves what was typed in its place', async ({
  as,
  browser,
  baseURL,
}) => {
  const { context } = await as('amina')
  const plain = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  const page = await plain.newPage()
  await page.goto(profile)
  await page.getByLabel('Short biography').fill('سطران\nعنّي')
  await page.getByLabel('Who can see your biography').selectOption('Nobody')
  const large = Buffer.concat([await photoWithPlace(), Buffer.alloc(6_000_000)])
  await sendPhoto(page, 'large.jpg', 'image/jpeg', large)
  await expect(alert(page, '5 MB')).toBeVisible()
  await expect(page.getByLabel('Short biography')).toHaveValue('سطران\nعنّي')
  await expect(page.getByLabel('Who can see your biography')).toHaveValue('nobody')
  await sendPhoto(page, 'small.jpg', 'image/jpeg', await photoWithPlace())
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await expect(page.getByLabel('Short biography')).toHaveValue('سطران\nعنّي')
  await plain.close()
})
