import { expect, test } from 'vitest'
import { faultsOf, standardText, type TextKey } from '#app/platform/mail/wording.ts'
import { en } from '#app/platform/i18n/en/index.ts'
import { textInput, textKeys } from './schema.ts'
import { templateSpecs, emailComposers } from './composers.ts'

const portal = 'https://portal.example'
const writers = emailComposers(() => portal)

test('every text of the catalogue can be worded, and nothing else', () => {
  expect(textKeys.toSorted()).toEqual(Object.keys(en.mail.texts).toSorted())
  expect(textKeys.toSorted()).toEqual(Object.keys(en.emails.templates.names).toSorted())
  expect(Object.keys(writers).every((kind) => textKeys.some((key) => templateSpecs[key].kind === kind))).toBe(
    true,
  )
})

test.each(textKeys)('the standard words of “%s” fit, and make both forms of a letter', (key) => {
  expect(faultsOf(standardText(key), templateSpecs[key])).toEqual({ subject: [], body: [] })
  const { kind, sample } = templateSpecs[key]
  const asked: TextKey[] = []
  const { subject, text, html } = writers[kind]!(sample, (each) => (asked.push(each), standardText(each)))
  expect(asked).toContain(key)
  expect(subject + text + html).not.toMatch(/\{\{|undefined|null/)
  expect(text).toContain(portal)
  expect(html).toContain(`href="${portal}`)
  const addresses = (text + html).match(/https?:\/\/[^/"\s]+/g)!
  expect(new Set(addresses)).toEqual(new Set([portal]))
})

test('news ends with the way to choose letters; what one has to know does not', () => {
  const choices = `${portal}/account/email`
  const needed = new Set(['invitation', 'second-factor-removed', 'address-changed'])
  for (const key of textKeys) {
    const { kind, sample, to } = templateSpecs[key]
    const chosen = to === 'coordinators' || (to === 'members' && !needed.has(kind))
    expect(writers[kind]!(sample).text.includes(choices), key).toBe(chosen)
  }
})

const sent = (more: object) =>
  textInput(templateSpecs['application-received']).safeParse({
    subject: 'Received',
    body: 'Until {{due}}.',
    version: '0',
    ...more,
  })

test('words from a form are trimmed, with one empty line between paragraphs', () => {
  const { data } = sent({ body: ' One.\r\n\r\n \r\n\r\nUntil {{due}}.  \r\n' })
  expect(data).toEqual({ subject: 'Received', body: 'One.\n\nUntil {{due}}.', version: 0 })
})

test.each([
  ['subject', { subject: '' }, 'Enter a subject.'],
  ['subject', { subject: 'x'.repeat(161) }, 'Use at most 160 characters for the subject.'],
  ['subject', { subject: 'a\nb' }, 'This contains characters that cannot be shown. Type it again.'],
  [
    'subject',
    { subject: '{{dua}}' },
    '{{dua}} is not a placeholder of this template. Available: {{greeting}}, {{name}}, {{institution}}, {{number}}, {{due}}.',
  ],
  ['body', { body: '  \n ' }, 'Enter a text.'],
  ['body', { body: `{{due}} ${'x'.repeat(8000)}` }, 'Use at most 8,000 characters.'],
  ['body', { body: '{{due}} \u0007' }, 'This contains characters that cannot be shown. Type it again.'],
  ['body', { body: 'Soon.' }, 'The text must contain {{due}}: nothing else in the email says it.'],
  [
    'body',
    { body: '{{due}} {{' },
    'Double braces without a placeholder between them. Write placeholders like this: {{name}}.',
  ],
])('a %s that does not fit is refused with a sentence: %o', (field, typed, sentence) => {
  const { error } = sent(typed)
  expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, sentence]])
})
