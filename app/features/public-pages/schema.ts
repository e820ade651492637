import { z } from 'zod'
import { editorSchema } from '#app/editor/schema.ts'
import type { DocumentJson } from '#app/editor/render/index.ts'
import { beganFromVersion } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { singleLine } from '#app/platform/text.ts'

const t = wordsOf('public')

/** The texts of the public pages. */
export const keys = ['about', 'join', 'privacy'] as const
export const Key = z.enum(keys)
export type Key = z.infer<typeof Key>

/** The longest text, as JSON: some thirty pages. */
const longest = 150_000

/** A text in the grammar of the editor, sent as JSON. What does not fit the grammar is refused, not mended. */
const Content = z
  .string({ error: t('texts.unfit') })
  .max(longest, t('texts.long'))
  .transform((sent, context): DocumentJson => {
    try {
      const node = editorSchema().nodeFromJSON(JSON.parse(sent))
      node.check()
      if (node.type.name === 'doc') return node.toJSON() as DocumentJson
    } catch {
      // What is no JSON or no document of ours is one and the same here.
    }
    context.addIssue({ code: 'custom', message: t('texts.unfit') })
    return z.NEVER
  })

export const SaveInput = z.object({
  title: singleLine(160, {
    empty: t('texts.titleEmpty'),
    long: t('texts.titleLong'),
    unprintable: t('texts.unprintable'),
  }),
  version: beganFromVersion(1),
  content: Content,
})
