import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPglite, type Engine } from './engine.ts'
import { codeOnly, differences, dumpSchema, type Dump } from './schema-dump.ts'

let engine: Engine
let before: Dump
beforeAll(async () => {
  engine = await openPglite()
  before = await dumpSchema(engine)
})
afterAll(() => engine?.close())

/** What differs after a change, which is taken back. */
async function seenAfter(change: string): Promise<string[]> {
  await engine.exec(`begin; ${change}`)
  try {
    return differences(before, await dumpSchema(engine)).map(({ what }) => what)
  } finally {
    await engine.exec('rollback')
  }
}

const body = (text: string) =>
  `create or replace function app.touch() returns trigger language plpgsql set search_path = '' as $$ ${text} $$`

test.each([
  [
    'a policy',
    `alter policy "members know who coordinates" on public.alliance_roles using (true)`,
    ['policy alliance_roles "members know who coordinates"'],
  ],
  ['a grant', `grant delete on public.people to authenticated`, ['relation people']],
  ['a grant of one column', `grant update (name) on public.people to authenticated`, ['column people.name']],
  ['a function body', body('begin return new; end'), ['function app.touch()']],
  ['who may call a function', `grant execute on function app.touch() to anon`, ['function app.touch()']],
  ['a row', `update public.rights_changes set count = 7`, ['row rights_changes 1']],
  ['row-level security', `alter table public.jobs disable row level security`, ['relation jobs']],
  ['a default', `alter table public.people alter time_zone set default 'GMT'`, ['column people.time_zone']],
  ['an index', `drop index public.people_there`, ['index people_there', 'object index public.people_there']],
  [
    'a constraint',
    `alter table public.people drop constraint people_name_check`,
    ['constraint people people_name_check', 'object table constraint people_name_check on public.people'],
  ],
  [
    'default privileges',
    `alter default privileges in schema app grant select on tables to anon`,
    ['default privileges postgres app r', 'object default acl for role postgres in schema app on tables'],
  ],
  [
    'something that no other line knows',
    `create text search configuration app.plain (copy = simple)`,
    ['object text search configuration app.plain'],
  ],
])('%s that differs is seen', async (_, change, seen) => {
  expect(await seenAfter(change)).toEqual(seen)
})

test('comments and white space in a function are not compared, texts in it are', async () => {
  const other = body('begin -- when\n  new.updated_at := now();\n\n  return new; /* it */ end')
  expect(await seenAfter(other)).toEqual([])
  expect(codeOnly(`select '--  no', E'it\\'s  -- so', "a  b" -- gone`)).toBe(
    `select '--  no', E'it\\'s  -- so', "a  b"`,
  )
})
