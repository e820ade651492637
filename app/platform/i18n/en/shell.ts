export default {
  name: 'GAPO portal',
  alliance: 'Global Alliance for Peace Operations',
  nav: {
    label: 'Main',
    desk: 'Desk',
    compendia: 'Compendia',
    institutions: 'Institutions',
    signIn: 'Sign in',
    signOut: 'Sign out',
    account: 'Your account',
    search: 'Go to…',
    skip: 'Skip to the content',
    menuOf: 'Menu of {{name}}',
  },
  palette: {
    title: 'Go to a compendium, a chapter or a person',
    compendia: 'Compendia',
    chapters: 'Chapters',
    people: 'People',
  },
  home: {
    title: 'Policy for peace operations, written together',
    lead: 'Think tanks, civil society, research and training institutions of the alliance write their policy compendia here, side by side, and publish them.',
    read: 'Open to read',
    none: 'Nothing has been published yet.',
    toDesk: 'To your desk',
  },
  errors: {
    notFound: {
      title: 'There is no such page',
      text: 'The address may be mistyped, or the page is not open to you.',
    },
    forbidden: {
      title: 'This page is not open to you',
      text: 'Your account has no affiliation that runs today. Ask the primary representative of your institution, or a coordinator of the alliance.',
    },
    closed: {
      title: 'This page is not open to you',
      text: 'Your rights do not reach this far, or they changed a moment ago. Nothing was changed.',
    },
    away: {
      title: 'The portal cannot reach its database',
      text: 'Nothing you wrote is lost. Try again in a moment.',
    },
    foreign: {
      title: 'That request came from another site',
      text: 'Nothing was changed. Open the page here and try again.',
    },
    tooMany: { title: 'Too many attempts', text: 'Wait a few minutes, then try again.' },
    fault: {
      title: 'Something went wrong on our side',
      text: 'Nothing was changed. If it happens again, tell the coordinators this number: {{requestId}}',
    },
    again: 'Try again',
    home: 'To the first page',
  },
} as const
