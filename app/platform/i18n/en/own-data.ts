export default {
  export: {
    link: 'Download my data',
  },
  delete: {
    link: 'Delete my account',
    title: 'Delete your account',
    lead: 'This cannot be undone. Download your data first if you want to keep it.',
    goes: 'What is deleted at once',
    goesList: [
      'your account, your email address and all sessions; open editors close',
      'your profile, your photo, and your real name if you use a pseudonym',
      'your access to chapters, your reading history, your email preferences and emails to you',
      'applications you started and did not submit; an application under review is withdrawn, and a decided one no longer names you',
      'your affiliations end today; past affiliations stay, without your name if you choose so below',
    ],
    stays: 'What stays, and why',
    staysList: [
      'texts you wrote: they belong to the publication and to your co-authors',
      'decisions you took for the alliance, and entries in the audit log: others rely on them',
    ],
    name: 'Name shown on what stays',
    keep: 'My name: {{name}}',
    former: '“Former member”',
    password: 'Your password',
    submit: 'Delete my account',
    cancel: 'Cancel',
    done: 'Your account is deleted.',
    wrongPassword: 'This password is not correct. Nothing was changed.',
    choose: 'Choose the name shown on what stays.',
    lastRepresentative:
      'You are the only primary representative of {{institutions}}. Hand over first; nothing was changed.',
    lastCoordinator:
      'You are the only coordinator of the alliance. Name another one first; nothing was changed.',
    refused: 'Your account could not be deleted. Nothing was changed.',
    tooMany: 'Too many attempts. Nothing was changed. Wait a few minutes, then try again.',
  },
} as const
