import type { FormReply } from '#app/platform/form.ts'
import type { Answers } from '../../shapes.ts'

/** What the fields of a part show: what was just typed and refused, or else what is kept. */
export function typed(reply: FormReply | null, answers: Answers) {
  const errors = reply?.errors ?? {}
  const kept: Record<string, unknown> = answers
  /** Name, text and messages of a field. */
  function text(name: keyof Answers & string) {
    const stored = kept[name]
    return {
      name,
      defaultValue: reply ? (reply.values[name] ?? '') : typeof stored === 'string' ? stored : '',
      errors: errors[name],
    }
  }
  /** The boxes that are ticked. */
  function several(name: 'themes' | 'languages'): string[] {
    return reply ? (reply.values[`${name}[]`] ?? '').split(',') : answers[name]
  }
  return { text, several, errors }
}
