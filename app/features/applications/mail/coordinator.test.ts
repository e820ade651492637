import { expect, test } from 'vitest'
import { coordinatorEmails } from './coordinator.ts'
import { newMemberEmail } from './new-member.ts'

const portal = 'https://portal.example'
const facts = {
  application: '60000000-0000-4000-8000-000000000004',
  number: 41,
  legalName: 'Les Voix d’à côté',
  due: '2027-01-23T10:00:00+00:00',
  name: 'Greta',
}
const letters = coordinatorEmails(() => portal)

test('every letter to a coordinator names the institution and opens its case', () => {
  const kinds = Object.keys(letters)
  expect(kinds.map((kind) => kind.replace('application-', ''))).toEqual([
    'arrived',
    'answered',
    'taken-back',
    'appealed',
    'lapsed',
    'due',
  ])
  for (const kind of kinds) {
    const { subject, text, html } = letters[kind]!(facts)
    expect(subject, kind).toContain('41')
    expect(text, kind).toMatch(/^Dear Greta,\n\n.*Les Voix d’à côté/)
    expect(text, kind).toContain(`${portal}/manage/applications/41`)
    expect(subject + text + html, kind).not.toMatch(/\{\{|undefined|null/)
  }
})

test('a day is named while there is something to decide', () => {
  expect(letters['application-due']!(facts).text).toContain('The decision is due on 23 January 2027.')
  expect(letters['application-taken-back']!(facts).text).not.toContain('is due on')
  expect(letters['application-lapsed']!({ ...facts, due: null }).text).not.toContain('is due on')
})

test('a member who asked hears of a new one, with a link to its page', () => {
  const { subject, text } = newMemberEmail(
    { name: 'Ravi', institution: 'Les Voix d’à côté', slug: 'les-voix-d-a-cote' },
    portal,
  )
  expect(subject).toBe('New member of the alliance: Les Voix d’à côté')
  expect(text).toContain(`${portal}/institutions/les-voix-d-a-cote`)
})
