/** Plays scenes: as the actor, with the claims Supabase would set, and taken back afterwards. */
import type { Engine, Row } from './engine.ts'
import type { Outcome, Scene } from './scene.ts'
import { actingAs, roleOf, type Actor } from './world.ts'

/** The settings under which Supabase runs an actor's statement. */
export function become(actor: Actor, more?: Record<string, string>): string {
  return `${actingAs(actor, more)}; set local role ${roleOf(actor)};`
}

export type Played = { ok: true } | { ok: false; got: string }

/** Said before the first scene, inside a transaction. */
export const beforeScenes = 'savepoint scene'
/** Takes back what the last scene did. */
export const afterScenes = 'rollback to savepoint scene'

/**
 * Plays one scene inside the open transaction, in one message (two where something is given), and begins by taking back what the
 * scene before it did.
 */
export async function play(engine: Engine, scene: Scene): Promise<Played> {
  try {
    if (scene.given) await engine.exec(`${afterScenes}; ${scene.given}`).catch(askew)
    const first = scene.given ? '' : `${afterScenes};`
    const { rows, count } = await engine.last(`${first} ${become(scene.as, scene.claims)} ${scene.sql}`)
    return judge(scene.expect, rows, count)
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (scene.expect.kind === 'fails' && scene.expect.code === code) return { ok: true }
    return { ok: false, got: `${code ?? 'error'}: ${message ?? String(error)}` }
  }
}

/** Which actors the engine cannot be: their refusals would prove nothing. */
export async function whoCannotAct(engine: Engine, actors: readonly Actor[]): Promise<string[]> {
  const cannot: string[] = []
  for (const actor of actors) {
    const said = await engine
      .last(`${afterScenes}; ${become(actor)} select current_user::text as role`)
      .then(({ rows }) => rows[0]?.role)
      .catch((error: Error) => error.message)
    if (said !== roleOf(actor)) cannot.push(`${actor}: ${String(said)}`)
  }
  return cannot
}

/** What went wrong before the scene began is never the refusal that the scene waits for. */
function askew(error: Error): never {
  throw new Error(`before the scene began: ${error.message}`)
}

function judge(expect: Outcome, rows: Row[], count: number): Played {
  if (expect.kind === 'fails') return { ok: false, got: `no error, ${count} rows` }
  if (expect.kind === 'touches')
    return count === expect.count ? { ok: true } : { ok: false, got: `touched ${count}` }
  const first = rows.map((row) => Object.values(row)[0])
  if (expect.kind === 'answers') {
    const answer = first[0]
    const word = answer && typeof answer === 'object' && 'kind' in answer ? answer.kind : (answer ?? null)
    return word === expect.word ? { ok: true } : { ok: false, got: `answered ${JSON.stringify(answer)}` }
  }
  const values = first.map(String).sort()
  const same =
    values.length === expect.values.length && values.every((value, index) => value === expect.values[index])
  return same ? { ok: true } : { ok: false, got: `saw ${values.join(', ') || 'nothing'}` }
}
