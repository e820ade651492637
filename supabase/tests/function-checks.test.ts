import { expect, test } from 'vitest'
import { callsIn, withoutWhere } from './function-checks.ts'

test.each([
  ['update public.people set name = null;', 'update public.people set name = null'],
  ['begin delete from public.people; end', 'delete from public.people'],
  ["update public.people set name = 'where' -- where\n;", "update public.people set name = ''"],
  // A condition of what stands in brackets is none of the statement's own.
  ['update public.people set name = (select name from x where id = 1);', 'update public.people set name ='],
  [
    'with gone as (delete from public.people returning id) select 1',
    'delete from public.people returning id',
  ],
])('an update or deletion of every row is found: %s', (body, found) => {
  expect(withoutWhere(body)).toEqual([found])
})

test.each([
  'update public.people set name = null where id = me;',
  'with gone as (delete from public.people where id = me returning id) select 1',
  'select 1 from public.people for update of people',
  'insert into public.people (id) values (1) on conflict (id) do update set name = excluded.name',
  'select i.update from incoming i',
])('what names its rows, or is no such statement, is let pass: %s', (body) => {
  expect(withoutWhere(body)).toEqual([])
})

test('the calls in a body are found, and none in comments and texts', () => {
  expect(callsIn("select public.write_it(1), pg_catalog.random() -- app.no()\n, 'app.neither()'")).toEqual([
    'public.write_it',
    'random',
  ])
})
