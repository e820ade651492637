import type { FormReply } from '#app/platform/form.ts'

/** What the page of a compendium hears after a change; `chapterId` and `intent` say which form asked. */
export type ChangeReply = {
  kind:
    | 'moved'
    | 'cycle'
    | 'at-the-edge'
    | 'renamed'
    | 'changed-meanwhile'
    | 'added'
    | 'amended'
    | 'refused'
    | 'gone'
    | 'invalid'
    | 'failed'
  intent: string
  chapterId: string | null
  /** The title that stands, when somebody else renamed the chapter meanwhile. */
  standing?: string
  reply?: FormReply
}

/** The sentence for a change that did not come about, as a key under `page`. */
export function problemOf({ kind }: ChangeReply): 'gone' | 'cycle' | 'failed' | 'refused' {
  return kind === 'gone' || kind === 'cycle' || kind === 'failed' ? kind : 'refused'
}

/** What is said in the browser when the portal could not be reached: nothing typed is lost. */
export function unreached(intent: string, chapterId: string | null): ChangeReply {
  return { kind: 'failed', intent, chapterId }
}

/** A change that never reached the portal changed nothing: asking for the page again would only fail too. */
export function revalidateWhenReached(asked: {
  actionResult?: unknown
  defaultShouldRevalidate: boolean
}): boolean {
  const result = asked.actionResult as Partial<ChangeReply> | undefined
  return result?.kind === 'failed' ? false : asked.defaultShouldRevalidate
}
