/**
 * The standard words of every letter, by text: what coordinators do not word otherwise. `{{…}}` names what the portal knows
 * when the letter leaves; a paragraph that names what it does not know is left out.
 */
const texts = {
  'application-link': {
    subject: 'Your application to join the alliance',
    body: [
      '{{greeting}}',
      'With the link below you go on with your application, on this device or another one. Opening it also confirms that this address is yours; without that the application cannot be submitted.',
      'If you did not begin an application, somebody mistyped an address. You need not do anything: it is deleted by itself.',
    ],
  },
  'application-received': {
    subject: 'Application {{number}} is with the alliance',
    body: [
      '{{greeting}}',
      'Thank you. The application of {{institution}} has reached the coordinators of the alliance, and has the number {{number}}.',
      'They decide together by {{due}}. If they need anything more, they ask by letter. The link below shows where it stands at any time.',
    ],
  },
  'application-request': {
    subject: 'A question about application {{number}}',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance ask for something before they can decide about {{institution}}:',
      '{{message}}',
      'Please answer by {{due}}. Until then the clock of the decision stands still; without an answer the application lapses.',
    ],
  },
  'application-message': {
    subject: 'A message about application {{number}}',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance write to you about the application of {{institution}}:',
      '{{message}}',
    ],
  },
  'application-accepted': {
    subject: 'Welcome to the alliance: {{institution}}',
    body: [
      '{{greeting}}',
      'The alliance has accepted the application of {{institution}}.',
      '{{reason}}',
      'The link below makes your account and makes you the primary representative. A short list on your desk then leads through the first steps: the profile, the people to invite, the first chapter. The link works once, for two weeks.',
    ],
  },
  'application-accepted-again': {
    subject: 'Welcome to the alliance: {{institution}}',
    body: [
      '{{greeting}}',
      'The alliance has accepted the application of {{institution}}.',
      '{{reason}}',
      'An invitation to this address was open already; its letter holds the link that makes your account.',
    ],
  },
  'application-declined': {
    subject: 'Decision on application {{number}}',
    body: [
      '{{greeting}}',
      'The alliance has declined the application of {{institution}}. The reasons, as the coordinators wrote them:',
      '{{reason}}',
      'You may appeal once, until {{until}}: the link below leads to the application, where you can say what the coordinators did not know, or saw wrongly.',
    ],
  },
  'application-declined-finally': {
    subject: 'Decision on application {{number}}',
    body: [
      '{{greeting}}',
      'The alliance has declined the application of {{institution}}. The reasons, as the coordinators wrote them:',
      '{{reason}}',
      'This decision is final. You may apply anew when things have changed.',
    ],
  },
  'application-appeal-received': {
    subject: 'The appeal about application {{number}} is with the alliance',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance look at the application of {{institution}} again, with your reasons before them, and decide by {{due}}.',
    ],
  },
  'application-withdrawn': {
    subject: 'The application is withdrawn',
    body: [
      '{{greeting}}',
      'The application of {{institution}} is withdrawn, as you asked. Nobody reads it any more. You may apply anew at any time.',
    ],
  },
  'application-expiring': {
    subject: 'The application is about to lapse',
    body: [
      '{{greeting}}',
      'The coordinators of the alliance wait for an answer about {{institution}}. Without one the application lapses on {{due}}.',
    ],
  },
  'application-expiring-draft': {
    subject: 'The application is about to lapse',
    body: [
      '{{greeting}}',
      'Nothing has happened to your draft for some time. It is deleted on {{due}} unless you open it and save something.',
    ],
  },
  'application-expired': {
    subject: 'The application has lapsed',
    body: [
      '{{greeting}}',
      'Nothing was heard about the open question, so the application of {{institution}} has lapsed. You may apply anew at any time.',
    ],
  },
  'application-expired-draft': {
    subject: 'The application has lapsed',
    body: [
      '{{greeting}}',
      'Nothing was heard for some time, so the draft of your application has lapsed. You may begin a new one at any time.',
    ],
  },

  'application-arrived': {
    subject: 'Application {{number}}: {{institution}}',
    body: [
      '{{greeting}}',
      '{{institution}} has applied to join the alliance.',
      'The decision is due on {{due}}.',
    ],
  },
  'application-answered': {
    subject: 'Application {{number}}: the applicant wrote',
    body: [
      '{{greeting}}',
      '{{institution}} has written to the coordinators about its application.',
      'The decision is due on {{due}}.',
    ],
  },
  'application-taken-back': {
    subject: 'Application {{number}} was withdrawn',
    body: ['{{greeting}}', '{{institution}} has withdrawn its application. Nothing is left to do.'],
  },
  'application-appealed': {
    subject: 'Application {{number}}: appeal',
    body: [
      '{{greeting}}',
      '{{institution}} has appealed against the decision on its application. The second round begins: each coordinating institution recommends anew, with the reasons of the appeal before it.',
      'The decision is due on {{due}}.',
    ],
  },
  'application-lapsed': {
    subject: 'Application {{number}} has lapsed',
    body: [
      '{{greeting}}',
      '{{institution}} did not answer the request for information in time, so its application has lapsed. Nothing is left to do.',
    ],
  },
  'application-due': {
    subject: 'Application {{number}}: a decision is due',
    body: [
      '{{greeting}}',
      'The application of {{institution}} waits for a decision.',
      'The decision is due on {{due}}.',
    ],
  },

  'alliance-proposed': {
    subject: 'A change of the alliance waits for a second coordinator',
    body: [
      '{{greeting}}',
      '{{by}} proposes:',
      '{{proposal}}',
      'It holds once a coordinator of another institution confirms it. Look at it, and confirm or decline it.',
    ],
  },
  'alliance-changed': {
    subject: 'Who coordinates the alliance, or how it decides, has changed',
    body: [
      '{{greeting}}',
      'From now on this holds:',
      '{{proposal}}',
      'Proposed by {{by}}.',
      'Confirmed by {{settledBy}}.',
    ],
  },
  'alliance-declined': {
    subject: 'A change of the alliance was declined',
    body: [
      '{{greeting}}',
      '{{by}} had proposed:',
      '{{proposal}}',
      'It was declined by {{settledBy}}, and nothing has changed.',
    ],
  },
  invitation: {
    subject: 'Invitation to the alliance’s portal: {{institution}}',
    body: [
      '{{greeting}}',
      '{{inviter}} invites you to join {{institution}} on the portal of the Global Alliance for Peace Operations, as {{role}}.',
      'There the institutions of the alliance write their policy compendia together. The link below opens the invitation; it works once, for two weeks.',
    ],
  },
  'invitation-by-institution': {
    subject: 'Invitation to the alliance’s portal: {{institution}}',
    body: [
      '{{greeting}}',
      '{{institution}} invites you to join it on the portal of the Global Alliance for Peace Operations, as {{role}}.',
      'There the institutions of the alliance write their policy compendia together. The link below opens the invitation; it works once, for two weeks.',
    ],
  },
  'authorship-invited': {
    subject: 'May {{institution}} be named as author?',
    body: [
      '{{greeting}}',
      '{{institution}} is asked to be named as an author of the compendium “{{compendium}}”.',
      'This was asked by {{by}}.',
      'Nothing names it before you accept, on your desk. You may decline, and take the name off again later.',
    ],
  },
  'authorship-declined': {
    subject: '{{institution}} is not named as author',
    body: [
      '{{greeting}}',
      '{{institution}} is not named as an author of the compendium “{{compendium}}”: its representative declined, or took the name off.',
    ],
  },
  'handed-over': {
    subject: 'You handed over: {{institution}}',
    body: [
      '{{greeting}}',
      '{{successor}} is now primary representative of {{institution}}. You are alternate from today.',
    ],
  },
  'taken-over': {
    subject: 'You represent {{institution}} now',
    body: [
      '{{greeting}}',
      'You are primary representative of {{institution}} from today: you invite people, give roles and keep the profile.',
      'This was done by {{by}}.',
    ],
  },
  'second-factor-removed': {
    subject: 'Your second factor was taken away',
    body: [
      '{{greeting}}',
      '{{by}}, who coordinates the alliance, has taken the second factor of your account away and signed you out everywhere. You sign in by password or link now.',
      'Set up a new device as soon as you can, on your account page.',
    ],
  },
  'address-changed': {
    subject: 'The address of your account was changed',
    body: [
      '{{greeting}}',
      'Your account at the portal has another address from now on. You sign in with that one, and letters go there; this address gets no more of them.',
      'If it was you, there is nothing to do.',
    ],
  },
  'new-member': {
    subject: 'A new member of the alliance: {{institution}}',
    body: ['{{greeting}}', '{{institution}} has joined the alliance today.'],
  },
  digest: {
    subject: 'News from the alliance: {{count}}',
    body: ['{{greeting}}', 'This is what happened since your last daily letter:', '{{news}}'],
  },
} as const

