/** One of the two portals: started as `npm start` starts it, on a database of its own, with an alliance of a given size. */
import { Visitor } from '#app/server/testing/visitor.ts'
import { startServer } from '../collab/servers.ts'
import type { Size } from './alliance.ts'
import { loadAlliance } from './load.ts'
import { accounts, type Asking, type Page, type Place } from './pages.ts'

export type Side = {
  name: string
  /** In seconds: how long it took to make the alliance and write it into the database. */
  madeIn: number
  /** Signs everybody in afresh: a session ends after an hour. */
  signIn(): Promise<void>
  /** Asks for a page and says after how many milliseconds all of it was there. */
  get(page: Page): Promise<number>
  /** Calls to the database's API so far, made for somebody who asked for a page. */
  asked(): Promise<number>
  stop(): Promise<void>
}

export async function openSide(name: string, dataDir: string, size: Size): Promise<Side> {
  // A first start makes the database; what is in it comes while the portal is away.
  await startServer('portal', { dataDir, build: true }).then((server) => server.stop())
  const began = performance.now()
  const { person } = await loadAlliance(dataDir, size)
  const madeIn = (performance.now() - began) / 1000
  const place: Place = { size, person }
  const { target, asked, stop } = await startServer('portal', { dataDir, count: true })
  if (target.side !== 'portal') throw new Error('only the portal has pages')
  const cookies = new Map<Asking, string>([['visitor', '']])
  return {
    name,
    madeIn,
    async signIn() {
      for (const [who, email] of Object.entries(accounts)) {
        const visitor = await new Visitor(target.http).signIn(email)
        cookies.set(who as Asking, [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; '))
      }
    },
    async get({ path, as }) {
      const address = target.http + path(place)
      const started = performance.now()
      const answer = await fetch(address, { headers: { cookie: cookies.get(as)! }, redirect: 'manual' })
      await answer.arrayBuffer()
      const ms = performance.now() - started
      if (answer.status !== 200) throw new Error(`${address} answered ${answer.status} to the ${as}`)
      return ms
    },
    asked,
    stop,
  }
}
