import { strToU8, zipSync, type Zippable } from 'fflate'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { safeFileName } from './file-kinds.server.ts'
import { sizeWords } from './text.ts'
import { fileHeaders, parseFormWithFile, parseFormWithPicture } from './uploads.server.ts'

const pdf = strToU8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
const png = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 31, 21,
  196, 137, 0, 0, 0, 10, 73, 68, 65, 84,
])
const word = (more: Zippable = {}) =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>'), ...more })
const rule = { field: 'paper', accepts: ['pdf', 'docx', 'png'], longest: 100_000 } as const

async function sent(name: string, bytes: Uint8Array, note = 'kept', more: { readUpTo?: number } = {}) {
  const form = new FormData()
  form.set('note', note)
  form.set('paper', new File([Uint8Array.from(bytes)], name))
  const encoded = new Response(form)
  const body = await encoded.arrayBuffer()
  const request = new Request('http://portal.example/', {
    method: 'POST',
    body,
    headers: { 'Content-Type': encoded.headers.get('Content-Type')!, 'Content-Length': `${body.byteLength}` },
  })
  const outcome = await parseFormWithFile(request, z.object({ note: z.string().max(10, 'too long') }), {
    ...rule,
    ...more,
  })
  return { outcome, request }
}

test('files are known by their content', async () => {
  for (const [bytes, mediaType] of [
    [pdf, 'application/pdf'],
    [png, 'image/png'],
    [word(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ] as const) {
    const { outcome } = await sent('paper', bytes)
    expect(outcome).toMatchObject({ ok: true, value: { note: 'kept' }, file: { mediaType } })
  }
})

test('a web page that is called a PDF is refused, and what was typed is kept', async () => {
  const { outcome } = await sent('statutes.pdf', strToU8('<!doctype html><script>alert(1)</script>'))
  expect(outcome).toMatchObject({ ok: false, status: 415, reply: { values: { note: 'kept' } } })
  expect(outcome).toHaveProperty(
    'reply.errors.paper.0',
    expect.stringContaining('not PDF, Word (.docx) or PNG'),
  )
})

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
  '\ufeff<?xml version="1.0"?>\n<!-- drawn by hand -->\n<!DOCTYPE svg>\n<svg\nwidth="9"/>',
])('an SVG drawing is no picture, and the sentence says why: %s', async (drawing) => {
  const { outcome } = await sent('logo.png', strToU8(drawing))
  expect(outcome).toMatchObject({ ok: false, status: 415, reply: { values: { note: 'kept' } } })
  expect(outcome).toHaveProperty('reply.errors.paper.0', expect.stringContaining('SVG'))
})

test.each([
  ['a trailer', `trailer\n<< /Size 9 /Root 1 0 R /Encrypt 8 0 R >>\n%%EOF`],
  ['a trailer with the entry itself in it', `trailer<</Encrypt<</Filter/Standard/V 4>>/Root 1 0 R>>`],
  ['a stream of references', '9 0 obj<</Type/XRef/Encrypt\n8\n0\nR/W[1 2 1]>>stream'],
])('a PDF that is encrypted according to %s is refused with a sentence', async (_where, end) => {
  const { outcome } = await sent('statutes.pdf', new Uint8Array([...pdf, ...strToU8(end)]))
  expect(outcome).toMatchObject({ ok: false, status: 415, reply: { values: { note: 'kept' } } })
  expect(outcome).toHaveProperty('reply.errors.paper.0', expect.stringContaining('protected'))
})

test('a Word file with a password is refused with a sentence, and a PDF that only writes of encryption is taken', async () => {
  const container = new Uint8Array(2048)
  container.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  container.set(Buffer.from('EncryptedPackage', 'utf-16le'), 1024)
  const locked = await sent('statutes.docx', container)
  expect(locked.outcome).toHaveProperty('reply.errors.paper.0', expect.stringContaining('protected'))
  const open = await sent(
    'about.pdf',
    new Uint8Array([...pdf, ...strToU8('(the key /Encrypt names) Tj /EncryptMetadata')]),
  )
  expect(open.outcome).toMatchObject({ ok: true })
})

test('a file that is too long lets what was typed come back, as far as the form is read', async () => {
  const long = new Uint8Array(500_000).fill(37)
  const read = await sent('long.pdf', long, 'kept', { readUpTo: 1_000_000 })
  expect(read.outcome).toMatchObject({ ok: false, status: 413, reply: { values: { note: 'kept' } } })
  const unread = await sent('long.pdf', long)
  expect(unread.outcome).toMatchObject({ ok: false, status: 413, reply: { values: {} } })
})

