import { expect, test } from 'vitest'
import { IdParam, parseParams, SlugParam } from './address.ts'

const thrownBy = (what: () => unknown) => {
  try {
    return what()
  } catch (thrown) {
    return thrown
  }
}

test('parameters that fit are handed on', () => {
  expect(parseParams({ slug: 'havel-institute', $: 'x' }, SlugParam)).toEqual({ slug: 'havel-institute' })
})

test.each([undefined, '', 'Havel', "a'b", 'a\0b', 'a'.repeat(201)])(
  'there is nothing at the address %j',
  (slug) => {
    expect(thrownBy(() => parseParams({ slug }, SlugParam))).toMatchObject({ status: 404 })
  },
)

test('an id that is none leads nowhere', () => {
  expect(thrownBy(() => parseParams({ id: '42' }, IdParam))).toMatchObject({ status: 404 })
})
