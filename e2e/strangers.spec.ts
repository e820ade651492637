import { request as ask } from 'node:http'
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { emailTo } from './emails.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')

/** Begins an application by a plain request; resolves with the cookie that holds its link. */
async function applicant(request: APIRequestContext, portal: string, email: string): Promise<string> {
  const answer = await request.post('/join/apply', {
    headers: { Origin: portal },
    form: { email, homepage: '', shown: Date.now() - 60_000 },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(302)
  const cookie = answer
    .headersArray()
    .find(({ name, value }) => /^set-cookie$/i.test(name) && value.startsWith('gapo-application='))
  return cookie!.value.split(';')[0]!
}

/** Adds a paper as the holder of this cookie; resolves with its address. */
async function paperOf(request: APIRequestContext, portal: string, cookie: string): Promise<string> {
  await request.post('/join/apply/papers', {
    headers: { Cookie: cookie, Origin: portal },
    multipart: { file: { name: 'statutes.pdf', mimeType: 'text/html', buffer: pdf } },
    maxRedirects: 0,
  })
  const page = await request.get('/join/apply/papers', { headers: { Cookie: cookie } })
  return /\/application\/papers\/[0-9a-f-]{36}/.exec(await page.text())![0]
}

test('a paper is handed to its applicant only, as a download that no browser runs', async ({
  playwright,
  portal,
}) => {
  const request = await playwright.request.newContext({ baseURL: portal.url })
  const mine = await applicant(request, portal.url, 'one@strangers.example')
  const theirs = await applicant(request, portal.url, 'two@strangers.example')
  const paper = await paperOf(request, portal.url, mine)

  const own = await request.get(paper, { headers: { Cookie: mine } })
  expect(own.status()).toBe(200)
  expect(await own.body()).toEqual(pdf)
  expect(own.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
  expect(own.headers()['content-disposition']).toMatch(/^attachment; filename="statutes\.pdf"/)
  expect(own.headers()['content-security-policy']).toContain('sandbox')

  for (const cookie of [theirs, 'gapo-application=forged']) {
    expect((await request.get(paper, { headers: { Cookie: cookie } })).status()).toBe(404)
  }
  const nobody = await playwright.request.newContext({ baseURL: portal.url })
  expect((await nobody.get(paper)).status()).toBe(404)
  await nobody.dispose()
  const removed = await request.post('/join/apply/papers', {
    headers: { Cookie: theirs, Origin: portal.url },
    form: { intent: 'paper', paper: paper.split('/').at(-1)! },
  })
  expect(removed.status()).toBe(409)
  expect((await request.get(paper, { headers: { Cookie: mine } })).status()).toBe(200)
  await request.dispose()
})

test('a page or a drawing with scripts is no paper, whatever it calls itself', async ({
  playwright,
  portal,
}) => {
  const request = await playwright.request.newContext({ baseURL: portal.url })
  const cookie = await applicant(request, portal.url, 'three@strangers.example')
  for (const [name, content] of [
    ['a.pdf', '<!doctype html><script>alert(1)</script>'],
    ['a.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a.html', '<script>alert(1)</script>'],
  ] as const) {
    const answer = await request.post('/join/apply/papers', {
      headers: { Cookie: cookie, Origin: portal.url },
      multipart: { file: { name, mimeType: 'application/pdf', buffer: Buffer.from(content) } },
    })
    expect(answer.status()).toBe(415)
  }
  await request.dispose()
})

test('a link in a letter carries the address of the settings, whatever host the request named', async ({
  page,
  portal,
}) => {
  const body = new URLSearchParams({ email: 'host@strangers.example', homepage: '', shown: '1000' })
  const status = await new Promise((resolve, reject) => {
    const sending = ask(
      `${portal.url}/join/apply`,
      {
        method: 'POST',
        headers: {
          Host: 'evil.example',
          'X-Forwarded-Host': 'evil.example',
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': String(body).length,
        },
      },
      (answer) => resolve(answer.statusCode),
    )
    sending.on('error', reject)
    sending.end(String(body))
  })
  expect(status).toBe(302)
  const letter = await emailTo(page, 'host@strangers.example', 'Your application to join the alliance')
  expect(letter.url.startsWith(`${portal.url}/application/open/`)).toBe(true)
  expect(letter.text).not.toContain('evil.example')
})

test('signing in leads to a page of the portal and nowhere else', async ({ page, portal }) => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByLabel('Email').fill('jonas@havel-institute.example')
    await page.getByLabel('Password', { exact: true }).fill('writing-together')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(`${portal.url}/my-work`)
  }
})

test('an application is written by its own pages only, and its pages are kept by no cache', async ({
  playwright,
  portal,
}) => {
  const request = await playwright.request.newContext({ baseURL: portal.url })
  const cookie = await applicant(request, portal.url, 'four@strangers.example')
  const foreign = await request.post('/application', {
    headers: { Cookie: cookie, Origin: 'https://evil.example' },
    form: { intent: 'withdraw' },
  })
  expect(foreign.status()).toBe(403)
  for (const path of ['/application', '/join/apply/check', '/join/apply']) {
    const answer = await request.get(path, { headers: { Cookie: cookie }, maxRedirects: 0 })
    expect(answer.headers()['cache-control']).toBe('private, no-store')
    expect(answer.headers()['vary']).toContain('Cookie')
  }
  const nobody = await playwright.request.newContext({ baseURL: portal.url })
  const other = await nobody.get('/join/apply/check', { maxRedirects: 0 })
  await nobody.dispose()
  expect(other.headers()['location']).toBe('/join/apply')
  await request.dispose()
})
