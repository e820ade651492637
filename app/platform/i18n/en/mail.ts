/**
 * The standard text of every email, by template; coordinators can change it. `{{…}}` is a placeholder that the portal fills in
 * when it sends the email; a paragraph with a placeholder that has no value is left out.
 */
const texts = {
  'application-link': {
    subject: 'Your application to join the alliance',
    body: [
      '{{greeting}}',
      'Use the link below to continue your application on any device. Opening it also confirms your email address, which is needed before you can submit.',
      'If you did not start an application, someone may have mistyped their address. You can ignore this email: the draft is deleted automatically.',
    ],
  },
  'application-received': {
    subject: 'We received application {{number}}',
    body: [
      '{{greeting}}',
      'Thank you. The coordinators of the alliance have received the application of {{institution}}. Its number is {{number}}.',
      'They will decide by {{due}}, and email you if they need more information. Use the link below to see the status at any time.',
    ],
  },
  'application-request': {
    subject: 'A question about application {{number}}',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance need more information before they can decide on the application of {{institution}}:',
      '{{message}}',
      'Please answer by {{due}}. The deadline for the decision is paused until then. Without an answer the application expires.',
    ],
  },
  'application-message': {
    subject: 'A message about application {{number}}',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance sent you a message about the application of {{institution}}:',
      '{{message}}',
    ],
  },
  'application-accepted': {
    subject: 'Welcome to the alliance: {{institution}}',
    body: [
      '{{greeting}}',
      'The alliance has accepted the application of {{institution}}.',
      '{{reason}}',
      'Use the link below to create your account; you become the primary representative. The page “My work” then lists the first steps: complete the profile, invite people, contribute to a first chapter. The link works once and is valid for two weeks.',
    ],
  },
  'application-accepted-again': {
    subject: 'Welcome to the alliance: {{institution}}',
    body: [
      '{{greeting}}',
      'The alliance has accepted the application of {{institution}}.',
      '{{reason}}',
      'You already have an open invitation. Use the link in that earlier email to create your account.',
    ],
  },
  'application-declined': {
    subject: 'Decision on application {{number}}',
    body: [
      '{{greeting}}',
      'The alliance has declined the application of {{institution}}. The reasons, as the coordinators wrote them:',
      '{{reason}}',
      'You can appeal once, until {{until}}. Use the link below to open the application and explain what the coordinators did not know or misunderstood.',
    ],
  },
  'application-declined-finally': {
    subject: 'Decision on application {{number}}',
    body: [
      '{{greeting}}',
      'The alliance has declined the application of {{institution}}. The reasons, as the coordinators wrote them:',
      '{{reason}}',
      'This decision is final. You can apply again when your situation has changed.',
    ],
  },
  'application-appeal-received': {
    subject: 'We received your appeal on application {{number}}',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance will review the application of {{institution}} again, taking your reasons into account, and decide by {{due}}.',
    ],
  },
  'application-withdrawn': {
    subject: 'Your application is withdrawn',
    body: [
      '{{greeting}}',
      'The application of {{institution}} is withdrawn, as you requested. You can apply again at any time.',
    ],
  },
  'application-expiring': {
    subject: 'Your application is about to expire',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance are waiting for your answer about {{institution}}. Without an answer the application expires on {{due}}.',
    ],
  },
  'application-expiring-draft': {
    subject: 'Your draft application is about to expire',
    body: [
      '{{greeting}}',
      'You have not changed your draft application for some time. It will be deleted on {{due}} unless you open it and save a change.',
    ],
  },
  'application-expired': {
    subject: 'Your application has expired',
    body: [
      '{{greeting}}',
      'We did not receive an answer in time, so the application of {{institution}} has expired. You can apply again at any time.',
    ],
  },
  'application-expired-draft': {
    subject: 'Your draft application has expired',
    body: [
      '{{greeting}}',
      'You did not change your draft application for some time, so it has expired. You can start a new one at any time.',
    ],
  },

  'application-arrived': {
    subject: 'New application {{number}}: {{institution}}',
    body: [
      '{{greeting}}',
      '{{institution}} has applied to join the alliance.',
      'The decision is due on {{due}}.',
    ],
  },
  'application-answered': {
    subject: 'Application {{number}}: message from the applicant',
    body: [
      '{{greeting}}',
      '{{institution}} sent the coordinators a message about its application.',
      'The decision is due on {{due}}.',
    ],
  },
  'application-taken-back': {
    subject: 'Application {{number}} was withdrawn',
    body: ['{{greeting}}', '{{institution}} has withdrawn its application. You do not need to do anything.'],
  },
  'application-appealed': {
    subject: 'Application {{number}}: appeal',
    body: [
      '{{greeting}}',
      '{{institution}} has appealed against the decision on its application. Each coordinating institution now gives a new recommendation, taking the reasons for the appeal into account.',
      'The decision is due on {{due}}.',
    ],
  },
  'application-lapsed': {
    subject: 'Application {{number}} has expired',
    body: [
      '{{greeting}}',
      '{{institution}} did not answer the request for information in time, so its application has expired. You do not need to do anything.',
    ],
  },
  'application-due': {
    subject: 'Application {{number}}: decision due',
    body: [
      '{{greeting}}',
      'The application of {{institution}} is waiting for a decision.',
      'The decision is due on {{due}}.',
    ],
  },

  'alliance-proposed': {
    subject: 'A change needs your confirmation',
    body: [
      '{{greeting}}',
      '{{by}} proposes:',
      '{{proposal}}',
      'The change takes effect when a coordinator of another institution confirms it. Please confirm or decline it.',
    ],
  },
  'alliance-changed': {
    subject: 'A change in the coordination of the alliance is confirmed',
    body: [
      '{{greeting}}',
      'The following now applies:',
      '{{proposal}}',
      'Proposed by {{by}}.',
      'Confirmed by {{settledBy}}.',
    ],
  },
  'alliance-declined': {
    subject: 'A change in the coordination of the alliance was declined',
    body: [
      '{{greeting}}',
      '{{by}} proposed:',
      '{{proposal}}',
      '{{settledBy}} declined it. Nothing has changed.',
    ],
  },
  invitation: {
    subject: 'Invitation to the alliance portal: {{institution}}',
    body: [
      '{{greeting}}',
      '{{inviter}} invites you to join {{institution}} on the portal of the Global Alliance for Peace Operations, as {{role}}.',
      'There the institutions of the alliance write their policy compendia together. The link below opens the invitation; it works once, for two weeks.',
    ],
  },
  'invitation-by-institution': {
    subject: 'Invitation to the alliance portal: {{institution}}',
    body: [
      '{{greeting}}',
      '{{institution}} invites you to join on the portal of the Global Alliance for Peace Operations, as {{role}}.',
      'There the institutions of the alliance write their policy compendia together. The link below opens the invitation; it works once, for two weeks.',
    ],
  },
  'authorship-invited': {
    subject: 'Author invitation for {{institution}}',
    body: [
      '{{greeting}}',
      '{{institution}} is invited to be named as an author of the compendium “{{compendium}}”.',
      'The invitation comes from {{by}}.',
      'Your institution is not named until you accept, on your page “My work”. You can decline, and you can also remove your institution as author later.',
    ],
  },
  'authorship-declined': {
    subject: '{{institution}} is not named as author',
    body: [
      '{{greeting}}',
      '{{institution}} is not named as an author of the compendium “{{compendium}}”: its representative declined or removed it.',
    ],
  },
  'handed-over': {
    subject: 'Handover completed: {{institution}}',
    body: [
      '{{greeting}}',
      '{{successor}} is now primary representative of {{institution}}. You are now alternate.',
    ],
  },
  'taken-over': {
    subject: 'You are now primary representative of {{institution}}',
    body: [
      '{{greeting}}',
      'You are now primary representative of {{institution}}: you can invite people, change roles and edit the profile.',
      'The handover was made by {{by}}.',
    ],
  },
  'second-factor-removed': {
    subject: 'Two-factor authentication was turned off for your account',
    body: [
      '{{greeting}}',
      '{{by}}, a coordinator of the alliance, turned off two-factor authentication for your account and signed you out everywhere. You now sign in with your password or an email link.',
      'Please set up a new device as soon as possible, on your account page.',
    ],
  },
  'address-changed': {
    subject: 'The email address of your account was changed',
    body: [
      '{{greeting}}',
      'Your portal account now has another email address. You sign in with that address and receive emails there, not at this one any more.',
      'If you made this change, you do not need to do anything.',
    ],
  },
  'new-member': {
    subject: 'New member of the alliance: {{institution}}',
    body: ['{{greeting}}', '{{institution}} has joined the alliance today.'],
  },
  digest: {
    subject: 'Your daily digest: {{count}} news items',
    body: ['{{greeting}}', 'News since your last daily digest:', '{{news}}'],
  },
} as const

