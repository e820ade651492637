import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('opening an empty chapter writes nothing into it', async ({ open }) => {
  const { page, left } = await open()
  await left.click()
  await expect(left).toBeFocused()
  expect(await page.evaluate(() => window.desk.untouched())).toBe(true)
})

test('the other sees what I write and where I am, and undo takes back only my own', async ({ open }) => {
  const { page, left, right, html, atEnd } = await open()
  await atEnd(left)
  // In one go: undo takes back what was typed without a pause, and a slow machine makes pauses.
  await page.keyboard.insertText('mine')
  await expect(right.locator('.caret-label')).toHaveText('Kwame Mensah')
  await atEnd(right)
  await page.keyboard.press('Enter')
  await page.keyboard.type('hers')
  await expect(left).toContainText('hers')
  await atEnd(left)
  await page.keyboard.press('Control+z')
  await expect.poll(() => html('right')).toBe('<p>hers</p>')
  await page.keyboard.press('Control+y')
  await expect.poll(() => html('right')).toBe('<p>mine</p><p>hers</p>')
})

test('the shortcuts of Word and Google Docs do what they do there', async ({ open }) => {
  const { page, left, html, atEnd } = await open()
  await atEnd(left)
  for (const [keys, tag] of [
    ['Control+b', 'strong'],
    ['Control+i', 'em'],
    ['Control+u', 'u'],
    ['Control+Shift+x', 's'],
    ['Control+.', 'sup'],
    ['Control+,', 'sub'],
  ] as const) {
    await page.keyboard.press(keys)
    await page.keyboard.type(tag)
    await page.keyboard.press(keys)
    await expect.poll(() => html()).toContain(`<${tag}>${tag}</${tag}>`)
  }
  for (const level of [1, 2, 3, 4]) {
    await page.keyboard.press(`Control+Alt+${level}`)
    await expect.poll(() => html()).toMatch(new RegExp(`^<h${level}>`))
  }
  await page.keyboard.press('Control+Alt+0')
  for (const [digit, start] of [
    ['7', '<ol>'],
    ['8', '<ul>'],
    ['9', '<ul class="task-list">'],
  ] as const) {
    await page.keyboard.press(`Control+Shift+${digit}`)
    await expect.poll(() => html()).toContain(start)
    await page.keyboard.press(`Control+Shift+${digit}`)
  }
  await page.keyboard.press('Control+Alt+Shift+r')
  await expect.poll(() => html()).toMatch(/^<p dir="rtl">/)
})

