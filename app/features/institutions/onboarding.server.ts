import { z } from 'zod'
import type { Db } from '#app/platform/supabase.server.ts'
import { FirstSteps } from './onboarding.ts'

/** What is still to be done for the new institutions that the caller is primary representative of. */
export async function myFirstSteps(db: Db): Promise<FirstSteps[]> {
  const { data, error } = await db.rpc('my_first_steps')
  if (error) throw new Error(`my_first_steps: ${error.message}`)
  return z.array(FirstSteps).parse(data)
}

/** Puts the list of an institution away for one person; a second time changes nothing, and what is not theirs is refused. */
export async function putFirstStepsAway(
  db: Db,
  { person, institution }: { person: string; institution: string },
): Promise<{ kind: 'put-away' | 'refused' }> {
  if (!z.uuid().safeParse(institution).success) return { kind: 'refused' }
  const { error } = await db
    .from('onboarding_put_away')
    .insert({ person_id: person, institution_id: institution })
  if (!error || /duplicate key/.test(error.message)) return { kind: 'put-away' }
  if (/row-level security/.test(error.message)) return { kind: 'refused' }
  throw new Error(`onboarding_put_away: ${error.message}`)
}
