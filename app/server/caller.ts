import type { Request, Response } from 'express'
import type { CallerOf } from '#app/collab/server/index.ts'
import { whoIsAsking } from '#app/platform/session.server.ts'
import { dbForRequest } from '#app/platform/supabase.server.ts'

type Caller = Awaited<ReturnType<CallerOf>>
/** Asks who is behind a Cookie header; a refreshed or ended session is handed to `setCookie`. */
type Ask = (cookie: string, setCookie: (header: string) => void) => Promise<Caller>

/**
 * Who is behind a request. Requests that come with the same cookies at the same time, as a page's do when it opens a
 * chapter, share one question, and each is given the cookies of the answer.
 */
export function askOnce(ask: Ask): CallerOf {
  const underWay = new Map<string, { answer: Promise<Caller>; replies: Set<Response> }>()

  return (req: Request) => {
    const cookie = req.headers.cookie ?? ''
    let asked = underWay.get(cookie)
    if (!asked) {
      const replies = new Set<Response>()
      const answer = ask(cookie, (header) => {
        // The collab routes may have given up waiting.
        for (const reply of replies) if (!reply.headersSent) reply.append('Set-Cookie', header)
      }).finally(() => underWay.delete(cookie))
      asked = { answer, replies }
      underWay.set(cookie, asked)
    }
    if (req.res) asked.replies.add(req.res)
    return asked.answer
  }
}

/** The caller of the collab routes, by the session of the request. */
export const callerOf = askOnce(async (cookie, setCookie) => {
  const caller = await whoIsAsking(dbForRequest(cookie, setCookie))
  return caller?.person ? { personId: caller.person.id, session: caller.session } : null
})
