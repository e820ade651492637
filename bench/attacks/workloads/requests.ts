import { connect } from 'node:net'
import fc from 'fast-check'
import { requestText, sendRaw } from '#app/server/testing/raw-request.ts'
import { oddRequests } from '../../../e2e/faults/odd-requests.ts'
import { clockOf, inLanes, type Attack, type AttackTarget } from '../attack.ts'

const formType = 'application/x-www-form-urlencoded'

function post({ http }: AttackTarget, path: string, body: string, type = formType) {
  return sendRaw(
    http,
    requestText(
      `POST ${path}`,
      [
        ['Host', new URL(http).host],
        ['Origin', http],
        ['Content-Type', type],
        ['Connection', 'close'],
      ],
      body,
    ),
  )
}

/** Strangers over HTTP: no account, no ticket. */
export const requestAttacks: readonly Attack[] = [
  {
    name: 'fields',
    title: 'forms of 20,000 fields',
    run: (target) => inLanes(target, 4, () => post(target, '/sign-in', 'a&'.repeat(20_000))),
  },
  {
    name: 'parts',
    title: 'forms of 60,000 fields as parts, at a route that takes long ones',
    run: (target) =>
      inLanes(target, 4, () =>
        post(
          target,
          '/join/apply',
          `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(19_000)}--x--\r\n`,
          'multipart/form-data; boundary=x',
        ),
      ),
  },
  {
    name: 'long-lines',
    title: 'a website and an address of 60 kB',
    run: (target) =>
      inLanes(target, 4, (n) =>
        post(
          target,
          '/join/apply',
          `email=${'a.'.repeat(30_000)}&website=http://${(n % 2 ? '.' : 'a.').repeat(30_000)}`,
        ),
      ),
  },
  {
    name: 'large-bodies',
    title: 'bodies of 90 MB that are announced and half sent',
    run: (target) =>
      inLanes(target, 20, () =>
        sendRaw(
          target.http,
          `POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 90000000\r\n\r\n${'x'.repeat(1_000_000)}`,
        ),
      ),
  },
  {
    name: 'slow-heads',
    title: '500 connections that never end their head',
    async run(target) {
      const { port } = new URL(target.http)
      const over = clockOf(target)
      const sockets = Array.from({ length: 500 }, () =>
        connect(Number(port), '127.0.0.1').on('error', () => {}),
      )
      for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
      while (!over()) {
        for (const [n, socket] of sockets.entries()) if (!socket.destroyed) socket.write(`X-${n}: x\r\n`)
        await new Promise((resolve) => setTimeout(resolve, 1_000))
      }
      for (const socket of sockets) socket.destroy()
    },
  },
  {
    name: 'odd-requests',
    title: 'the odd requests of the suite',
    async run(target) {
      const odd = fc.sample(oddRequests(target.http, target.cookie), { numRuns: 1_000, seed: 15 })
      await inLanes(target, 8, (n) => {
        const { bytes, abandoned } = odd[n % odd.length]!
        return sendRaw(target.http, bytes, { abandoned })
      })
    },
  },
]
