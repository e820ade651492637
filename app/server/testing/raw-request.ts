import { connect } from 'node:net'

/**
 * Writes bytes to a portal exactly as given and resolves with the status of the answer, or null when the portal closed the
 * connection without one. A request that is `abandoned` is not waited for: its sender leaves once the bytes are on their way.
 */
export function sendRaw(
  portal: string,
  bytes: string | Uint8Array,
  { abandoned = false } = {},
): Promise<number | null> {
  const { hostname, port } = new URL(portal)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      if (answer.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]) || null))
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => {
      if (abandoned) socket.destroy()
    })
  })
}

/** A request as text: the head, and a body with its length. Nothing is escaped. */
export function requestText(
  line: string,
  headers: readonly (readonly [name: string, value: string])[],
  body?: string,
): string {
  const all = body === undefined ? headers : [...headers, ['Content-Length', String(body.length)] as const]
  return `${[`${line} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n${body ?? ''}`
}
