import { notFound } from '#app/platform/session.server.ts'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

/**
 * An address that no page has. It has a route, so that the frame around the answer knows who is asking, and so that the server and
 * the browser draw the same page.
 */
export function loader() {
  return notFound()
}

export function action() {
  return notFound()
}

/** Never drawn: a route that has nothing to draw would answer without the frame. */
export default function Nowhere() {
  return null
}
