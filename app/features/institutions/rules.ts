type Named = { name: string; acronym: string | null; city: string | null }

/** The institutions that match what was typed: every word in name, acronym or city, accents and case aside. */
export function matching<T extends Named>(institutions: readonly T[], query: string): T[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  return institutions.filter(({ name, acronym, city }) => {
    const text = plain([name, acronym, city].filter(Boolean).join(' '))
    return words.every((word) => text.includes(word))
  })
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
