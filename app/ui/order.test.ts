import { describe, expect, test } from 'vitest'
import { applyMove, dropMove, find, stepMove, type Ordered, type Step } from './order.ts'

interface Row extends Ordered<Row> {
  id: string
}

/** `a(a1,a2),b,c(c1)` as a tree. */
function tree(): Row[] {
  const row = (id: string, parentId: string | null, ...children: Row[]): Row => ({ id, parentId, children })
  return [row('a', null, row('a1', 'a'), row('a2', 'a')), row('b', null), row('c', null, row('c1', 'c'))]
}

function written(rows: readonly Row[]): string {
  return rows.map(({ id, children }) => (children.length ? `${id}(${written(children)})` : id)).join(',')
}

function stepped(id: string, step: Step, most?: number): string | null {
  const move = stepMove(tree(), id, step, most)
  return move && written(applyMove(tree(), move))
}

describe('one step', () => {
  test.each<[string, Step, string | null]>([
    ['b', 'up', 'b,a(a1,a2),c(c1)'],
    ['c', 'up', 'a(a1,a2),c(c1),b'],
    ['a', 'up', null],
    ['a', 'down', 'b,a(a1,a2),c(c1)'],
    ['c', 'down', null],
    ['a1', 'down', 'a(a2,a1),b,c(c1)'],
    ['b', 'in', 'a(a1,a2,b),c(c1)'],
    ['c', 'in', 'a(a1,a2),b(c(c1))'],
    ['a', 'in', null],
    ['a1', 'out', 'a(a2),a1,b,c(c1)'],
    ['b', 'out', null],
    ['nobody', 'up', null],
  ])('%s %s gives %s', (id, step, expected) => {
    expect(stepped(id, step)).toBe(expected)
  })

  test('a row does not go deeper than the levels that are allowed, its own included', () => {
    expect(stepped('c', 'in', 2)).toBeNull()
    expect(stepped('b', 'in', 2)).not.toBeNull()
  })
})

describe('letting go on a row', () => {
  const dropped = (...[id, onto, spot, most]: [string, string, 'before' | 'after' | 'inside', number?]) => {
    const move = dropMove(tree(), id, onto, spot, most)
    return move && written(applyMove(tree(), move))
  }

  test('before, after and inside', () => {
    expect(dropped('c', 'a', 'before')).toBe('c(c1),a(a1,a2),b')
    expect(dropped('a1', 'b', 'after')).toBe('a(a2),b,a1,c(c1)')
    expect(dropped('b', 'a', 'inside')).toBe('a(a1,a2,b),c(c1)')
    expect(dropped('b', 'a2', 'before')).toBe('a(a1,b,a2),c(c1)')
  })

  test('after a row with others in it means first among them', () => {
    expect(dropped('b', 'a', 'after')).toBe('a(b,a1,a2),c(c1)')
  })

  test('where it stands already is no move', () => {
    expect(dropped('b', 'c', 'before')).toBeNull()
    expect(dropped('a2', 'a', 'inside')).toBeNull()
    expect(dropped('a1', 'a', 'after')).toBeNull()
  })

  test('nothing goes into itself or what is in it', () => {
    expect(dropped('a', 'a', 'inside')).toBeNull()
    expect(dropped('a', 'a1', 'inside')).toBeNull()
  })

  test('nothing goes deeper than allowed', () => {
    expect(dropped('c', 'b', 'inside', 2)).toBeNull()
    expect(dropped('c', 'a1', 'before', 2)).toBeNull()
    expect(dropped('c1', 'a1', 'before', 2)).toBe('a(c1,a1,a2),b,c')
  })
})

test('a move names its parent, and nothing is lost or doubled', () => {
  const after = applyMove(tree(), { id: 'c1', parentId: 'a', afterId: 'a1' })
  expect(written(after)).toBe('a(a1,c1,a2),b,c')
  expect(find(after, 'c1')?.item.parentId).toBe('a')
})

test('a neighbour that has gone meanwhile sends the row to the end, not to the top', () => {
  expect(written(applyMove(tree(), { id: 'b', parentId: 'a', afterId: 'gone' }))).toBe('a(a1,a2,b),c(c1)')
})

test('a move that cannot be made leaves the tree as it is', () => {
  const rows = tree()
  expect(applyMove(rows, { id: 'a', parentId: 'a1', afterId: null })).toBe(rows)
  expect(applyMove(rows, { id: 'b', parentId: 'gone', afterId: null })).toBe(rows)
})
