import { proposalEmails, proposalTexts } from '#app/features/manage/index.ts'
import {
  applicantEmails,
  applicationTexts,
  coordinatorEmails,
  newMemberEmail,
} from '#app/features/applications/index.ts'
import { authorshipEmails, authorshipTexts } from '#app/features/compendia/index.ts'
import { handoverEmails, institutionTexts, invitationEmail } from '#app/features/institutions/index.ts'
import { accountTexts, addressChangedEmail, twoFactorEmail } from '#app/features/people/index.ts'
import { digestEmail, digestTexts } from '#app/platform/mail/digest.server.ts'
import type { EmailComposers } from '#app/platform/mail/outbox.server.ts'
import type { TextKey, TextSpec } from '#app/platform/mail/wording.ts'

/** Every kind of email, and the feature that writes it. `portal` is the address from the settings, never from a request. */
export function emailComposers(portal: () => string): EmailComposers {
  const writers: EmailComposers = {
    invitation: (facts, wording) => invitationEmail(facts, portal(), wording),
    'new-member': (facts, wording) => newMemberEmail(facts, portal(), wording),
    'second-factor-removed': twoFactorEmail(portal),
    'address-changed': addressChangedEmail(portal),
    ...handoverEmails(portal),
    ...applicantEmails(portal),
    ...coordinatorEmails(portal),
    ...authorshipEmails(portal),
    ...proposalEmails(portal),
    digest: (facts, wording) => digestEmail(facts, { writers, portal: portal(), wording }),
  }
  return writers
}

/** Every text of an email: what may be named in it, what must be, and facts to show it with. */
export const templateSpecs = {
  ...applicationTexts,
  ...institutionTexts,
  ...accountTexts,
  ...authorshipTexts,
  ...proposalTexts,
  ...digestTexts,
} as Record<TextKey, TextSpec>
