import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { CommandPalette, type PaletteResult } from '#app/ui/index.ts'

type ChapterPlace = { id: string; title: string; compendium: string }
/** What `/search` answers: at most five of each kind. */
type Found = {
  /** Only where nothing was asked. */
  recent: ChapterPlace[]
  compendia: { slug: string; title: string }[]
  chapters: ChapterPlace[]
  people: { id: string; name: string; institution: string | null }[]
  institutions: { slug: string; name: string; acronym: string | null }[]
}

/** In milliseconds: long enough to skip requests while somebody types, too short to notice. */
const breath = 120

type PaletteProps = { isOpen: boolean; onOpenChange: (open: boolean) => void }

/** Jumps to a compendium, a chapter, a person or an institution by name. */
export default function Palette(props: PaletteProps) {
  const { t } = useTranslation('shell')
  const search = useFetcher<Found>()
  const waiting = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(waiting.current), [])

  const ask = (query: string) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(
      () => search.load(`${paths.search()}?${new URLSearchParams({ q: query })}`),
      query ? breath : 0,
    )
  }
  const groups = {
    recent: t('palette.recent'),
    compendia: t('palette.compendia'),
    chapters: t('palette.chapters'),
    people: t('palette.people'),
    institutions: t('palette.institutions'),
  }
  return (
    <CommandPalette
      {...props}
      onQuery={ask}
      results={search.data ? resultsOf(search.data, groups) : []}
      loading={search.state !== 'idle'}
      placeholder={t('palette.title')}
    />
  )
}

function resultsOf(found: Partial<Found>, groups: Record<keyof Found, string>): PaletteResult[] {
  const { recent = [], compendia = [], chapters = [], people = [], institutions = [] } = found
  const place = (group: string) => (chapter: ChapterPlace) => ({
    id: chapter.id,
    group,
    label: chapter.title,
    hint: chapter.compendium,
    href: paths.chapter(chapter.id),
  })
  return [
    ...recent.map(place(groups.recent)),
    ...compendia.map(({ slug, title }) => ({
      id: `compendium ${slug}`,
      group: groups.compendia,
      label: title,
      href: paths.compendium(slug),
    })),
    ...chapters.map(place(groups.chapters)),
    ...people.map(({ id, name, institution }) => ({
      id,
      group: groups.people,
      label: name,
      ...(institution && { hint: institution }),
      href: paths.person(id),
    })),
    ...institutions.map(({ slug, name, acronym }) => ({
      id: `institution ${slug}`,
      group: groups.institutions,
      label: name,
      ...(acronym && { hint: acronym }),
      href: paths.institution(slug),
    })),
  ]
}
