import type { en } from '../i18n/en/index.ts'
import { words, wordsOf } from '../i18n/index.ts'

/** A text of which emails are made. A kind of email has one, or several that say the same step in different cases. */
export type TextKey = keyof (typeof en)['mail']['texts']
/** What a text may name in double braces. */
export type Placeholder = keyof (typeof en)['emails']['placeholders']
/** What an email knows under these names; what is missing, null or empty has nothing to say. */
export type Values = Partial<Record<Placeholder, string | null>>

/** How coordinators write a text: a line, and paragraphs with an empty line between them. */
export type EmailTemplate = { subject: string; body: string }
/** The words that a text has just now. */
export type Wording = (key: TextKey) => EmailTemplate

/** What a feature declares about a template of its emails. */
export type TextSpec = {
  /** Whom the email goes to: how texts are grouped. */
  to: 'applicants' | 'coordinators' | 'members'
  /** The kind of email that it stands in, and plainly fictional facts to show it with. */
  kind: string
  sample: Record<string, unknown>
  /** What it may name. */
  names: readonly Placeholder[]
  /** What its body has to name, since nothing else in the email says it. */
  needs?: readonly Placeholder[]
}
export type TextSpecs = Partial<Record<TextKey, TextSpec>>

/** These hold paragraphs that people wrote: they do not fit into a subject. */
const whole = new Set<Placeholder>(['message', 'reason', 'news'])
const named = /\{\{\s*(?:([^{}\s]+)\s*)?\}\}/g

/** The words that stand in the catalogue of a language. */
export function standardText(key: TextKey, locale = 'en'): EmailTemplate {
  const { subject, body } = words.getResource(locale, 'mail', `texts.${key}`) as {
    subject: string
    body: readonly string[]
  }
  return { subject, body: body.join('\n\n') }
}

export const standardWording: Wording = (key) => standardText(key)

/** What is wrong with a text, one word each: nothing of the sort is saved, and none leaves in an email. */
export type TextFault =
  | { kind: 'unknown' | 'misplaced'; name: string }
  | { kind: 'missing'; name: Placeholder }
  | { kind: 'braces' }

/** Looks at the names in a text: those nobody knows, those that have to be there, braces that name nothing. */
export function faultsOf({ subject, body }: EmailTemplate, { names, needs = [] }: TextSpec) {
  const known = new Set<string>(names)
  const faultsIn = (text: string): TextFault[] => [
    ...namesIn(text)
      .filter((name) => !known.has(name))
      .map((name): TextFault => ({ kind: 'unknown', name })),
    ...(/\{\{|\}\}/.test(text.replace(named, '')) ? [{ kind: 'braces' } as const] : []),
  ]
  const there = new Set<string>(namesIn(body))
  return {
    subject: [
      ...faultsIn(subject),
      ...namesIn(subject)
        .filter((name) => known.has(name) && whole.has(name as Placeholder))
        .map((name): TextFault => ({ kind: 'misplaced', name })),
    ],
    body: [
      ...faultsIn(body),
      ...needs.filter((name) => !there.has(name)).map((name): TextFault => ({ kind: 'missing', name })),
    ],
  }
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(named)].map(([, name = '']) => name))]
}

/** Puts what an email knows into its words. What people wrote is put in once and never read for names again. */
export function fill(
  { subject, body }: EmailTemplate,
  values: Values,
): { subject: string; paragraphs: string[] } {
  const say = (text: string) => text.replace(named, (_, name?: Placeholder) => (name && values[name]) ?? '')
  return {
    subject: say(subject).replace(/\s+/g, ' ').trim(),
    paragraphs: body
      .split(/\n{2,}/)
      .filter((paragraph) => namesIn(paragraph).every((name) => values[name as Placeholder]))
      .flatMap((paragraph) => say(paragraph).split(/\n{2,}/))
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ''),
  }
}

/** The greeting of an email: by name, if there is one. */
export function greetingOf(name: string | null | undefined): string {
  const t = wordsOf('mail')
  return name ? t('greeting.named', { name }) : t('greeting.plain')
}
