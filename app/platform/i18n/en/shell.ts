export default {
  name: 'GAPO portal',
  alliance: 'Global Alliance for Peace Operations',
  nav: {
    desk: 'Desk',
    compendia: 'Compendia',
    institutions: 'Institutions',
    manage: 'Manage',
    about: 'About',
    members: 'Members',
    join: 'Join',
    privacy: 'Data about people',
    footer: 'The alliance',
    signIn: 'Sign in',
    signOut: 'Sign out',
    account: 'Your account',
    menuOf: 'Menu of {{name}}',
  },
  palette: {
    title: 'Go to a compendium, a chapter or a person',
    recent: 'Where you were last',
    compendia: 'Compendia',
    chapters: 'Chapters',
    people: 'People',
    institutions: 'Institutions',
  },
  shortcuts: {
    everywhere: 'Everywhere',
    palette: 'Go to a compendium, a chapter or a person',
    help: 'Show this list',
    messages: 'To the messages of the portal',
    close: 'Close what is open',
    chapter: 'In a chapter',
    bold: 'Bold',
    italic: 'Italic',
    heading: 'Heading 1 to 4',
    link: 'Link',
    find: 'Find and replace',
    undo: 'Undo what you did last',
    redo: 'Do it again',
    slash: 'Insert something',
    toolbar: 'To the toolbar',
  },
  forms: {
    outOfDate: 'This form is out of date. Nothing was changed; look at the page as it is now, and try again.',
  },
  text: {
    letterless: 'Write at least one letter or digit that can be seen.',
    unprintable:
      'This text holds control characters or marks that turn its direction. Take them out, or type it anew.',
  },
  uploads: {
    tooLong:
      'This file is too large: {{size}} at most. Nothing was sent; make it smaller, or choose another one.',
    empty: 'This file is empty. Choose another one.',
    otherKind: 'This file cannot be taken: by its content it is not {{kinds}}, whatever its name says.',
    harmful:
      'This Word file cannot be taken: it holds macros, or unpacks to far more than a document. Save it as a PDF and send that.',
    locked:
      'This file is protected by a password or against copying, so that others could not read it. Save a copy without protection, and choose that.',
    svg: 'This is an SVG drawing, which can hold scripts. Save it as PNG, at least 640 pixels wide, and choose that.',
  },
  offline: {
    title: 'You are offline',
    text: 'Chapters opened before stay open, and what you write in them is kept on this device until the line is back.',
  },
  kept: 'What you had typed is back in the form. Look it over, and send it again.',
  leftUnsent_one:
    'Changes in one chapter could not be sent yet. They stay on this device until you sign in here again.',
  leftUnsent_other:
    'Changes in {{count}} chapters could not be sent yet. They stay on this device until you sign in here again.',
  home: {
    title: 'Policy for peace operations, written together',
    lead: 'Think tanks, civil society, research and training institutions of the alliance write their policy compendia here, side by side, and publish them.',
    read: 'Open to read',
    none: 'Nothing has been published yet.',
    published: 'Launch {{date}}',
    toDesk: 'To your desk',
    join: 'Join the alliance',
    allMembers: 'All members',
  },
  unsent: {
    title: 'What you wrote in this chapter and had not sent is still on this device',
    text: 'The text of the chapter has been removed from it. Your own words go out if you may write there again; until then you can copy them or download them.',
    file: 'What I wrote',
    discard: 'Remove from this device',
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
    unreadable: {
      title: 'That form could not be read',
      text: 'Nothing was changed. Open the page here, and send its form once more.',
    },
    tooMuch: {
      title: 'That form brought more than is taken at once',
      text: 'Nothing was changed. Send it in smaller parts.',
    },
    tooLong: 'That was too long to be taken. Nothing was changed.',
    unfit: 'The portal could not read that request. Nothing was changed.',
    method: 'Pages of the portal are asked for with GET and HEAD, and their forms sent with POST.',
    otherHost:
      'The form came from a page under another name than the portal was asked for. Nothing was changed. For whoever runs the portal: the proxy in front of it has to pass the Host header.',
    loopback:
      'Letters are shown on the machine that the portal runs on, under its own name: http://127.0.0.1.',
    lengthless: 'The request did not say how long it is. Nothing was changed.',
    tooMany: { title: 'Too many attempts', text: 'Wait a few minutes, then try again.' },
    fault: {
      title: 'Something went wrong on our side',
      text: 'Nothing was changed. If it happens again, tell the coordinators this number: {{requestId}}',
    },
    again: 'Try again',
    home: 'To the first page',
  },
} as const
