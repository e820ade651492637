/** Writes a made-up alliance into the database of a portal that is not running. */
import { join } from 'node:path'
import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite'
import { institutionsOf, peopleOf, type Row, type Size } from './alliance.ts'
import { applicationsOf, numberOf } from './applications.ts'
import { profilesOf } from './profiles.ts'
import { trailOf } from './trail.ts'

type Driver = PgliteConnection['driver']

/**
 * Loads an alliance of this size beside the demo alliance that is there. The triggers rest meanwhile: the past is written
 * as it would have been, not as of today. At the end it is swept as the portal sweeps its database. Answers the id of
 * somebody who speaks for the eighth institution.
 */
export async function loadAlliance(dataDir: string, size: Size): Promise<{ person: string }> {
  const connection = await createPgliteConnection({ url: join(dataDir, 'database') })
  const { driver } = connection
  const now = Date.now()
  const houses = institutionsOf(size, now)
  const institutions = houses.map(({ row }) => row)
  const { users, sessions, people, contacts, affiliations, wishes, invitations, byHouse } = peopleOf(
    size,
    houses,
    now,
  )
  const { applications, links, papers, messages, notes, voices, conflicts, letters } = applicationsOf(
    size,
    houses,
    now,
  )
  const { details, knownNames, photos, logos } = profilesOf(people, houses)
  await driver.exec("set session_replication_role = 'replica'")
  await fill(driver, 'public.institutions', institutions)
  await fill(driver, 'auth.users', users)
  await fill(driver, 'auth.sessions', sessions)
  await fill(driver, 'public.people', people)
  await fill(driver, 'public.contacts', contacts)
  await fill(driver, 'public.affiliations', affiliations)
  await fill(driver, 'public.mail_wishes', wishes)
  await fill(driver, 'public.invitations', invitations)
  await fill(driver, 'public.person_details', details)
  await fill(driver, 'public.known_names', knownNames)
  await fill(driver, 'public.person_photos', photos)
  await fill(driver, 'public.institution_logos', logos)
  await fill(driver, 'public.applications', applications)
  await fill(driver, 'public.application_links', links)
  await fill(driver, 'public.application_papers', papers)
  await fill(driver, 'public.application_messages', messages)
  await fill(driver, 'public.application_notes', notes)
  await fill(driver, 'public.application_voices', voices)
  await fill(driver, 'public.application_conflicts', conflicts)
  await fill(driver, 'public.letters', letters)
  await fill(driver, 'public.audit_trail', trailOf({ institutions, affiliations, applications }))
  await driver.exec("set session_replication_role = 'origin'")
  await driver.query("select setval('public.application_numbers', $1)", [numberOf(size.applications)])
  await driver.exec('vacuum (analyze)')
  await connection.close()
  return { person: byHouse[7]![0]! }
}

const AT_ONCE = 1000

/** Rows of one shape; what a row does not name keeps its default. */
async function fill(driver: Driver, table: string, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!).join(', ')
  const sql = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await driver.query(sql, [JSON.stringify(rows.slice(from, from + AT_ONCE))])
}
