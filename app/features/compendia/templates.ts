import { wordsOf } from '#app/platform/i18n/index.ts'
import type { Kind } from './shapes.ts'

const t = wordsOf('compendia')

/** The sections of the field's papers, by name; the words are in the language file of the feature. */
type Section =
  | 'keyMessages'
  | 'summary'
  | 'context'
  | 'analysis'
  | 'securityCouncil'
  | 'secretariat'
  | 'contributors'
  | 'regional'
  | 'hostState'
  | 'donors'
  | 'notes'
  | 'authors'
  | 'disclaimer'
  | 'licence'
  | 'citation'
  | 'keywords'
  | 'press'
  | 'source'
  | 'talkingPoints'
  | 'insight'
  | 'terms'
  | 'practice'
  | 'questions'
  | 'reading'
  | 'purpose'
  | 'agreement'

type Plan = { title: string; sections: readonly Section[] }

const contribution: readonly Section[] = ['keyMessages', 'summary', 'context', 'analysis', 'notes', 'authors']
const addressees: readonly Section[] = [
  'securityCouncil',
  'secretariat',
  'contributors',
  'regional',
  'hostState',
  'donors',
]
const imprint: readonly Section[] = ['disclaimer', 'licence', 'citation', 'keywords', 'press']

function plans(): Record<Kind, Plan[]> {
  return {
    compendium: [
      { title: t('template.foreword'), sections: ['purpose'] },
      { title: t('template.keyMessages'), sections: ['keyMessages', 'summary'] },
      { title: t('template.introduction'), sections: ['context', 'purpose'] },
      { title: t('template.firstContribution'), sections: contribution },
      { title: t('template.secondContribution'), sections: contribution },
      { title: t('template.thirdContribution'), sections: contribution },
      { title: t('template.common'), sections: ['agreement', ...addressees] },
      { title: t('template.imprint'), sections: ['authors', ...imprint] },
    ],
    brief: [
      { title: t('template.keyMessages'), sections: ['keyMessages', 'summary'] },
      { title: t('template.context'), sections: ['context', 'analysis'] },
      { title: t('template.recommendations'), sections: addressees },
      { title: t('template.notes'), sections: ['notes', 'authors', ...imprint] },
    ],
    digest: [
      { title: t('template.source'), sections: ['source', 'talkingPoints'] },
      { title: t('template.insight'), sections: ['insight', 'summary', 'terms'] },
      { title: t('template.practice'), sections: ['practice', 'questions'] },
      { title: t('template.further'), sections: ['reading', 'keywords', 'notes'] },
    ],
  }
}

export type TemplateChapter = { title: string; sections: { heading: string; hint: string }[] }

/** The chapters that a new compendium, brief or digest starts with, each with the headings of its first content. */
export function templateOf(kind: Kind): TemplateChapter[] {
  return plans()[kind].map(({ title, sections }) => ({
    title,
    sections: sections.map((name) => ({
      heading: t(`section.${name}.heading`),
      hint: t(`section.${name}.hint`),
    })),
  }))
}

/** The headings of a chapter that is added later: a short paper of its own. */
export function contributionSections(): TemplateChapter['sections'] {
  return contribution.map((name) => ({
    heading: t(`section.${name}.heading`),
    hint: t(`section.${name}.hint`),
  }))
}

/** The titles of the first chapters by template, for the choice. */
export function templateTitles(): Record<Kind, string[]> {
  const titles = (kind: Kind) => templateOf(kind).map(({ title }) => title)
  return { compendium: titles('compendium'), brief: titles('brief'), digest: titles('digest') }
}
