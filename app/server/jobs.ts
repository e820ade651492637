import { letTimePass } from '#app/features/applications/jobs.server.ts'
import { forgetOldInvitations } from '#app/features/institutions/jobs.server.ts'
import { templateSpecs, emailComposers } from '#app/features/emails/composers.ts'
import { sendDigests } from '#app/platform/mail/digest.server.ts'
import { appUrl, env } from '#app/platform/env.server.ts'
import { deleteOldEmails, sendDueEmails, type Outbox } from '#app/platform/mail/outbox.server.ts'
import { postOffice } from '#app/platform/mail/post.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { startClaimedJob } from '#app/platform/claimed-job.server.ts'
import { startTicker } from '#app/platform/ticker.server.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** What a stop waits for an email on its way; a claim that stays behind lapses by itself. */
const farewell = 2 * second

/** How emails are sent. Their text is kept only where /dev/mail shows it: with a mail server, no link that opens something is stored. */
export function outboxHere(): Outbox {
  const { SUPABASE_EMBEDDED, SMTP_URL } = env()
  return {
    writers: emailComposers(appUrl),
    texts: templateSpecs,
    post: postOffice(),
    keepWords: SUPABASE_EMBEDDED && !SMTP_URL,
  }
}

/** A database that is somebody else's and far away is asked less often while there is nothing to send. */
export const lettersEvery = () => (env().SUPABASE_EMBEDDED ? second : 5 * second)

/**
 * Starts what happens later: emails every few seconds, each claimed by itself; everything else as jobs that one process claims
 * at a time. Safe in several processes at once.
 */
export function startJobs(): { stop(): Promise<void> } {
  const db = serviceDb()
  const outbox = outboxHere()
  const { post } = outbox
  const tickers = [
    startTicker({
      name: 'letters',
      every: lettersEvery(),
      run: async () => (await sendDueEmails(db, outbox)) > 0,
    }),
    startClaimedJob(db, { name: 'digests', every: 5 * minute, run: () => sendDigests(db) }),
    startClaimedJob(db, { name: 'applications', every: 10 * minute, run: () => letTimePass(db) }),
    startClaimedJob(db, {
      name: 'forgetting',
      every: hour,
      async run() {
        await deleteOldEmails(db)
        await forgetOldInvitations(db)
      },
    }),
  ]
  return {
    async stop() {
      const ended = Promise.all(tickers.map((ticker) => ticker.stop()))
      const late = new Promise((resolve) => setTimeout(resolve, farewell).unref())
      await Promise.race([ended, late])
      post.close()
    },
  }
}
