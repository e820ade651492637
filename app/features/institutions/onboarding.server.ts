import { z } from 'zod'
import { resultOr, rpc, sqlState } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { FirstSteps } from './onboarding.ts'

/** What is still to be done for the new institutions that the caller is primary representative of. */
export async function myFirstSteps(db: Db): Promise<FirstSteps[]> {
  return rpc(db, 'my_first_steps', {}, z.array(FirstSteps))
}

/** Puts the list of an institution away for one person; a second time changes nothing, and what is not theirs is refused. */
export async function putFirstStepsAway(
  db: Db,
  { person, institution }: { person: string; institution: string },
): Promise<{ kind: 'put-away' | 'refused' }> {
  if (!z.uuid().safeParse(institution).success) return { kind: 'refused' }
  const noted = await resultOr(
    'onboarding_put_away',
    db.from('onboarding_put_away').insert({ person_id: person, institution_id: institution }),
    [sqlState.uniqueViolation, sqlState.notAllowed],
  )
  return { kind: noted.ok || noted.code === sqlState.uniqueViolation ? 'put-away' : 'refused' }
}