export default {
  texts,
  proposals: {
    coordinator: '{{person}} is coordinator {{days}}.',
    somebody: 'A person who is no longer here',
    span: 'from {{from}} until {{until}}',
    begins: 'from {{from}}',
    quorum_one: 'A decision on an application needs the recommendation of one coordinating institution.',
    quorum_other:
      'A decision on an application needs the recommendations of {{count}} coordinating institutions.',
    quorumAll: 'A decision on an application needs the recommendations of all coordinating institutions.',
  },
  greeting: { named: 'Dear {{name}},', plain: 'Hello,' },
  /** The button that the portal puts under the text. */
  actions: {
    openApplication: 'Open the application',
    answer: 'Answer',
    join: 'Join the portal',
    invitation: 'Open the invitation',
    institution: 'View the institution',
    represented: 'Open the institution',
    portal: 'Open the portal',
    account: 'Open your account',
    authorship: 'Answer the invitation',
    compendium: 'Open the compendium',
    manage: 'Open the Manage page',
  },
  /** The footer: why the email is sent. */
  feet: {
    applicant:
      'You get this email because your address was given in an application to the Global Alliance for Peace Operations. The link opens the application: do not share it.',
    coordinator:
      'You get this email because you are a coordinator of the alliance. In your email preferences you choose how often you get such emails, or turn them off.',
    proposal: 'You get this email because you are a coordinator of the alliance. It cannot be turned off.',
    invitation: 'If you did not expect this invitation, you can ignore this email.',
    authorship: 'You get this email because you represent an institution or lead the compendium.',
    handover: 'If this is a mistake, contact the coordinators of the alliance.',
    secondFactor:
      'If you did not ask for this, change your password immediately and contact the coordinators of the alliance.',
    addressChanged:
      'If you did not make this change, contact the coordinators of the alliance immediately: they can close the account and restore your access.',
    newMember: 'You get this email because you chose to be told about new members.',
    digest: 'You get this email because you chose a daily digest.',
  },
  choices: 'Change your email preferences',
} as const
