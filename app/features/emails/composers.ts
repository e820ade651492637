import { proposalLetters, proposalTexts } from '#app/features/manage/index.ts'
import {
  applicantLetters,
  applicationTexts,
  coordinatorLetters,
  newMemberLetter,
} from '#app/features/applications/index.ts'
import { authorshipLetters, authorshipTexts } from '#app/features/compendia/index.ts'
import { handoverLetters, institutionTexts, invitationLetter } from '#app/features/institutions/index.ts'
import { accountTexts, addressLetter, secondFactorLetter } from '#app/features/people/index.ts'
import { digestLetter, digestTexts } from '#app/platform/mail/digest.server.ts'
import type { LetterWriters } from '#app/platform/mail/outbox.server.ts'
import type { TextKey, TextSpec } from '#app/platform/mail/wording.ts'

/** Every kind of letter, and the room that writes it. `portal` is the address from the settings, never from a request. */
export function letterWriters(portal: () => string): LetterWriters {
  const writers: LetterWriters = {
    invitation: (facts, wording) => invitationLetter(facts, portal(), wording),
    'new-member': (facts, wording) => newMemberLetter(facts, portal(), wording),
    'second-factor-removed': secondFactorLetter(portal),
    'address-changed': addressLetter(portal),
    ...handoverLetters(portal),
    ...applicantLetters(portal),
    ...coordinatorLetters(portal),
    ...authorshipLetters(portal),
    ...proposalLetters(portal),
    digest: (facts, wording) => digestLetter(facts, { writers, portal: portal(), wording }),
  }
  return writers
}

/** Every text of a letter: what may be named in it, what must be, and facts to show it with. */
export const letterTexts = {
  ...applicationTexts,
  ...institutionTexts,
  ...accountTexts,
  ...authorshipTexts,
  ...proposalTexts,
  ...digestTexts,
} as Record<TextKey, TextSpec>
