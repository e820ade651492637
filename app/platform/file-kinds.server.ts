/** The kinds of file that the portal takes, with the type each is kept and served under. */
export const fileKinds = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  png: { mediaType: 'image/png', endings: ['png'] },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { mediaType: 'image/webp', endings: ['webp'] },
} as const
export type FileKind = keyof typeof fileKinds

/**
 * What a file is by its content: a kind; a Word file that is not to be opened; a PDF or Office file that is encrypted; a
 * drawing that can hold scripts; or nothing that we take.
 */
export type Looked = FileKind | 'harmful' | 'locked' | 'svg' | null

/**
 * Looks at the content, never at the name or at what the browser says. Nothing is unpacked or decoded. The libraries for it
 * are loaded with the first file.
 */
export async function kindOfFile(bytes: Uint8Array): Promise<Looked> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return kindOfZip(bytes)
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(bytes)
  switch (found?.mime) {
    case 'application/pdf':
      return isEncryptedPdf(bytes) ? 'locked' : 'pdf'
    case 'image/png':
      return 'png'
    case 'image/jpeg':
      return 'jpeg'
    case 'image/webp':
      return 'webp'
    // Word puts a document with a password into the container of its old formats.
    case 'application/x-cfb':
      return has(bytes, 'EncryptedPackage', 'utf-16le') ? 'locked' : null
    default:
      return isSvg(bytes) ? 'svg' : null
  }
}

/** A PDF says in its trailer, which is never packed, by which entry it is encrypted. */
function isEncryptedPdf(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = buffer.indexOf('/Encrypt'); at >= 0; at = buffer.indexOf('/Encrypt', at + 8)) {
    if (/^\s{0,9}(?:\d{1,10}\s{1,9}\d{1,5}\s{1,9}R|<<)/.test(buffer.toString('latin1', at + 8, at + 48)))
      return true
  }
  return false
}

function isSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(Buffer.from(bytes.subarray(0, 4096)).toString('utf8'))
}

function has(bytes: Uint8Array, word: string, encoding: BufferEncoding): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(word, 0, encoding)
}

/** A Word file of ten megabytes unpacks to a few times its size; more than this is meant to fill a disk. */
const mostUnpacked = 250 * 1024 * 1024
const mostEntries = 5_000

/** A Word file by its list of contents, which is read without unpacking anything. */
async function kindOfZip(bytes: Uint8Array): Promise<'docx' | 'harmful' | null> {
  const { unzipSync } = await import('fflate')
  const names = new Set<string>()
  let packed = 0
  let unpacked = 0
  let entries = 0
  try {
    unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        names.add(name)
        packed += size
        unpacked += originalSize
        entries += 1
        return false
      },
    })
  } catch {
    return null
  }
  // Entries that share their bytes say more than the file holds.
  if (unpacked > mostUnpacked || entries > mostEntries || packed > bytes.length) return 'harmful'
  if (!names.has('[Content_Types].xml') || !names.has('word/document.xml')) return null
  return [...names].some((name) => /vbaProject\.bin$/i.test(name)) ? 'harmful' : 'docx'
}

/** A name for a file as it is kept: its last part, without what cannot be shown, with the ending of its kind. */
export function safeFileName(name: string, kind: FileKind): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const shown = last
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029<>:"|?*]/g, '')
    .trim()
  const ending = /\.([a-z0-9]{1,5})$/i.exec(shown)?.[1]?.toLowerCase()
  const { endings } = fileKinds[kind]
  const fits = endings.some((each) => each === ending)
  const stem = (fits ? shown.slice(0, -(ending!.length + 1)) : shown).slice(0, 180).trim() || 'file'
  return `${stem}.${fits ? ending : endings[0]}`
}