test('an archive that is no Word file is refused', async () => {
  const { outcome } = await sent('annual.docx', zipSync({ 'a.txt': strToU8('x') }))
  expect(outcome).toMatchObject({ ok: false, status: 415 })
  expect(outcome).toHaveProperty('reply.errors.paper.0', expect.stringContaining('its content is not'))
})

test('a Word file that would unpack to a quarter of a gigabyte is refused without unpacking it', async () => {
  const zeros = new Uint8Array(14 * 1024 * 1024)
  const bomb = word(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`word/media/${n}`, zeros])))
  const form = new FormData()
  form.set('paper', new File([bomb], 'annual.docx'))
  const request = new Request('http://portal.example/', { method: 'POST', body: form })
  const outcome = await parseFormWithFile(request, z.object({}), { ...rule, longest: 10_000_000 })
  expect(outcome).toMatchObject({ ok: false, status: 415 })
  expect(outcome).toHaveProperty(
    'reply.errors.paper.0',
    expect.stringContaining('far too large when unpacked'),
  )
})

test('a Word file with macros is refused', async () => {
  const { outcome } = await sent('annual.docx', word({ 'word/vbaProject.bin': strToU8('x') }))
  expect(outcome).toHaveProperty('reply.errors.paper.0', expect.stringContaining('macros'))
})

test('what is too long is read to its end and not kept', async () => {
  const { outcome, request } = await sent('paper.pdf', new Uint8Array(600_000))
  expect(outcome).toMatchObject({ ok: false, status: 413 })
  expect(request.bodyUsed).toBe(true)
  const slightly = await sent('paper.pdf', new Uint8Array(150_000))
  expect(slightly.outcome).toMatchObject({ ok: false, status: 413, reply: { values: { note: 'kept' } } })
})

test('no file is no fault, an empty one is', async () => {
  expect((await sent('', new Uint8Array())).outcome).toMatchObject({ ok: true, file: null })
  expect((await sent('paper.pdf', new Uint8Array())).outcome).toMatchObject({ ok: false, status: 415 })
})

test('who sent too many pictures is told so before another one is drawn, and what was typed is kept', async () => {
  const send = (picture: Uint8Array) => {
    const form = new FormData()
    form.set('note', 'kept')
    form.set('file', new File([Uint8Array.from(picture)], picture.length > 0 ? 'photo.png' : ''))
    const request = new Request('http://portal.example/', { method: 'POST', body: form })
    return parseFormWithPicture(
      request,
      z.object({ note: z.string() }),
      () => Promise.reject(new Error('it was drawn')),
      async () => true,
    )
  }
  expect(await send(png)).toMatchObject({ ok: false, status: 429, reply: { values: { note: 'kept' } } })
  expect(await send(new Uint8Array())).toMatchObject({ ok: true, picture: null })
})

test('a field that does not fit is told before the file', async () => {
  const { outcome } = await sent('paper.pdf', pdf, 'far too long a note')
  expect(outcome).toMatchObject({ ok: false, status: 400, reply: { errors: { note: ['too long'] } } })
})

test('a name is its last part, can be shown, and ends as its content says', () => {
  expect(safeFileName('C:\\papers\\Statutes.PDF', 'pdf')).toBe('Statutes.pdf')
  expect(safeFileName('../../etc/passwd', 'png')).toBe('passwd.png')
  expect(safeFileName('evil\u202efdp.exe', 'pdf')).toBe('evilfdp.exe.pdf')
  expect(safeFileName('النظام الأساسي.pdf', 'pdf')).toBe('النظام الأساسي.pdf')
  expect(safeFileName('', 'jpeg')).toBe('file.jpg')
})

test('a file is handed over under its name, and never as a page of the portal', () => {
  const headers = fileHeaders({ name: `Règles d'été "1".pdf`, mediaType: 'application/pdf' }, 'attachment')
  expect(headers['Content-Disposition']).toBe(
    `attachment; filename="R_gles d'_t_ _1_.pdf"; filename*=UTF-8''R%C3%A8gles%20d%27%C3%A9t%C3%A9%20%221%22.pdf`,
  )
  expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff' })
  expect(headers['Content-Security-Policy']).toContain('sandbox')
})

test('sizes are told in words', () => {
  expect(sizeWords(10 * 1024 * 1024, 'en-GB')).toBe('10 MB')
  expect(sizeWords(512 * 1024, 'en-GB')).toBe('512 kB')
})
