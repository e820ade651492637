import { z } from 'zod'
import { beganFromVersion } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import {
  faultsOf,
  type EmailTemplate,
  type TextFault,
  type TextKey,
  type TextSpec,
} from '#app/platform/mail/wording.ts'
import { requiredLines, severalLines, singleLine } from '#app/platform/text.ts'
import { braced, outboxStates } from './names.ts'
import { templateSpecs } from './composers.ts'

const t = wordsOf('emails')

export const textKeys = Object.keys(templateSpecs) as TextKey[]
export const Key = z.custom<TextKey>((key) => typeof key === 'string' && Object.hasOwn(templateSpecs, key))

const Body = requiredLines(8000, {
  empty: t('edit.fields.bodyEmpty'),
  long: t('edit.fields.bodyLong'),
  unprintable: t('edit.fields.unprintable'),
}).transform((body) =>
  body
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n'),
)

/** The words of one text, as a form sends them: what they name is checked against what the email knows. */
export function textInput(spec: TextSpec) {
  return z
    .object({
      subject: singleLine(160, {
        empty: t('edit.fields.subjectEmpty'),
        long: t('edit.fields.subjectLong'),
        unprintable: t('edit.fields.unprintable'),
      }),
      body: Body,
      version: beganFromVersion(0),
    })
    .superRefine((text: EmailTemplate, context) => {
      const faults = faultsOf(text, spec)
      for (const field of ['subject', 'body'] as const)
        // An empty field is told that it is empty, and nothing else.
        for (const fault of text[field] ? faults[field] : [])
          context.addIssue({ code: 'custom', path: [field], message: sentenceFor(fault, spec) })
    })
}

function sentenceFor(fault: TextFault, { names }: TextSpec): string {
  if (fault.kind === 'braces') return t('edit.fields.braces', { example: braced('name') })
  const name = braced(fault.name)
  if (fault.kind !== 'unknown') return t(`edit.fields.${fault.kind}`, { name })
  return t('edit.fields.unknown', { name, known: names.map(braced).join(', ') })
}

export const OutboxQuery = z.object({
  show: z.enum(outboxStates).catch('failed'),
  page: z.coerce.number().int().min(1).max(400).catch(1),
})
export type OutboxQuery = z.infer<typeof OutboxQuery>

/** Why an email bounced, in one line. */
export const ReturnInput = z.object({ reason: severalLines(300, { long: t('bounce.long') }) })
