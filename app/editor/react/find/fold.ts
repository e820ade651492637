export interface FoldOptions {
  caseSensitive: boolean
  /** Whether a typographic sign stands for the plain one: ’ for ', – for -, a no-break space for a space. */
  plainSigns: boolean
}

/**
 * A text as it is compared. Folding may change its length (İ, ß, ﬁ, a decomposed é), so each code unit of `text`
 * says which signs of the source it stems from.
 */
export interface FoldedText {
  text: string
  /** For each code unit of `text`: where the sign it stems from begins and ends in the source. */
  from: readonly number[]
  to: readonly number[]
}

const TYPOGRAPHIC: readonly (readonly [plain: string, variants: RegExp])[] = [
  [' ', /[\t\p{Zs}]/gu],
  ["'", /[‘’‚‛ʻʼ′]/g],
  ['"', /[“”„‟″]/g],
  ['-', /[‐‑‒–−]/g],
]
const TYPOGRAPHIC_SIGN = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000‘’‚‛ʻʼ′“”„‟″‐‑‒–−]/u
// Ligatures, the presentation forms of Arabic that PDF readers copy, and full-width letters.
const PRESENTATION_FORM = /[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e]/
// What nobody sees: soft hyphens, marks of direction, joiners of words; and what Arabic text carries or not: vowel
// signs and the stretching of a line.
const UNSEEN =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0640]|[\u064b-\u0652]|\u0670/g
/** Signs that are one code unit each, before and after folding. */
const SIMPLE =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u00b4\u00b6-\u00de\u00e0-\u00ff\u0400-\u045f\u05d0-\u05ea]*$/

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The signs a reader takes for the same one, made the same. */
export function foldText(source: string, options: FoldOptions): FoldedText {
  if (SIMPLE.test(source)) {
    const from = Array.from(source, (_, index) => index)
    const text = options.caseSensitive ? source : source.toLowerCase()
    return { text, from, to: from.map((index) => index + 1) }
  }
  let text = ''
  const from: number[] = []
  const to: number[] = []
  for (const { segment, index } of graphemes.segment(source)) {
    const folded = foldSign(segment, options)
    text += folded
    for (let unit = 0; unit < folded.length; unit++) {
      from.push(index)
      to.push(index + segment.length)
    }
  }
  return { text, from, to }
}

function foldSign(sign: string, { caseSensitive, plainSigns }: FoldOptions): string {
  let folded = sign.replace(UNSEEN, '').normalize(PRESENTATION_FORM.test(sign) ? 'NFKC' : 'NFC')
  if (plainSigns) for (const [plain, variants] of TYPOGRAPHIC) folded = folded.replace(variants, plain)
  return caseSensitive ? folded : foldCase(folded)
}

/** Unicode's case folding, with İ as i; ı stays, since it is another letter than i. */
function foldCase(sign: string): string {
  if (sign === 'ı') return sign
  return sign.toLowerCase().toUpperCase().toLowerCase().replaceAll('i\u0307', 'i').normalize('NFC')
}

/**
 * Whether to take typographic signs for plain ones. Whoever searches for such a sign alone, to replace it, means
 * that sign; whoever searches for words means the words, however they were typed.
 */
export function takesPlainSigns(search: string): boolean {
  return /[\p{L}\p{N}]/u.test(search) || !TYPOGRAPHIC_SIGN.test(search)
}
