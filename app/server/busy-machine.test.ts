import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bootPortal, type TestPortal } from './testing/portal.ts'
import { Visitor } from './testing/visitor.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
})
afterAll(() => portal?.stop())

const later = globalThis.setTimeout
afterEach(() => {
  globalThis.setTimeout = later
})

/** From now on a second and more is over at once, as it is for a machine that finds no time between two steps. */
function hurry() {
  globalThis.setTimeout = Object.assign(
    (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      later(run, ms >= 1_000 && ms <= 60_000 ? 0 : ms, ...given),
    later,
  )
}

test('a page is sent to its end, however long the machine takes over it', async () => {
  const visitor = new Visitor(portal.url)
  hurry()
  const { status, html } = await visitor.get('/sign-in')
  expect(status).toBe(200)
  // The last of what a page brings for its scripts: without it none of them takes the page over.
  expect(html.includes('streamController.close()')).toBe(true)
})