export default {
  texts,
  proposals: {
    coordinator: '{{person}} coordinates the alliance {{days}}.',
    somebody: 'A person who is no longer here',
    span: 'from {{from}} until {{until}}',
    begins: 'from {{from}}',
    quorum_one: 'One coordinating institution is heard before a decision on an application.',
    quorum_other: '{{count}} coordinating institutions are heard before a decision on an application.',
    quorumAll: 'All coordinating institutions are heard before a decision on an application.',
  },
  greeting: { named: 'Dear {{name}},', plain: 'Good day,' },
  /** What the portal itself puts under the words: the one thing to do. */
  actions: {
    openApplication: 'Open the application',
    answer: 'Answer',
    join: 'Join the portal',
    invitation: 'Open the invitation',
    institution: 'See the institution',
    represented: 'Open the institution',
    portal: 'Open the portal',
    account: 'Open your account',
    authorship: 'Answer on your desk',
    compendium: 'Open the compendium',
    managing: 'Open the coordinators’ pages',
  },
  /** The small print: why the letter comes. */
  feet: {
    applicant:
      'This letter goes to the address that was given for an application to the Global Alliance for Peace Operations. The link opens the application: do not pass it on.',
    coordinator:
      'You get this letter because you coordinate the alliance. You choose whether such letters come at once, once a day, or not at all.',
    proposal: 'You get this letter because you coordinate the alliance. It cannot be switched off.',
    invitation: 'If you do not know what this is about, you need not do anything.',
    authorship: 'You get this letter because you represent an institution, or lead the compendium.',
    handover: 'If this is a mistake, write to the coordinators of the alliance.',
    secondFactor:
      'If you did not ask for this, set a new password at once and write to the coordinators of the alliance.',
    addressChanged:
      'If you did not ask for this, write to the coordinators of the alliance at once: they can close the account and give it back to you.',
    newMember: 'You asked to hear of new members.',
    digest: 'You asked for one letter a day.',
  },
  choices: 'Choose which letters you get',
} as const
