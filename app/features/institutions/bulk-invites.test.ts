import { expect, test } from 'vitest'
import { readList } from './bulk-invites.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

test('a list is read as people paste it: from letters, from tables, with roles or without', () => {
  const list = [
    'Bakary Sow <Bakary@Radio.example>',
    '',
    'Ramata N’Diaye; ramata+gapo@radio.example; editor',
    'alternate\tهدى\thuda@radio.example',
    '"Sory, Kanté" <sory@radio.example>',
    'ngugi@radio.example, Ngũgĩ',
  ].join('\r\n')
  expect(readList(list)).toMatchObject([
    { line: 1, name: 'Bakary Sow', email: 'bakary@radio.example', role: 'member' },
    { line: 3, name: 'Ramata N’Diaye', email: 'ramata+gapo@radio.example', role: 'editor' },
    { line: 4, name: 'هدى', email: 'huda@radio.example', role: 'alternate' },
    { line: 5, name: 'Sory Kanté', email: 'sory@radio.example' },
    { line: 6, name: 'Ngũgĩ', email: 'ngugi@radio.example' },
  ])
})

test('a line that cannot be read says why, and the others count all the same', () => {
  const list = [
    'Nobody',
    'x@radio.example',
    `${'A'.repeat(121)} <y@radio.example>`,
    'Z <z@radio.example>',
    'Z again <Z@radio.example>',
    'at @ nowhere',
  ]
  expect(readList(list.join('\n')).map(({ kind }) => kind)).toEqual([
    'no-address',
    'no-name',
    'name-long',
    'person',
    'twice',
    'no-address',
  ])
})

test('a long line of nonsense takes no time', () => {
  const started = performance.now()
  readList(`${'a@'.repeat(50_000)}\n${'<'.repeat(50_000)}`)
  expectWithin(performance.now() - started, 1_000)
})
