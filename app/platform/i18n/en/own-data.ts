export default {
  export: {
    link: 'Everything about you, as a file',
  },
  erase: {
    link: 'Erase the account',
    title: 'Erase your account',
    lead: 'This cannot be undone. Take out everything about you first, if you want to keep it.',
    goes: 'What goes at once',
    goesList: [
      'your account, your e-mail address and all sessions; open editors close',
      'your profile, your photo, and the name behind a pseudonym',
      'your rights to chapters, what you looked at, your wishes for letters, letters to you',
      'drafts of applications you began; an application under review is withdrawn, and one that was decided no longer names you',
      'your affiliations end today; that they were stays, without your name if you choose so below',
    ],
    stays: 'What stays, and why',
    staysList: [
      'texts you wrote: they belong to the volume and to your co-authors',
      'what you decided for the alliance, and entries of the audit trail: others rely on them',
    ],
    name: 'Under which name these stay',
    keep: 'Under mine: {{name}}',
    former: 'As “Former member”',
    password: 'Your password',
    submit: 'Erase my account',
    cancel: 'Keep it',
    done: 'Your account is erased.',
    wrongPassword: 'That is not your password. Nothing was changed.',
    choose: 'Choose under which name your texts stay.',
    lastRepresentative:
      'You are the only primary representative of {{institutions}}. Hand over first; nothing was changed.',
    lastCoordinator:
      'You are the only coordinator of the alliance. Name another one first; nothing was changed.',
    refused: 'That could not be done. Nothing was changed.',
    tooMany: 'Too many tries. Nothing was changed; wait a few minutes.',
  },
} as const
