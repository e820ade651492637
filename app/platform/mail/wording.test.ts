import { expect, test } from 'vitest'
import { compose, withoutTokens } from './compose.ts'
import { faultsOf, fill, greetingOf, type TextSpec } from './wording.ts'

const spec: TextSpec = {
  to: 'applicants',
  kind: 'application-request',
  sample: {},
  names: ['greeting', 'name', 'institution', 'message', 'due'],
  needs: ['message', 'due'],
}
const sound = { subject: 'About {{institution}}', body: '{{greeting}}\n\n{{message}}\n\nUntil {{ due }}.' }

test('a text that names what there is, and all that has to be named, has no fault', () => {
  expect(faultsOf(sound, spec)).toEqual({ subject: [], body: [] })
})

test('an unknown name, a missing one, a long one in the subject and braces without a name are faults', () => {
  const { subject, body } = faultsOf(
    { subject: '{{message}} {{x}}', body: '{{message}} {{dua}} {{due' },
    spec,
  )
  expect(subject).toEqual([
    { kind: 'unknown', name: 'x' },
    { kind: 'misplaced', name: 'message' },
  ])
  expect(body).toEqual([
    { kind: 'unknown', name: 'dua' },
    { kind: 'braces' },
    { kind: 'missing', name: 'due' },
  ])
})

test('a name of the language itself is no name of ours', () => {
  for (const name of ['constructor', '__proto__', 'toString'])
    expect(faultsOf({ ...sound, subject: `{{${name}}}` }, spec).subject).toEqual([{ kind: 'unknown', name }])
})

test('a paragraph that names what is not known is left out, what people wrote keeps its paragraphs', () => {
  const message = 'One.\n\n\n\nTwo, and {{due}} as they typed it.'
  const { paragraphs } = fill(sound, { greeting: 'Hello,', message, due: null })
  expect(paragraphs).toEqual(['Hello,', 'One.', 'Two, and {{due}} as they typed it.'])
})

test('a subject is one line, whatever is named in it', () => {
  expect(fill(sound, { institution: 'Two\r\nlines: $& $1' }).subject).toBe('About Two lines: $& $1')
})

test('who has no name is greeted all the same', () => {
  expect([greetingOf('Nia'), greetingOf(null)]).toEqual(['Dear Nia,', 'Hello,'])
})

test('both forms of a letter say the same, and the small print ends with the choice', () => {
  const { text, html } = compose({
    subject: 'S',
    paragraphs: ['A <b>\nc'],
    action: { label: 'Go', url: 'https://portal.example/x' },
    foot: 'Foot.',
    choices: { label: 'Choose', url: 'https://portal.example/account/email' },
  })
  expect(text).toBe(
    'A <b>\nc\n\nGo: https://portal.example/x\n\nFoot.\n\nChoose: https://portal.example/account/email',
  )
  expect(html).toContain('A &#60;b&#62;<br>\nc')
  expect(html).toContain('<a href="https://portal.example/account/email"')
})

test('what is kept of a letter opens nothing', () => {
  const token = '0af'.repeat(16)
  const words = { subject: 'S', text: `x/${token} y`, html: `<a href="x/${token}">` }
  expect(withoutTokens(words)).toEqual({ subject: 'S', text: 'x/… y', html: '<a href="x/…">' })
})
