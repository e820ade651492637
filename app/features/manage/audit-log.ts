import { countryName } from '#app/platform/countries.ts'
import { en } from '#app/platform/i18n/en/index.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { dayWords } from '#app/platform/text.ts'
import type { AuditLogEntry } from './queries.server.ts'

const t = wordsOf('manage')
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whom or what a column with an id points at. */
const kinds: Record<string, 'person' | 'institution' | 'chapter' | 'compendium'> = {
  person_id: 'person',
  assigned_to: 'person',
  decided_by: 'person',
  settled_by: 'person',
  institution_id: 'institution',
  lead_institution_id: 'institution',
  merged_into: 'institution',
  chapter_id: 'chapter',
  compendium_id: 'compendium',
}

/** Who did what, as a sentence; the moment stands beside it. */
export function sentenceOf(entry: AuditLogEntry): string {
  const { actor, actorKind, action, subject } = entry
  const who = actorKind === 'person' ? (actor ?? t('auditLog.gone')) : t(`auditLog.${actorKind}`)
  const name = aboutOf(entry)
  const what =
    name === null
      ? t(`auditLog.unnamed.${subject}` as 'auditLog.unnamed.people', { defaultValue: subject })
      : t(`auditLog.named.${subject}` as 'auditLog.named.people', { name, defaultValue: name })
  return t(`auditLog.did.${action}`, { who, what })
}

/** What an entry is about: as it is called today, otherwise as it was called when the entry was made. */
function aboutOf(entry: AuditLogEntry): string | null {
  const { about, before, after, names, subject } = entry
  if (about) return about
  const held = { ...before, ...after }
  if (subject === 'letter_texts')
    return t(`emails:templates.names.${String(held['key'])}` as 'auditLog.title', {
      defaultValue: String(held['key']),
    })
  const column = ['restored', 'title', 'name'].find((each) => typeof held[each] === 'string')
  if (column) return String(held[column])
  const pointer = ['chapter_id', 'person_id', 'institution_id'].find((each) => held[each])
  return pointer ? nameOf(pointer, String(held[pointer]), names) : null
}

const nameOf = (column: string, value: string, names: AuditLogEntry['names']): string =>
  names[value] ?? t(`auditLog.unknown.${kinds[column] ?? 'other'}`)

const order = Object.keys(en.manage.auditLog.columns)

export type Change = { column: string; before: string | null; after: string | null }

/** Each column that changed, with its values for people: names for ids, words for codes. */
export function changesOf({ before, after, names }: AuditLogEntry, language: string): Change[] {
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const place = (column: string) => order.indexOf(column)
  return columns
    .toSorted((a, b) => place(a) - place(b))
    .filter((column) => column !== 'restored')
    .map((column) => ({
      column: t(`auditLog.columns.${column}` as 'auditLog.columns.name', {
        defaultValue: column.replaceAll('_', ' '),
      }),
      before: before && valueOf(column, before[column], names, language),
      after: after && valueOf(column, after[column], names, language),
    }))
}

function valueOf(column: string, value: unknown, names: AuditLogEntry['names'], language: string): string {
  if (value === null || value === undefined || value === '') return t('auditLog.empty')
  if (column === 'logo') return t('auditLog.logo')
  if (typeof value === 'boolean') return t(value ? 'list.yes' : 'list.no')
  if (typeof value !== 'string') return String(typeof value === 'number' ? value : JSON.stringify(value))
  if (id.test(value)) return nameOf(column, value, names)
  if (column.endsWith('_shown_to'))
    return t(`profile:audiences.${value}` as 'auditLog.empty', { defaultValue: value })
  if (column === 'visibility')
    return t(`compendia:visibility.${value}` as 'auditLog.empty', { defaultValue: value })
  if (column === 'country') return countryName(value, language)
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return dayWords(value, language)
  return value
}
