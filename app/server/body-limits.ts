/** In bytes: a form of a few lines, one of long texts, and one with a file. What is longer than a file may be is read away, not kept. */
const sizes = { short: 64 * 1024, texts: 1024 * 1024, file: 96 * 1024 * 1024 }

/**
 * Where a form may bring more than a few lines, by the path of its route. A file comes as `multipart/form-data`; other forms of
 * the same route bring texts. Every other path takes a short form: what anybody may send without an account is among them.
 */
export const longForms: Readonly<Record<string, 'texts' | 'file'>> = {
  'account/profile': 'file',
  'institutions/:slug': 'texts',
  'institutions/:slug/profile': 'file',
  'institutions/:slug/invite': 'texts',
  'join/apply': 'texts',
  'join/apply/papers': 'file',
  'join/apply/:step': 'texts',
  application: 'file',
  'manage/emails/templates/:key': 'texts',
  'manage/pages/:key': 'texts',
  'manage/institutions/:slug': 'texts',
  'manage/applications/:number': 'texts',
  'compendia/new': 'texts',
  'compendia/:slug': 'texts',
  'compendia/:slug/settings': 'texts',
}

const patterns = Object.entries(longForms).map(([route, kind]) => ({ parts: route.split('/'), kind }))

/** The most bytes that a body may have at a path, as it stands in the request. */
export function longestBody(path: string, contentType: string | undefined): number {
  // A page with scripts sends its forms to the same path with `.data` at its end.
  const asked = path
    .replace(/\.data$/, '')
    .split('/')
    .slice(1)
  const found = patterns.find(
    ({ parts }) =>
      parts.length === asked.length && parts.every((part, n) => part.startsWith(':') || part === asked[n]),
  )
  if (!found) return sizes.short
  const isFile = found.kind === 'file' && contentType?.toLowerCase().startsWith('multipart/form-data')
  return isFile ? sizes.file : sizes.texts
}
