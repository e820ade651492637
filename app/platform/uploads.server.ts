import { z } from 'zod'
import { formOf } from './form-body.ts'
import type { FormReply } from './form.ts'
import { again, type Intent } from './intents.ts'
import { fieldsOf, readForm } from './parse-form.ts'
import { fileKinds, kindOfFile, safeFileName, type FileKind } from './file-kinds.server.ts'
import { wordsOf } from './i18n/index.ts'
import type { Drawn } from './pictures.server.ts'
import type { StoredPicture } from './stored-picture.ts'
import { sizeWords } from './text.ts'

/** A file that was sent with a form; its content fits `mediaType`, and its name can be shown. */
export type Upload = { name: string; mediaType: string; kind: FileKind; bytes: Uint8Array<ArrayBuffer> }

type FileRule = {
  /** The name of the file's field. */
  field: string
  accepts: readonly FileKind[]
  /** In bytes. */
  longest: number
  /** A form of up to this many bytes is read although its file is too long, so that what was typed beside it is kept. */
  readUpTo?: number
}

/** A photo or a logo in the field `file`, as cameras and offices make them. */
const pictureRule: FileRule = {
  field: 'file',
  accepts: ['jpeg', 'png', 'webp'],
  longest: 5 * 1024 * 1024,
  readUpTo: 32 * 1024 * 1024,
}

/** What a form weighs beside its file. */
const rest = 256 * 1024

/**
 * Reads a form with at most one file. What is too long is not read into memory (413); what is of another kind than its
 * name says, or of none that is taken here, is refused (415) with a sentence at the field. Without a file, `file` is null.
 */
export async function parseFormWithFile<T extends z.ZodType>(
  request: Request,
  schema: T,
  { field, accepts, longest, readUpTo = longest }: FileRule,
): Promise<
  | { ok: true; value: z.infer<T>; values: FormReply['values']; file: Upload | null }
  | { ok: false; status: 400 | 413 | 415; reply: FormReply }
> {
  const t = wordsOf('shell')
  const refuse = (status: 400 | 413 | 415, message: string, values: FormReply['values'] = {}) => ({
    ok: false as const,
    status,
    reply: { errors: { [field]: [message] }, values },
  })
  const tooLong = t('uploads.tooLong', { size: sizeWords(longest, 'en-GB') })
  if (Number(request.headers.get('Content-Length') ?? 0) > readUpTo + rest) {
    await readAway(request)
    return refuse(413, tooLong)
  }
  const form = await formOf(request)
  const parsed = readForm(form, schema)
  if (!parsed.ok) return { ok: false, status: 400, reply: parsed.reply }
  const sent = form.get(field)
  if (!(sent instanceof File) || sent.size === 0) {
    // A browser sends an empty file without a name where none was chosen.
    if (sent instanceof File && sent.name !== '') return refuse(415, t('uploads.empty'), fieldsOf(form))
    return { ...parsed, file: null }
  }
  if (sent.size > longest) return refuse(413, tooLong, fieldsOf(form))
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const kind = await kindOfFile(bytes)
  if (kind === 'harmful' || kind === 'locked' || kind === 'svg')
    return refuse(415, t(`uploads.${kind}`), fieldsOf(form))
  if (kind === null || !accepts.includes(kind))
    return refuse(415, t('uploads.otherKind', { kinds: kindWords(accepts) }), fieldsOf(form))
  const name = safeFileName(sent.name, kind)
  return { ...parsed, file: { name, kind, mediaType: fileKinds[kind].mediaType, bytes } }
}

/** A form with one file, among the forms of a page. */
export function upload<T extends z.ZodType, Outcome extends object>(
  schema: T,
  rule: FileRule,
  handle: (value: z.infer<T>, file: Upload | null) => Promise<Outcome>,
): Intent<Outcome> {
  return {
    upload: true,
    async answer(request) {
      const form = await parseFormWithFile(request, schema, rule)
      return form.ok ? again(form, await handle(form.value, form.file)) : form
    },
  }
}

/**
 * Reads a form that may contain a picture, and re-encodes it with `draw`, which takes its time: `tooMany` says whether the
 * sender had their share (429). One that cannot be drawn is refused like a file of a kind that is not taken. Without a
 * file, `picture` is null.
 */
export async function parseFormWithPicture<T extends z.ZodType>(
  request: Request,
  schema: T,
  draw: (bytes: Uint8Array) => Promise<Drawn>,
  tooMany: () => Promise<boolean>,
): Promise<
  | { ok: true; value: z.infer<T>; values: FormReply['values']; picture: Uint8Array | null }
  | { ok: false; status: 400 | 413 | 415 | 429; reply: FormReply }
> {
  const form = await parseFormWithFile(request, schema, pictureRule)
  if (!form.ok) return form
  const { file, ...rest } = form
  if (!file) return { ...rest, picture: null }
  const t = wordsOf('profile')
  const refuse = (status: 413 | 415 | 429, said: string) => ({
    ok: false as const,
    status,
    reply: { errors: { [pictureRule.field]: [said] }, values: form.values },
  })
  if (await tooMany()) return refuse(429, t('picture.tooMany'))
  const drawn = await draw(file.bytes)
  switch (drawn.kind) {
    case 'drawn':
      return { ...rest, picture: drawn.bytes }
    case 'unreadable':
      return refuse(415, t('picture.unreadable'))
    case 'too-many-pixels':
      return refuse(413, t('picture.tooManyPixels'))
    case 'too-narrow':
      return refuse(415, t('picture.tooNarrow'))
  }
}

/** Lets the sender finish, without keeping anything: a browser shows an answer only when it could send everything. */
async function readAway(request: Request): Promise<void> {
  const reader = request.body?.getReader()
  while (reader && !(await reader.read()).done);
}

const kindWords = (kinds: readonly FileKind[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
    kinds.map((kind) => ({ pdf: 'PDF', docx: 'Word (.docx)', png: 'PNG', jpeg: 'JPEG', webp: 'WebP' })[kind]),
  )

/** The headers of a file that somebody sent in: it is handed over as it is, and never run as part of the portal. */
export function fileHeaders(
  { name, mediaType }: { name: string; mediaType: string },
  how: 'attachment' | 'inline',
): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `${how}; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  }
}

const percent = (c: string) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`

/** The stamp of the picture that the reader's browser kept, to be asked about; empty when it kept none. */
export const knownStamp = (request: Request): string =>
  /"([0-9a-f]{32})"/.exec(request.headers.get('If-None-Match') ?? '')?.[1] ?? ''

/**
 * Answers with a picture. What everybody may see stays in the reader's own browser, which asks each time whether it still
 * may; what only some may see is kept nowhere, like every private page.
 */
export function pictureAnswer({ stamp, open, bytes }: StoredPicture): Response {
  const headers = new Headers(fileHeaders({ name: `${stamp}.webp`, mediaType: 'image/webp' }, 'inline'))
  headers.set('ETag', `"${stamp}"`)
  if (open) headers.set('Cache-Control', 'private, no-cache')
  return bytes ? new Response(bytes, { headers }) : new Response(null, { status: 304, headers })
}
