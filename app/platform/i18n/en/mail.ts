export default {
  invitation: {
    subject: 'Invitation to the alliance’s portal: {{institution}}',
    greeting: 'Dear {{name}},',
    textBy:
      '{{inviter}} invites you to join {{institution}} on the portal of the Global Alliance for Peace Operations, as {{role}}.',
    text: '{{institution}} invites you to join it on the portal of the Global Alliance for Peace Operations, as {{role}}.',
    how: 'There the institutions of the alliance write their policy compendia together. The link below opens the invitation; it works once, for two weeks.',
    action: 'Open the invitation',
    foot: 'If you do not know what this is about, you need not do anything.',
  },
  applicant: {
    greeting: 'Dear {{name}},',
    greetingPlain: 'Good day,',
    open: 'Open the application',
    foot: 'This letter goes to the address that was given for an application to the Global Alliance for Peace Operations. The link opens the application: do not pass it on.',
    link: {
      subject: 'Your application to join the alliance',
      text: 'With the link below you go on with your application, on this device or another one. Opening it also confirms that this address is yours; without that the application cannot be submitted.',
      stranger:
        'If you did not begin an application, somebody mistyped an address. You need not do anything: it is deleted by itself.',
    },
    received: {
      subject: 'Application {{number}} is with the alliance',
      text: 'Thank you. The application of {{institution}} has reached the coordinators of the alliance, and has the number {{number}}.',
      next: 'They decide together by {{due}}. If they need anything more, they ask by letter. The link below shows where it stands at any time.',
    },
    request: {
      subject: 'A question about application {{number}}',
      text: 'The coordinators of the alliance ask for something before they can decide about {{institution}}:',
      next: 'Please answer by {{due}}. Until then the clock of the decision stands still; without an answer the application lapses.',
      action: 'Answer',
    },
    message: {
      subject: 'A message about application {{number}}',
      text: 'The coordinators of the alliance write to you about the application of {{institution}}:',
    },
    accepted: {
      subject: 'Welcome to the alliance: {{institution}}',
      text: 'The alliance has accepted the application of {{institution}}.',
      next: 'The link below makes your account and makes you the primary representative. A short list on your desk then leads through the first steps: the profile, the people to invite, the first chapter. The link works once, for two weeks.',
      action: 'Join the portal',
      again:
        'An invitation to this address was open already; its letter holds the link that makes your account.',
    },
    declined: {
      subject: 'Decision on application {{number}}',
      text: 'The alliance has declined the application of {{institution}}. The reasons, as the coordinators wrote them:',
      appeal:
        'You may appeal once, until {{until}}: the link below leads to the application, where you can say what the coordinators did not know, or saw wrongly.',
      final: 'This decision is final. You may apply anew when things have changed.',
    },
    withdrawn: {
      subject: 'The application is withdrawn',
      text: 'The application of {{institution}} is withdrawn, as you asked. Nobody reads it any more. You may apply anew at any time.',
    },
    expiring: {
      subject: 'The application is about to lapse',
      draft:
        'Nothing has happened to your draft for some time. It is deleted on {{due}} unless you open it and save something.',
      text: 'The coordinators of the alliance wait for an answer about {{institution}}. Without one the application lapses on {{due}}.',
    },
    expired: {
      subject: 'The application has lapsed',
      draft:
        'Nothing was heard for some time, so the draft of your application has lapsed. You may begin a new one at any time.',
      text: 'Nothing was heard about the open question, so the application of {{institution}} has lapsed. You may apply anew at any time.',
    },
    'appeal-received': {
      subject: 'The appeal about application {{number}} is with the alliance',
      text: 'The coordinators of the alliance look at the application of {{institution}} again, with your reasons before them, and decide by {{due}}.',
    },
  },
  coordinator: {
    greeting: 'Dear {{name}},',
    open: 'Open the application',
    foot: 'You get this letter because you coordinate the alliance. On your account page you choose whether such letters come at once, once a day, or not at all.',
    due: 'The decision is due on {{due}}.',
    arrived: {
      subject: 'Application {{number}}: {{institution}}',
      text: '{{institution}} has applied to join the alliance.',
    },
    answered: {
      subject: 'Application {{number}}: the applicant wrote',
      text: '{{institution}} has written to the coordinators about its application.',
    },
    'taken-back': {
      subject: 'Application {{number}} was withdrawn',
      text: '{{institution}} has withdrawn its application. Nothing is left to do.',
    },
    appealed: {
      subject: 'Application {{number}}: appeal',
      text: '{{institution}} has appealed against the decision on its application. The second round begins: each coordinating institution recommends anew, with the reasons of the appeal before it.',
    },
    lapsed: {
      subject: 'Application {{number}} has lapsed',
      text: '{{institution}} did not answer the request for information in time, so its application has lapsed. Nothing is left to do.',
    },
    'soon-due': {
      subject: 'Application {{number}}: a decision is due',
      text: 'The application of {{institution}} waits for a decision.',
    },
  },
  newMember: {
    subject: 'A new member of the alliance: {{institution}}',
    text: '{{institution}} has joined the alliance today.',
    action: 'See the institution',
    foot: 'You asked to hear of new members. On your account page you can change that.',
  },
  handover: {
    greeting: 'Dear {{name}},',
    given: {
      subject: 'You handed over: {{institution}}',
      text: '{{successor}} is now primary representative of {{institution}}. You are alternate from today.',
    },
    taken: {
      subject: 'You represent {{institution}} now',
      text: 'You are primary representative of {{institution}} from today: you invite people, give roles and keep the profile.',
      by: 'This was done by {{by}}.',
    },
    open: 'Open the institution',
    foot: 'If this is a mistake, write to the coordinators of the alliance.',
  },
  digest: {
    subject_one: 'One piece of news from the alliance',
    subject_other: '{{count}} pieces of news from the alliance',
    greeting: 'Dear {{name}},',
    text: 'This is what happened since your last daily letter:',
    open: 'Open the portal',
    foot: 'You asked for one letter a day. You can change that in your account.',
  },
} as const
