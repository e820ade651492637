import { fromGoogleDocs, fromWord, smallPastes } from './clipboard.ts'
import { expect, test } from './fixtures.ts'

test('a paste from Word brings its structure and none of its rubbish', async ({ open }) => {
  const { page, left, html, atEnd, paste } = await open()
  await atEnd(left)
  await paste({ html: fromWord, text: 'x' })
  await expect
    .poll(() => html())
    .toBe(
      '<h1>Transition planning</h1><h2>Key findings</h2>' +
        '<p><strong>Missions leave</strong>; <em>needs</em> remain<sup>1</sup>, see ' +
        '<a href="https://example.org/report" rel="noopener">the report</a><sup>[1]</sup>.</p>' +
        '<ul><li><p>First point</p><ul><li><p>Below it</p></li></ul></li><li><p>Second point</p></li></ul>' +
        '<p>Between.</p><ol start="3"><li><p>Third</p></li><li><p>Fourth</p></li></ol>' +
        '<div class="table-frame" tabindex="0"><table><thead><tr><th scope="col"><p>Mission</p></th><th scope="col"><p>Year</p></th></tr></thead>' +
        '<tbody><tr><td><p>Alpha</p></td><td></td></tr></tbody></table></div>' +
        '<blockquote><p>Quoted words</p></blockquote><p dir="rtl">عملية السلام</p>',
    )
  expect(await page.evaluate(() => window.desk.reports)).toEqual([
    { kind: 'paste-without-pictures', pictures: 1 },
  ])
})

test('a paste from Google Docs brings emphasis, nested lists and tasks, no scripts and no odd links', async ({
  open,
}) => {
  const { left, html, atEnd, paste } = await open()
  await atEnd(left)
  await paste({ html: fromGoogleDocs, text: 'x' })
  await expect
    .poll(() => html())
    .toBe(
      '<h2>Recommendations</h2><p>The <strong>Council</strong><em> should</em><strong><em><s> not</s></em></strong><sup>2</sup> ' +
        '<a href="https://example.org/a" rel="noopener">act</a>evil</p>' +
        '<ul><li><p>One</p><ul><li><p>Inner</p></li></ul></li></ul>' +
        '<ul class="task-list"><li><input type="checkbox" disabled="" checked=""><div><p>Done thing</p></div></li></ul>' +
        '<div class="table-frame" tabindex="0"><table><tbody><tr><td><p><strong>H</strong></p></td><td><p>v</p></td></tr></tbody></table></div>' +
        '<p>plain</p>',
    )
})

test('emphasis, lines and lists are pasted as a reader sees them', async ({ open }) => {
  const { page, left, html, atEnd, paste } = await open('?alone')
  await atEnd(left)
  for (const [what, pasted, result] of smallPastes) {
    await paste({ html: pasted, text: 'x' })
    await expect.poll(() => html(), what).toBe(result)
    await page.keyboard.press('Control+z')
    await expect.poll(() => html()).toBe('')
  }
  await paste({ text: 'a * b, _snake_case_, **so**, ended.In, https://example.org/a.' })
  await expect
    .poll(() => html())
    .toBe(
      '<p>a * b, _snake_case_, <strong>so</strong>, ended.In, ' +
        '<a href="https://example.org/a" rel="noopener">https://example.org/a</a>.</p>',
    )
})

test('a paste of more than a million characters is refused, said so, and changes nothing', async ({
  open,
}) => {
  const { page, left, html, atEnd, paste } = await open()
  await atEnd(left)
  await paste({ text: 'x'.repeat(1_000_001) })
  expect(await page.evaluate(() => window.desk.reports)).toEqual([
    { kind: 'paste-too-long', characters: 1_000_001, limit: 1_000_000 },
  ])
  expect(await html()).toBe('')
  await paste({ text: 'short enough' })
  await expect.poll(() => html()).toBe('<p>short enough</p>')
})
