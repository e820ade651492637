import { expect, test } from 'vitest'
import { migrationFiles, wrongInTheBook } from './created-once.ts'

test('the book of migrations makes each object once, and changes none later', async () => {
  expect(await wrongInTheBook(migrationFiles())).toEqual([])
})

const chapter = `create table public.a (id int);
  create index a_id on public.a (id);
  create policy "everybody sees a" on public.a for select using (true);
  create function public.f(x int) returns int language sql as $$ select 1 $$;`

test.each([
  ['create table public.a (id int)', 'table public.a is made in 00000000000100_one.sql already'],
  ['create index a_id on public.b (id)', 'index a_id is made in 00000000000100_one.sql already'],
  [
    'create policy "everybody sees a" on public.a for select using (false)',
    'policy "everybody sees a" on public.a is made in 00000000000100_one.sql already',
  ],
  [
    'create function public.f(y int) returns int language sql as $$ select 2 $$',
    'function public.f(pg_catalog.int4) is made in 00000000000100_one.sql already',
  ],
  [
    'create or replace function public.g() returns int language sql as $$ select 2 $$',
    'replaces function public.g()',
  ],
  ['alter table public.a add column b int', 'alters public.a (AT_AddColumn)'],
  [
    'alter policy "everybody sees a" on public.a using (false)',
    'changes something that is made elsewhere (AlterPolicyStmt)',
  ],
  ['drop function public.f(int)', 'drops (OBJECT_FUNCTION)'],
])('what was defined in another place is found: %s', async (sql, found) => {
  const files = [
    { name: '00000000000100_one.sql', sql: chapter },
    { name: '00000000000200_two.sql', sql },
  ]
  expect(await wrongInTheBook(files)).toEqual([`00000000000200_two.sql: ${found}`])
})

test('other arguments make another function, and migrations after a release may change what is there', async () => {
  const files = [
    { name: '00000000000100_one.sql', sql: chapter },
    {
      name: '00000000000200_two.sql',
      sql: 'create function public.f(x text) returns int language sql as $$ select 1 $$',
    },
    { name: '20270301120000_three.sql', sql: 'drop function public.f(int)' },
  ]
  expect(await wrongInTheBook(files)).toEqual([])
})

test('a name that one of the tools would pass over is found', async () => {
  expect(await wrongInTheBook([{ name: '0100_ground.sql', sql: '' }])).toEqual([
    '0100_ground.sql: the name is not 14 digits, an underscore and small letters',
  ])
})
