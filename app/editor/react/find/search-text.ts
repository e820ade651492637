import { foldText, takesPlainSigns, type FoldedText, type FoldOptions } from './fold.ts'

export interface TextQuery {
  needle: string
  wholeWord: boolean
  options: FoldOptions
}

/** A place in a text, in code units of that text as it stands. */
export interface TextMatch {
  from: number
  to: number
}

/** What to look for, prepared once; null when there is nothing to look for. */
export function textQuery(search: string, caseSensitive: boolean, wholeWord: boolean): TextQuery | null {
  const options = { caseSensitive, plainSigns: takesPlainSigns(search) }
  const needle = foldText(search, options).text
  return needle === '' ? null : { needle, wholeWord, options }
}

/** Where the words stand in a text, in order and without overlap. A match never begins or ends inside a sign. */
export function searchText(source: string, { needle, wholeWord, options }: TextQuery): TextMatch[] {
  const folded = foldText(source, options)
  const found: TextMatch[] = []
  const words = wholeWord ? wordEdges(source, folded) : null
  for (let at = folded.text.indexOf(needle); at >= 0;) {
    const end = at + needle.length
    const whole = !cutsSign(folded, at) && !cutsSign(folded, end)
    const taken = whole && (!words || (words(at) && words(end)))
    if (taken) found.push({ from: folded.from[at] ?? 0, to: folded.to[end - 1] ?? 0 })
    at = folded.text.indexOf(needle, taken ? end : at + 1)
  }
  return found
}

function cutsSign({ from, text }: FoldedText, at: number): boolean {
  return at > 0 && at < text.length && from[at] === from[at - 1]
}

const WORD_SIGN = /[\p{L}\p{M}\p{N}_]/u
const WITHOUT_SPACES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Whether a word may begin or end at a place of the folded text. */
function wordEdges(source: string, { text, from }: FoldedText): (at: number) => boolean {
  let edges: Set<number> | null = null
  return (at) => {
    const before = text.slice(Math.max(0, at - 2), at).match(/.$/su)?.[0] ?? ''
    const after = text.slice(at, at + 2).match(/^./su)?.[0] ?? ''
    if (!WORD_SIGN.test(before) || !WORD_SIGN.test(after)) return true
    if (!WITHOUT_SPACES.test(before + after)) return false
    edges ??= edgesOf(source)
    return edges.has(from[at] ?? source.length)
  }
}

/** Scripts without spaces between words: the dictionary of the browser knows where words begin. */
function edgesOf(source: string): Set<number> {
  const words = new Intl.Segmenter('und', { granularity: 'word' }).segment(source)
  return new Set(Array.from(words, ({ index }) => index))
}
