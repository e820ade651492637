import type { Page } from '@playwright/test'
import { chapters, expect, test } from './fixtures.ts'

const volume = '/compendia/missions-that-can-leave'

test('one moves a chapter while another renames one: both see both without loading the page again', async ({
  as,
}) => {
  const jonas = (await as('jonas')).page
  const amina = (await as('amina')).page
  for (const page of [jonas, amina]) {
    await page.goto(volume)
    await neverLoadedAgain(page)
  }
  const before = await order(jonas)
  const moved = [...before.slice(0, -2), before.at(-1)!, before.at(-2)!]
  const renamed = 'Voices of those who stay'

  await openMenu(amina, chapters.voices)
  await titleOf(amina, chapters.voices).fill(renamed)
  await handle(jonas, before.at(-1)!).focus()
  await Promise.all([jonas.keyboard.press('ArrowUp'), renameButton(amina, chapters.voices).click()])
  for (const page of [jonas, amina]) {
    await expect.poll(() => order(page)).toEqual(moved)
    await expect(link(page, chapters.voices)).toHaveText(renamed)
  }
  // A renamed chapter keeps its menu open and its field on the new title.
  await expect(titleOf(amina, chapters.voices)).toHaveValue(renamed)

  // One after the other, so that only the live look can bring each of them what the other did.
  const again = 'Voices of those who stayed'
  await titleOf(amina, chapters.voices).fill(again)
  await handle(jonas, before.at(-1)!).press('ArrowDown')
  await expect.poll(() => order(amina)).toEqual(before)
  await expect(titleOf(amina, chapters.voices)).toHaveValue(again)
  await renameButton(amina, chapters.voices).click()
  await expect(link(jonas, chapters.voices)).toHaveText(again)
  expect(await order(jonas)).toEqual(before)
  for (const page of [jonas, amina]) await expectNotLoadedAgain(page)
})

test('two who rename one chapter at the same time: the second sees both titles and chooses', async ({
  as,
}) => {
  const jonas = (await as('jonas')).page
  const amina = (await as('amina')).page
  for (const page of [jonas, amina]) {
    await page.goto(volume)
    await neverLoadedAgain(page)
    await openMenu(page, chapters.mandates)
  }
  const his = 'Mandates that know their end'
  const hers = 'Mandates and how they end'
  await titleOf(jonas, chapters.mandates).fill(his)
  await titleOf(amina, chapters.mandates).fill(hers)
  await Promise.all([jonas, amina].map((page) => renameButton(page, chapters.mandates).click()))
  const second = await Promise.any(
    [jonas, amina].map(async (page) => {
      await formOf(page, chapters.mandates).getByRole('alert').waitFor()
      return page
    }),
  )
  const first = second === jonas ? amina : jonas
  const [standing, typed] = second === jonas ? [hers, his] : [his, hers]
  const notice = formOf(second, chapters.mandates).getByRole('alert')
  await expect(notice).toContainText('Someone renamed it in the meantime')
  await expect(notice).toContainText(standing)
  await expect(notice).toContainText(typed)
  await expect(titleOf(second, chapters.mandates)).toHaveValue(typed)
  for (const page of [first, second]) await expect(link(page, chapters.mandates)).toHaveText(standing)
  await expect(notice).toContainText(typed)

  await notice.getByRole('button', { name: 'Use mine' }).click()
  for (const page of [first, second]) await expect(link(page, chapters.mandates)).toHaveText(typed)
  await expect(formOf(first, chapters.mandates).getByRole('alert')).toHaveCount(0)
  for (const page of [jonas, amina]) await expectNotLoadedAgain(page)
})

const row = (page: Page, id: string) => page.locator(`[data-tree-row="${id}"]`)
const link = (page: Page, id: string) => row(page, id).locator(`a[href="/chapters/${id}"]`)
const handle = (page: Page, id: string) =>
  row(page, id)
    .getByRole('button', { name: /^Move / })
    .first()
const titleOf = (page: Page, id: string) => row(page, id).getByLabel('Title', { exact: true })
const formOf = (page: Page, id: string) =>
  row(page, id).locator('form', { has: page.getByLabel('Title', { exact: true }) })
const renameButton = (page: Page, id: string) =>
  formOf(page, id).getByRole('button', { name: 'Rename', exact: true })

/** The chapters as they stand on the page, from the top. */
function order(page: Page): Promise<string[]> {
  return page
    .locator('[data-tree-row]')
    .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-tree-row')!))
}

async function openMenu(page: Page, id: string) {
  await row(page, id).locator('summary').click()
  await expect(titleOf(page, id)).toBeVisible()
}

/** A mark on the page that a new load would wipe off. */
function neverLoadedAgain(page: Page) {
  return page.evaluate(() => void (document.documentElement.dataset.sameLoad = 'yes'))
}

function expectNotLoadedAgain(page: Page) {
  return expect(page.locator('html')).toHaveAttribute('data-same-load', 'yes')
}
