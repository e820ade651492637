import { expect, test } from 'vitest'
import { applicantEmails } from './applicant.ts'

const portal = 'https://portal.example'
const token = 'a1'.repeat(24)
const due = '2027-01-23T10:00:00+00:00'
const common = { token, number: 41, legalName: 'Les Voix d’à côté', focalName: 'O’Fatoumata' }
const letters = applicantEmails(() => portal)
const write = (kind: string, facts: object = {}) => letters[kind]!({ ...common, ...facts })

test('every letter greets, says one thing and opens the application', () => {
  const facts: Record<string, object> = {
    'application-link': {},
    'application-received': { due },
    'application-request': { text: 'Who funds you?', due },
    'application-message': { text: 'Thank you.' },
    'application-declined': { reason: 'Too young.', appealUntil: due },
    'application-withdrawn': {},
    'application-expiring': { due, draft: false },
    'application-expired': { draft: true },
    'application-appeal-received': { due },
  }
  expect(Object.keys(letters).toSorted()).toEqual([...Object.keys(facts), 'application-accepted'].toSorted())
  for (const [kind, more] of Object.entries(facts)) {
    const { text, html } = write(kind, more)
    expect(text, kind).toMatch(/^Dear O’Fatoumata,/)
    expect(text, kind).toContain(`${portal}/application/open/${token}`)
    expect(text + html, kind).not.toMatch(/\{\{|undefined|null/)
  }
})

test('a decline carries its reasons, and the appeal while there is one', () => {
  const reason = 'Two years of work are asked for.\n\nApply again in 2028.'
  expect(write('application-declined', { reason, appealUntil: due }).text).toContain('until 23 January 2027')
  const final = write('application-declined', { reason, appealUntil: null }).text
  expect(final).toContain('This decision is final')
  expect(final).toContain('Two years of work are asked for.\n\nApply again in 2028.')
})

test('acceptance carries the invitation, and nothing of the application’s own link', () => {
  const accepted = write('application-accepted', { reason: null, invitation: 'b2'.repeat(24) })
  expect(accepted.text).toContain(`${portal}/invitation/${'b2'.repeat(24)}`)
  expect(accepted.text).not.toContain(token)
  expect(write('application-accepted', { reason: null, invitation: null }).text).toContain(
    `${portal}/sign-in`,
  )
})

test('what people wrote is text in a letter, never markup', () => {
  const { html } = write('application-message', { text: '<img src=x onerror=alert(1)>' })
  expect(html).not.toContain('<img')
})

test('facts that do not fit write no letter', () => {
  expect(() => letters['application-received']!({ ...common, token: 'x', due })).toThrow()
  expect(() => write('application-received', {})).toThrow()
})
