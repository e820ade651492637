import { expect, test } from 'vitest'
import { readList } from './bulk-invites.ts'

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

test.each([
  // The apostrophe belongs to the address; the email must not go to brien@x.example.
  ["Anna O'Brien; o'brien@x.example", [["Anna O'Brien", "o'brien@x.example"]]],
  ["O'Brien, Anna <o'brien@x.example>", [["O'Brien Anna", "o'brien@x.example"]]],
  ["'anna@x.example' Anna", [['Anna', 'anna@x.example']]],
  [
    'A B <a@x.example>; C <b@x.example>',
    [
      ['A B', 'a@x.example'],
      ['C', 'b@x.example'],
    ],
  ],
  [
    'A <a@x.example>, "Bo, Cy" <b@x.example>',
    [
      ['A', 'a@x.example'],
      ['Bo Cy', 'b@x.example'],
    ],
  ],
  [
    'Anna, a@x.example; Bo, b@x.example, editor;',
    [
      ['Anna', 'a@x.example'],
      ['Bo', 'b@x.example', 'editor'],
    ],
  ],
  [
    '"Bo; Cy" <a@x.example>; D <d@x.example>',
    [
      ['Bo Cy', 'a@x.example'],
      ['D', 'd@x.example'],
    ],
  ],
  ['Anna <mailto:a@x.example>', [['Anna', 'a@x.example']]],
  ['Email: a@x.example; Anna', [['Anna', 'a@x.example']]],
  ['Anna [a@x.example](mailto:a@x.example)', [['Anna', 'a@x.example']]],
  ['هدى، huda@x.example', [['هدى', 'huda@x.example']]],
  ['\ufeffAnna \u200e<a@x.example>\u200e', [['Anna', 'a@x.example']]],
])('each person of a line is read with their own address: %s', (line, people) => {
  expect(readList(line)).toEqual(
    people.map(([name, email, role = 'member']) => ({
      kind: 'person',
      line: 1,
      typed: expect.any(String),
      name,
      email,
      role,
    })),
  )
})

test.each([
  ['a@x.example; b@x.example', ['no-name', 'no-name']],
  ['Anna a@x.example b@x.example', ['several']],
  ['A <a@x.example>; B <b@x.example>; editor', ['several']],
  ["Anna; 'a@x.example", ['no-address']],
  ['Anna; o’brien@x.example', ['no-address']],
  ['Anna; a@x.example@y.example', ['no-address']],
  ['Anna; a@x.example; @home', ['unclear']],
  ['Anna; a@x.example; +49 30 1234', ['unclear']],
  ['Anna; a@x.example; Director; Berlin', ['unclear']],
  ['Anna; a@x.example; editor; member', ['unclear']],
  [`Anna <a@x.example> ${'x'.repeat(600)}`, ['no-address']],
])('a line of which something would be left over is refused: %s', (line, kinds) => {
  expect(readList(line).map(({ kind }) => kind)).toEqual(kinds)
})

test('a long line of nonsense names nobody', () => {
  expect(readList(`${'a@'.repeat(50_000)}\n${'<'.repeat(50_000)}`).map(({ kind }) => kind)).toEqual([
    'no-address',
    'no-address',
  ])
})
