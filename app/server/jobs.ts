import { letTimePass } from '#app/features/applications/jobs.server.ts'
import { applicantLetters } from '#app/features/applications/mail/applicant.ts'
import { coordinatorLetters } from '#app/features/applications/mail/coordinator.ts'
import { newMemberLetter } from '#app/features/applications/mail/new-member.ts'
import { forgetLapsedInvitations } from '#app/features/institutions/jobs.server.ts'
import { handoverLetters } from '#app/features/institutions/mail/handover.ts'
import { invitationLetter } from '#app/features/institutions/mail/invitation.ts'
import { secondFactorLetter } from '#app/features/people/mail/second-factor.ts'
import { digestLetter, sendDigests } from '#app/platform/mail/digest.server.ts'
import { appUrl, env } from '#app/platform/env.server.ts'
import { forgetOldLetters, sendDueLetters, type LetterWriters } from '#app/platform/mail/outbox.server.ts'
import { postOffice } from '#app/platform/mail/post.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { startClaimedJob } from '#app/platform/claimed-job.server.ts'
import { startTicker } from '#app/platform/ticker.server.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** What a stop waits for a letter on its way; a claim that stays behind lapses by itself. */
const farewell = 2 * second

/** Every kind of letter, and the room that writes it. */
export const letterWriters: LetterWriters = {
  invitation: (facts) => invitationLetter(facts, appUrl()),
  'second-factor-removed': (facts) => secondFactorLetter(facts, appUrl()),
  'new-member': (facts) => newMemberLetter(facts, appUrl()),
  ...handoverLetters(appUrl),
  ...applicantLetters(appUrl),
  ...coordinatorLetters(appUrl),
  digest: (facts) => digestLetter(facts, letterWriters, appUrl()),
}

/**
 * Starts what happens later: letters every second, each claimed by itself; everything else as jobs that one process claims
 * at a time. Safe in several processes at once.
 */
export function startJobs(): { stop(): Promise<void> } {
  const db = serviceDb()
  const post = postOffice()
  const outbox = { writers: letterWriters, post, keepWords: env().SUPABASE_EMBEDDED }
  const tickers = [
    startTicker({
      name: 'letters',
      every: second,
      run: async () => (await sendDueLetters(db, outbox)) > 0,
    }),
    startClaimedJob(db, { name: 'digests', every: 5 * minute, run: () => sendDigests(db) }),
    startClaimedJob(db, { name: 'applications', every: 10 * minute, run: () => letTimePass(db) }),
    startClaimedJob(db, {
      name: 'forgetting',
      every: hour,
      async run() {
        await forgetOldLetters(db)
        await forgetLapsedInvitations(db)
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
