/** The words that scenes are written in. A scene is a sentence, an actor, a statement and what must come of it. */
import { called, cast, type Actor, type CastMember } from './world.ts'

export type Verb = 'select' | 'insert' | 'update' | 'delete'

/** What must come of a statement. `sees` compares the first column, in any order; `touches` counts rows. */
export type Outcome =
  | { kind: 'sees'; values: readonly string[] }
  | { kind: 'touches'; count: number }
  | { kind: 'answers'; word: string | null }
  | { kind: 'fails'; code: string }

export type Scene = {
  readonly sentence: string
  readonly as: Actor
  /** Set in scenes of the table matrix: `checks.ts` wants every actor with every verb. */
  readonly verb?: Verb
  /** Done by the owner beforehand, and taken back with the scene. */
  readonly given?: string
  readonly sql: string
  /** What the token says beyond person and role. */
  readonly claims?: Record<string, string>
  readonly expect: Outcome
}

/** A table (or, with `about`, a theme) and its scenes. */
export type Chapter = { readonly about: string; readonly scenes: readonly Scene[] }

/** Postgres says 42501 when a grant or a policy's check refuses. */
export const refused: Outcome = { kind: 'fails', code: '42501' }
export const fails = (code: string): Outcome => ({ kind: 'fails', code })
export const sees = (...values: string[]): Outcome => ({ kind: 'sees', values: [...values].sort() })
export const nothing: Outcome = sees()
export const touches = (count: number): Outcome => ({ kind: 'touches', count })
/** The `kind` of a function's outcome; null when it answers null. */
export const answers = (word: string | null): Outcome => ({ kind: 'answers', word })

type PerActor = Partial<Record<CastMember, Outcome>>

/** One scene for every member of the cast: those named get their outcome, all others the last one. */
export function everyone(
  verb: Verb,
  what: string,
  sql: string | ((actor: CastMember) => string),
  named: PerActor,
  others: Outcome,
): Scene[] {
  return cast.map((actor) => {
    const expect = named[actor] ?? others
    const statement = typeof sql === 'string' ? sql : sql(actor)
    return {
      sentence: `${called[actor]}, ${verb} ${what}: ${inWords(expect)}`,
      as: actor,
      verb,
      sql: statement,
      expect,
    }
  })
}

/** Nobody but the service: every verb of every actor stops at the grant. */
export function nobody(table: string, key: string): Scene[] {
  return [
    ...everyone('select', 'any row', `select ${key} from ${table}`, {}, refused),
    ...everyone('insert', 'a row', `insert into ${table} default values`, {}, refused),
    ...everyone('update', 'any row', `update ${table} set ${key} = ${key}`, {}, refused),
    ...everyone('delete', 'any row', `delete from ${table}`, {}, refused),
  ]
}

/** A scene of its own. */
export const scene = (sentence: string, as: Actor, sql: string, expect: Outcome, given?: string): Scene => ({
  sentence,
  as,
  sql,
  expect,
  ...(given ? { given } : {}),
})

export function inWords(outcome: Outcome): string {
  if (outcome.kind === 'fails') return outcome.code === '42501' ? 'refused' : `fails with ${outcome.code}`
  if (outcome.kind === 'answers') return `answered "${outcome.word}"`
  if (outcome.kind === 'touches') return `touches ${outcome.count}`
  return outcome.values.length ? `sees ${outcome.values.join(', ')}` : 'sees nothing'
}
