import { get, type IncomingHttpHeaders } from 'node:http'

/** What a browser fetches for a page, with the bytes it receives for each file: heads of the answers included, compressed as sent. */
export type PageWeight = {
  bytes: number
  files: { url: string; kind: FileKind; bytes: number }[]
}
export type FileKind = 'page' | 'style' | 'script' | 'font' | 'image' | 'manifest' | 'other'

/** As Chromium sends it to a secure address. */
const acceptEncoding = 'gzip, deflate, br, zstd'
/** What compression is undone for reading what else the page asks for. */
const unpacked = 'identity'

/** What Chromium receives for a first visit to a page: the page, and everything that it and its style sheets link to. */
export async function weighPage(address: string, headers: Record<string, string> = {}): Promise<PageWeight> {
  const files: PageWeight['files'] = []
  const links: Link[] = [{ url: address, kind: 'page' }]
  const known = new Set(links.map(({ url }) => url))
  for (let link = links.shift(); link; link = links.shift()) {
    const { url, kind } = link
    const sent = await receive(url, { ...headers, 'Accept-Encoding': acceptEncoding })
    if (sent.status !== 200) throw new Error(`${url}, which ${address} needs, answered ${sent.status}`)
    files.push({ url, kind, bytes: sent.bytes })
    if (!(kind in linksIn)) continue
    const { text } = await receive(url, { ...headers, 'Accept-Encoding': unpacked })
    for (const next of linksIn[kind as keyof typeof linksIn](text, url)) {
      if (known.has(next.url)) continue
      known.add(next.url)
      links.push(next)
    }
  }
  return { bytes: files.reduce((sum, file) => sum + file.bytes, 0), files }
}

type Link = { url: string; kind: FileKind }

const linksIn = {
  page: (html: string, base: string) =>
    [...html.matchAll(/<(link|script|img|source|iframe|object|embed)\b[^>]*>/g)].flatMap(([tag, name]) => {
      const href = attributeOf(tag, name === 'link' ? 'href' : name === 'object' ? 'data' : 'src')
      const kind = name === 'link' ? kindOfLink(tag) : name === 'script' ? 'script' : 'image'
      const sources = [href, ...(attributeOf(tag, 'srcset')?.split(',') ?? [])]
      return sources.flatMap((source) =>
        source && kind ? linkTo(source.trim().split(' ')[0]!, base, kind) : [],
      )
    }),
  style: (css: string, base: string) =>
    [...css.matchAll(/url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)/g)].flatMap(([, url, sheet]) =>
      sheet
        ? linkTo(sheet, base, 'style')
        : linkTo(url!, base, /\.(woff2?|ttf|otf)\b/.test(url!) ? 'font' : 'image'),
    ),
  manifest: (json: string, base: string) =>
    ((JSON.parse(json) as { icons?: { src: string }[] }).icons ?? []).flatMap(({ src }) =>
      linkTo(src, base, 'image'),
    ),
}

/** Links that lead somewhere (`canonical`, `next`) fetch nothing. */
function kindOfLink(tag: string): FileKind | null {
  const rel = attributeOf(tag, 'rel') ?? ''
  if (rel === 'stylesheet') return 'style'
  if (rel === 'modulepreload') return 'script'
  if (rel === 'manifest') return 'manifest'
  if (/icon/.test(rel)) return 'image'
  return /^(preload|prefetch)$/.test(rel) ? 'other' : null
}

function attributeOf(tag: string, name: string): string | undefined {
  return tag.match(new RegExp(`\\s${name}="([^"]*)"`, 'i'))?.[1]?.replaceAll('&amp;', '&')
}

/** Nothing for data that stand in the page itself. */
function linkTo(href: string, base: string, kind: FileKind): Link[] {
  const url = new URL(href, base)
  url.hash = ''
  return url.protocol.startsWith('http') ? [{ url: url.href, kind }] : []
}

type Received = { status: number; headers: IncomingHttpHeaders; bytes: number; text: string }

/** Asks over a connection of its own, so that what came over it is this answer and nothing else. */
function receive(url: string, headers: Record<string, string>): Promise<Received> {
  return new Promise((resolve, reject) => {
    const asking = get(url, { headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      const { socket } = answer
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          bytes: socket.bytesRead,
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    asking.on('error', reject)
  })
}
