/** More fields than any form of the portal has. Counted before a body is parsed, since parsing takes its time for each. */
const mostFields = 1_000

const forms = new WeakMap<Request, Promise<FormData>>()

/**
 * The form that a request brings, parsed once however often it is asked for. Throws a `Response` when the body is no form
 * (415), cannot be read as the form that it says it is (400), or has more than a thousand fields (413); the page of errors
 * tells them apart by the status text.
 */
export function formOf(request: Request): Promise<FormData> {
  const known = forms.get(request)
  if (known) return known
  const form = read(request)
  forms.set(request, form)
  return form
}

async function read(request: Request): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? ''
  if (/^application\/x-www-form-urlencoded(?:;|$)/i.test(type)) {
    const text = await request.text()
    if (isMoreThan(mostFields, '&', text)) throw refusal(413, 'too-many-fields')
    const form = new FormData()
    for (const [name, value] of new URLSearchParams(text)) form.append(name, value)
    return form
  }
  if (!/^multipart\/form-data;/i.test(type)) throw refusal(415, 'no-form')
  const body = await request.arrayBuffer()
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)
  if (!boundary) throw refusal(400, 'unreadable-form')
  if (isMoreThan(mostFields + 1, `--${boundary[1] ?? boundary[2]}`, Buffer.from(body)))
    throw refusal(413, 'too-many-fields')
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw refusal(400, 'unreadable-form')
  }
}

const refusal = (status: 400 | 413 | 415, statusText: string) => new Response(null, { status, statusText })

/** Whether a mark occurs more often than `most` times; it is not looked for any further. */
function isMoreThan(most: number, mark: string, body: string | Buffer): boolean {
  let found = 0
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length))
    if (++found > most) return true
  return false
}