test('Markdown turns into what it means while one types', async ({ open }) => {
  const { page, left, html, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.type('## Context')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- one')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('inner')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('> **so** it [is](https://example.org) and https://example.com/a too')
  await expect
    .poll(() => html())
    .toBe(
      '<h2>Context</h2><ul><li><p>one</p><ul><li><p>inner</p></li></ul></li></ul>' +
        '<blockquote><p><strong>so</strong> it <a href="https://example.org" rel="noopener">is</a> and ' +
        '<a href="https://example.com/a" rel="noopener">https://example.com/a</a> too</p></blockquote>',
    )
})

test('what was not meant as notation or link stays as it was typed', async ({ open }) => {
  const { page, left, html, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.type(
    'It ended.In 2024: annex.zip, a * b * c, 2*3*4, _snake_case_ but *so* and __so__. ',
  )
  const said =
    'It ended.In 2024: annex.zip, a * b * c, 2*3*4, _snake_case_ but <em>so</em> and <strong>so</strong>. '
  await expect.poll(() => html()).toBe(`<p>${said}</p>`)
  await page.keyboard.type('See https://example.org/a. ')
  await expect
    .poll(() => html())
    .toBe(`<p>${said}See <a href="https://example.org/a" rel="noopener">https://example.org/a</a>. </p>`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => html()).toBe(`<p>${said}See https://example.org/a. </p>`)
})

test('an undo takes back a sentence, some words or one change, and nothing of what another wrote', async ({
  open,
}) => {
  const { page, left, right, html, atEnd } = await open()
  await atEnd(left)
  // As a whole, each: a slow machine makes pauses, and a pause ends a step.
  const type = async (...parts: string[]) => {
    for (const part of parts) await page.keyboard.insertText(part)
  }
  await type('One thing. ', 'Another thing. ', 'abcdefghij'.repeat(8), 'abcdefghij')
  for (const left of [
    `<p>One thing. Another thing. ${'abcdefghij'.repeat(8)}</p>`,
    '<p>One thing. Another thing. </p>',
    '<p>One thing. </p>',
    '',
  ]) {
    await page.keyboard.press('Control+z')
    await expect.poll(() => html()).toBe(left)
  }
  await type('2024.')
  await page.keyboard.type(' ')
  await expect.poll(() => html('right')).toBe('<ol start="2024"><li></li></ol>')
  await right.locator('li').click()
  await expect(right).toBeFocused()
  await page.keyboard.insertText('theirs')
  await expect.poll(() => html()).toBe('<ol start="2024"><li><p>theirs</p></li></ol>')
  await left.focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => html()).toContain('<p>2024. </p>')
  expect(await html()).toContain('theirs')
  await expect.poll(() => html('right')).toBe(await html())
})

test('in a list, Backspace leaves no second bullet and Tab stays in the text', async ({ open }) => {
  const { page, left, html, atEnd, caret } = await open()
  await atEnd(left)
  await page.keyboard.type('- one')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('inner')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  await expect.poll(caret).toEqual(['', 'one'])
  await page.keyboard.press('Backspace')
  await expect.poll(() => html()).toBe('<p>one</p><ul><li><p>inner</p></li></ul>')
  await expect(left).toBeFocused()
})

test('the slash menu makes blocks by keyboard and tells a screen reader which one is marked', async ({
  open,
}) => {
  const { page, left, html, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.type('/')
  const menu = page.getByRole('listbox', { name: 'Insert' })
  await expect(menu.getByRole('option')).toHaveCount(13)
  await page.keyboard.press('ArrowDown')
  const marked = menu.getByRole('option', { selected: true })
  await expect(marked).toHaveText(/Heading 1/)
  await expect(left).toHaveAttribute('aria-activedescendant', (await marked.getAttribute('id')) ?? '')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('/recom')
  await expect(menu.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Plan the exit.')
  await page.getByLabel('Recommendation to').first().fill('Security Council')
  await page.keyboard.press('Enter')
  await expect(left).toBeFocused()
  await expect
    .poll(() => html('right'))
    .toBe(
      '<aside data-callout="recommendation" data-addressee="Security Council"><p>Plan the exit.</p></aside>',
    )
})

test('a table is made, filled with Tab, changed by its menu and left downwards', async ({ open }) => {
  const { page, left, html, atEnd, caret } = await open()
  await atEnd(left)
  await page.keyboard.type('/table')
  await expect(page.getByRole('option', { name: 'Table' })).toBeVisible()
  await page.keyboard.press('Enter')
  for (const cell of ['A', 'B', 'C', '1']) {
    await page.keyboard.type(cell)
    await page.keyboard.press('Tab')
  }
  await page.getByRole('button', { name: 'Table' }).first().click()
  await page.getByRole('menuitem', { name: 'Delete row' }).click()
  await expect.poll(() => page.evaluate(() => window.desk.rows())).toEqual([3, 3])
  await expect(left).toBeFocused()
  await page.getByRole('button', { name: 'Table' }).first().click()
  await page.getByRole('menuitem', { name: 'Add column after' }).click()
  await expect.poll(() => page.evaluate(() => window.desk.rows())).toEqual([4, 4])
  await expect(left).toBeFocused()
  await left.locator('td').last().click()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(left.locator('> p')).toHaveCount(1, { timeout: 200 })
  }).toPass()
  await page.keyboard.type('below')
  await expect.poll(() => html()).toMatch(/<th scope="col"><p>A<\/p>.*<\/table><\/div><p>below<\/p>$/)
  await expect.poll(caret).toEqual(['below', ''])
  await left.locator('td').last().click()
  await expect.poll(caret).toEqual(['', ''])
  await page.keyboard.press('Tab')
  await page.keyboard.type('new')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('old')
  await expect
    .poll(() => html())
    .toMatch(/<td><p>old<\/p><\/td><\/tr><tr><td><p>new<\/p><\/td><td><\/td><td><\/td><td><\/td><\/tr>/)
  // Every cell has a line to write on.
  await expect(left.locator('td:not(:has(> p)), th:not(:has(> p))')).toHaveCount(0)
})

test('find counts, goes round and replaces; Esc returns to the text', async ({ open }) => {
  const { page, left, html, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.type('one fish, two fish, red Fish')
  await page.keyboard.press('Control+h')
  const bar = page.getByRole('search')
  await bar.getByLabel('Find', { exact: true }).fill('fish')
  const count = bar.locator('output')
  await page.keyboard.press('Enter')
  await expect(count).toHaveText('1 of 3')
  await page.keyboard.press('Shift+Enter')
  await expect(count).toHaveText('3 of 3')
  await bar.getByRole('button', { name: 'Match case' }).click()
  await expect(count).toHaveText(/of 2/)
  await bar.getByLabel('Replace with').fill('US$5')
  const all = bar.getByRole('button', { name: 'Replace all' })
  await all.click()
  await expect.poll(() => html()).toBe('<p>one US$5, two US$5, red Fish</p>')
  expect(await page.evaluate(() => window.desk.reports)).toEqual([{ kind: 'replaced', count: 2 }])
  // Nothing is left to replace, and the pressed button has the focus still.
  await expect(all).toHaveAttribute('aria-disabled', 'true')
  await expect(all).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => html()).toBe('<p>one fish, two fish, red Fish</p>')
  await page.keyboard.press('Enter')
  await expect.poll(() => html()).toBe('<p>one US$5, two US$5, red Fish</p>')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(left).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => html()).toBe('<p>one fish, two fish, red Fish</p>')
})

test('a link is checked before it is set, and what is typed after it is not part of it', async ({ open }) => {
  const { page, left, html, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Add link' })
  await dialog.getByLabel('Web or email address').fill('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('This is not a web or email address.')).toBeVisible()
  await dialog.getByLabel('Web or email address').fill('example.org/report')
  await dialog.getByLabel('Text to display').fill('the report')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(left).toBeFocused()
  await expect.poll(() => html()).toContain('the report')
  await page.keyboard.type(' says')
  await expect
    .poll(() => html())
    .toBe('<p><a href="https://example.org/report" rel="noopener">the report</a> says</p>')
})

test('the toolbar is one stop with named buttons, and full screen ends with Esc', async ({ open }) => {
  const { page, left, atEnd } = await open()
  await atEnd(left)
  await page.keyboard.press('Alt+F10')
  const toolbar = page.getByRole('toolbar', { name: 'Formatting' }).first()
  const focused = toolbar.locator('button:focus')
  await expect(focused).toHaveCount(1)
  const first = await focused.getAttribute('aria-label')
  await page.keyboard.press('ArrowRight')
  await expect(focused).not.toHaveAttribute('aria-label', first ?? '')
  for (const button of await toolbar.getByRole('button').all())
    await expect(button).toHaveAccessibleName(/\w/)
  await toolbar.getByRole('button', { name: 'Full screen' }).click()
  const elsewhere = page.locator('section[aria-label="right"]')
  await expect(elsewhere).toHaveAttribute('inert')
  await atEnd(left)
  await page.keyboard.press('Escape')
  await expect(elsewhere).not.toHaveAttribute('inert')
})

test('whoever may only read has the text, and nothing to change it with', async ({ open }) => {
  const { page, left } = await open('?reading')
  await page.evaluate(() => window.desk.seed())
  await expect(left).toContainText('Context')
  await expect(left).toHaveAttribute('contenteditable', 'false')
  await expect(page.getByRole('toolbar')).toHaveCount(0)
})

test('axe finds nothing wrong, in the text, the slash menu or the search', async ({ open }) => {
  const { page, left, atEnd } = await open()
  await page.evaluate(() => window.desk.seed())
  await atEnd(left)
  await page.keyboard.press('Control+h')
  await expect(page.getByRole('search')).toBeVisible()
  await atEnd(left)
  await page.keyboard.type('/')
  await expect(page.getByRole('listbox')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
