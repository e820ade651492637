import { expect, test } from './fixtures.ts'

const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `Paragraph ${index} of the chapter`)

for (const writing of [true, false]) {
  test(`the line I ${writing ? 'write on' : 'look at'} stays where it is while others write above`, async ({
    open,
  }) => {
    const { page, left } = await open('?alone')
    await page.evaluate((texts) => window.desk.arrive(0, texts), paragraphs(80))
    const line = left.getByText('Paragraph 40 of')
    await line.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await page.evaluate(() => window.scrollBy(0, -120))
    if (writing) {
      await line.click()
      await expect(left).toBeFocused()
      await expect
        .poll(() => page.evaluate(() => getSelection()?.focusNode?.textContent))
        .toContain('Paragraph 40 of')
    }
    const before = (await line.boundingBox())?.y ?? 0
    for (let round = 0; round < 5; round++) {
      await page.evaluate(
        (text) => window.desk.arrive(3, [text]),
        'A long paragraph from elsewhere. '.repeat(20),
      )
      await expect(left.getByText('A long paragraph')).toHaveCount(round + 1)
      expect(Math.abs(((await line.boundingBox())?.y ?? 0) - before)).toBeLessThan(2)
    }
  })
}

test('a block that arrives is drawn by itself, without drawing what follows anew', async ({ open }) => {
  const { page, left } = await open()
  await page.evaluate((texts) => window.desk.arrive(0, texts), paragraphs(200))
  // The binding learns its nodes with the first change after the load.
  await page.evaluate(() => window.desk.arrive(1, ['first']))
  const changes = await left.evaluate((element) => {
    const observer = new MutationObserver(() => {})
    observer.observe(element, { childList: true, subtree: true, characterData: true })
    window.desk.arrive(1, ['second'])
    return observer.takeRecords().length
  })
  await expect(left).toContainText('second')
  expect(changes).toBeLessThan(5)
})

test('a row and a column added at the same time make a whole table again, mended once', async ({ open }) => {
  const { page, left, right, html, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.type('/table')
  await expect(page.getByRole('option', { name: 'Table' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(right.locator('th')).toHaveCount(3)
  await page.evaluate(() => window.desk.disconnect())
  await page.getByRole('region', { name: 'left' }).getByRole('button', { name: 'Table' }).click()
  await page.getByRole('menuitem', { name: 'Add row below' }).click()
  await expect(left.locator('tr')).toHaveCount(4)
  await right.locator('th').first().click()
  await expect(right).toBeFocused()
  await page.getByRole('region', { name: 'right' }).getByRole('button', { name: 'Table' }).click()
  await page.getByRole('menuitem', { name: 'Add column after' }).click()
  await expect(right.locator('th')).toHaveCount(4)
  await page.evaluate(() => window.desk.reconnect())
  await expect.poll(() => page.evaluate(() => window.desk.rows())).toEqual([4, 3, 4, 4])
  // What is seen is what is shared: nobody's editor has mended it by itself.
  await expect(left.locator('tr').nth(1).locator('td')).toHaveCount(3)
  await left.locator('td').first().click()
  await expect(left).toBeFocused()
  await expect(async () => {
    await page.keyboard.type('x')
    expect(await page.evaluate(() => window.desk.rows())).toEqual([4, 4, 4, 4])
  }).toPass()
  expect(await html('right')).toBe(await html('left'))
})

test('states that no honest client would publish are not drawn and break nothing', async ({ open }) => {
  const { page, left, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.type('here')
  const far = { type: { client: 1, clock: 99_999 } }
  for (const state of [
    { user: { name: 'x', colour: 99 }, cursor: {} },
    { user: null, cursor: { anchor: 1, head: 2 } },
    { user: 'x', cursor: { anchor: null, head: null } },
    {
      user: { name: '<img src=x onerror=alert(1)>', colour: 'red;background:url(//x)' },
      cursor: { anchor: far, head: far },
    },
    {
      user: { name: 'y'.repeat(5000), colour: -3 },
      cursor: { anchor: { tname: 'other' }, head: { tname: 'other' } },
    },
    'a string',
    7,
    [1],
  ]) {
    await page.evaluate((state) => window.desk.intrude(state), state)
  }
  await page.keyboard.type(' and well')
  await expect.poll(() => page.evaluate(() => window.desk.html('right'))).toBe('<p>here and well</p>')
  await expect(left.locator('img[src]')).toHaveCount(0)
})
