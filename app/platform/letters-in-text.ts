/**
 * The signs that do not make a name readable by themselves: spaces, punctuation, symbols, emoji, combining marks, and the
 * letters that show nothing (Hangul fillers). Everything else counts as a letter or digit, in any script. The database holds
 * the same list (`app.has_letter`); `supabase/tests/text-rule.ts` compares both at every border.
 */
const signs = [
  String.raw`\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf`,
  String.raw`\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u036f\u0375\u037e\u0384-\u0385`,
  String.raw`\u0387\u03f6\u055a-\u055f\u0589-\u05c6\u05f3-\u061f\u0700-\u070f\u0830-\u083e\u0bf3-\u0bfa`,
  String.raw`\u0f01-\u0f1f\u0f34-\u0f3d\u0fbe-\u0fda\u104a-\u104f\u115f-\u1160\u1360-\u1368\u1390-\u1399`,
  String.raw`\u17b4-\u17d6\u1800-\u180f\u1940-\u1945\u19de-\u19ff\u1aa0-\u1aa6\u1aa8-\u1aff\u1b5a-\u1b7f`,
  String.raw`\u1c3b-\u1c3f\u1cc0-\u1cd3\u1dc0-\u1dff\u1ffd-\u206f\u207a-\u207e\u208a-\u208e\u20a0-\u2101`,
  String.raw`\u211e-\u2123\u2140-\u2144\u218a-\u244a\u249c-\u24e9\u2500-\u2775\u2794-\u2bff\u2ce5-\u2cea`,
  String.raw`\u2e00-\u2e2e\u2e30-\u3004\u3008-\u3020\u3164\u3196-\u319f\u31c0-\u31ef\u3200-\u321e`,
  String.raw`\u322a-\u3247\u3260-\u327f\u328a-\u32b0\u32c0-\u33ff\u4dc0-\u4dff\ua490-\ua4c6\ua673-\ua67e`,
  String.raw`\ua6f2-\ua716\ua9c1-\ua9cd\ue000-\uf8ff\ufbb2-\ufbd2\ufd3e-\ufd4f\ufdc8-\ufdcf\ufdfc-\ufe6b`,
  String.raw`\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffa0\uffe0-\ufffd\u{1018c}-\u{101fc}`,
  String.raw`\u{1bc9c}-\u{1ccef}\u{1ccfa}-\u{1d245}\u{1d800}-\u{1da8b}\u{1eef0}-\u{1f0f5}\u{1f10d}-\u{1fbef}`,
  String.raw`\u{e0000}-\u{10fffd}`,
].join('')

/** The first and last code point of each range of signs. */
export const signRanges: readonly (readonly [first: number, last: number])[] = [
  ...signs.matchAll(/\\u\{?([0-9a-f]+)\}?(?:-\\u\{?([0-9a-f]+)\}?)?/g),
].map(([, first, last]) => [parseInt(first!, 16), parseInt(last ?? first!, 16)])

const letter = new RegExp(`[^${signs}]`, 'u')

/** Whether a text shows at least one letter or digit. */
export const hasLetter = (text: string): boolean => letter.test(text)
