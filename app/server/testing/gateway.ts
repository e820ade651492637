import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands before the database as a provider's gateway does, and answers some calls itself. */
export class Gateway {
  /** Whether a call goes through; the others are answered with `status` and `body`. */
  lets: (path: string) => boolean = () => true
  status = 503
  body: unknown = { message: 'refused by the gateway' }
  /** Calls that did not go through. */
  refused = 0
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async before(database: string): Promise<Gateway> {
    const server = createServer()
    const gateway = new Gateway(server)
    server.on('request', (req, res) => {
      if (!gateway.lets(req.url ?? '')) {
        gateway.refused += 1
        req.resume()
        res
          .writeHead(gateway.status, { 'Content-Type': 'application/json' })
          .end(JSON.stringify(gateway.body))
        return
      }
      const onwards = request(new URL(req.url ?? '/', database), { method: req.method, headers: req.headers })
      onwards.on('response', (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
      })
      onwards.on('error', () => res.destroy())
      req.pipe(onwards)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return gateway
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close() {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
