import { afterAll, expect, test } from 'vitest'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { chapters, ids } from './alliance.ts'
import { startOwnPostgres } from './database.ts'
import { Editor, eventually, Person } from './editors.ts'
import { expectWithin } from '#app/server/testing/bars.ts'

const own = await startOwnPostgres()
const missing = 'missing' in own ? own.missing : null
if (missing) console.warn(`skipped: a day that passes. ${missing}`)
let portal: PortalProcess | undefined
afterAll(async () => {
  await portal?.stop()
  if ('end' in own) await own.end()
})

test.skipIf(missing)(
  'a role ends on its day though no trigger tells of it: the open editor is closed within half a minute, and pages at once',
  async () => {
    if ('missing' in own) return
    const { sql, settings, dataDir } = own
    portal = await startPortalProcess({ dataDir, env: settings })
    const amina = await Person.signIn(portal.url, 'amina')
    const editor = new Editor(amina, { name: 'amina', chapter: chapters.mandates })
    await eventually(() => editor.synced, 'the chapter is open')
    editor.type()
    await eventually(() => editor.allStored, 'it is called stored')

    // A change that is told of: from here on the wire has looked, and knows what the clock of rights says.
    await sql`update public.people set name = 'Amina B.' where id = ${ids.amina}`
    await eventually(() => editor.endings.length > 0, 'she is decided afresh')
    await eventually(() => editor.synced, 'and goes on')
    editor.endings.length = 0

    // As midnight does it: the day comes, and no row changes. Here the row changes, and nobody hears of it.
    await sql`alter table public.affiliations disable trigger user`
    await sql`update public.affiliations set ended_on = current_date where person_id = ${ids.amina}`
    await sql`alter table public.affiliations enable trigger user`
    const passed = performance.now()
    expect((await amina.get('/institutions')).status).toBe(403)
    await eventually(() => editor.endings.length > 0, 'the editor is closed', 120_000, 200)
    expect(editor.endings[0]).toBe('4403 rights-changed')
    expectWithin('from the end of a day to a closed editor', performance.now() - passed, 35_000)
    editor.destroy()
  },
)
