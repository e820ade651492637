const segmenters = new Map<string, Intl.Segmenter>()

/**
 * How many words a text has, as the reader of its language would count: by `Intl.Segmenter`, so that Arabic,
 * Ethiopic and scripts without spaces count right. Words joined by a hyphen are one, as in Word.
 */
export function countWords(text: string, language = 'en'): number {
  let words = 0
  let joined = false
  let hyphen = false
  for (const { segment, isWordLike } of segmenter(language).segment(text)) {
    if (isWordLike) {
      if (!hyphen) words++
      joined = true
      hyphen = false
    } else {
      hyphen = joined && /^[-‐‑]$/.test(segment)
      joined = false
    }
  }
  return words
}

function segmenter(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const made = new Intl.Segmenter(supported(language), { granularity: 'word' })
  segmenters.set(language, made)
  return made
}

function supported(language: string): string {
  try {
    return Intl.Segmenter.supportedLocalesOf(language)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
