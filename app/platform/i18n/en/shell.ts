export default {
  name: 'GAPO portal',
  alliance: 'Global Alliance for Peace Operations',
  nav: {
    myWork: 'My work',
    compendia: 'Compendia',
    institutions: 'Institutions',
    manage: 'Manage',
    about: 'About',
    members: 'Members',
    join: 'Join',
    privacy: 'Privacy',
    footer: 'Footer',
    signIn: 'Sign in',
    signOut: 'Sign out',
    account: 'Your account',
    menuOf: 'Account menu: {{name}}',
  },
  palette: {
    title: 'Go to a compendium, a chapter or a person',
    recent: 'Recent',
    compendia: 'Compendia',
    chapters: 'Chapters',
    people: 'People',
    institutions: 'Institutions',
  },
  shortcuts: {
    everywhere: 'Everywhere',
    palette: 'Go to a compendium, a chapter or a person',
    help: 'Show this list',
    messages: 'Go to the notifications',
    close: 'Close the open dialog or menu',
    chapter: 'In a chapter',
    bold: 'Bold',
    italic: 'Italic',
    heading: 'Heading 1 to 4',
    link: 'Link',
    find: 'Find and replace',
    undo: 'Undo',
    redo: 'Redo',
    slash: 'Insert a heading, list, table …',
    toolbar: 'Go to the toolbar',
  },
  forms: {
    outOfDate: 'This form is out of date. Nothing was changed. Check the page as it is now, then try again.',
  },
  text: {
    letterless: 'Enter at least one visible letter or digit.',
    unprintable: 'This text contains invisible control characters. Remove them, or type the text again.',
  },
  uploads: {
    tooLong:
      'This file is too large; the limit is {{size}}. Nothing was uploaded. Make it smaller, or choose another file.',
    empty: 'This file is empty. Choose another file.',
    otherKind: 'This file cannot be uploaded: its content is not {{kinds}}, whatever its name says.',
    harmful:
      'This Word file cannot be uploaded: it contains macros or is far too large when unpacked. Save it as a PDF and upload that.',
    locked:
      'This file is password-protected or copy-protected, so others could not read it. Save a copy without protection, and upload that.',
    svg: 'SVG files cannot be uploaded because they can contain scripts. Save the picture as a PNG, at least 640 pixels wide, and upload that.',
  },
  offline: {
    title: 'You are offline',
    text: 'Chapters you opened before stay open. What you write in them is kept on this device until you are online again.',
  },
  kept: 'Your entries are restored. Check them, then submit the form again.',
  leftUnsent_one:
    'Changes in one chapter could not be sent yet. They stay on this device until you sign in here again.',
  leftUnsent_other:
    'Changes in {{count}} chapters could not be sent yet. They stay on this device until you sign in here again.',
  home: {
    title: 'Policy for peace operations, written together',
    lead: 'Think tanks, civil society, research and training institutions of the alliance write their policy compendia here, side by side, and publish them.',
    read: 'Publications',
    none: 'Nothing has been published yet.',
    published: 'Launched {{date}}',
    toMyWork: 'Go to my work',
    join: 'Join the alliance',
    allMembers: 'All members',
  },
  unsent: {
    title: 'Your unsent changes to this chapter are still on this device',
    text: 'The chapter itself has been removed from this device. Your changes will be sent if you get access again; until then you can copy or download them.',
    file: 'What I wrote',
    discard: 'Delete from this device',
  },
  errors: {
    notFound: {
      title: 'Page not found',
      text: 'The address may be wrong, or you do not have access to this page.',
    },
    forbidden: {
      title: 'You do not have access to this page',
      text: 'You have no current affiliation. Ask the primary representative of your institution or a coordinator of the alliance.',
    },
    closed: {
      title: 'You do not have access to this page',
      text: 'You do not have the rights for this, or they have just changed. Nothing was changed.',
    },
    away: {
      title: 'The portal is temporarily unavailable',
      text: 'The portal cannot reach its database. Nothing you wrote is lost. Try again in a moment.',
    },
    foreign: {
      title: 'This request came from another site',
      text: 'Nothing was changed. Open the page in the portal and try again.',
    },
    unreadable: {
      title: 'The form could not be read',
      text: 'Nothing was changed. Open the page in the portal and submit the form again.',
    },
    tooMuch: {
      title: 'The form is too large',
      text: 'Nothing was changed. Submit it in smaller parts.',
    },
    tooLong: 'This request is too long. Nothing was changed.',
    unfit: 'The portal could not read this request. Nothing was changed.',
    method: 'This method is not allowed: pages are requested with GET or HEAD, forms are sent with POST.',
    otherHost:
      'The form came from another host name than this request. Nothing was changed. For the person who runs the portal: the proxy in front of it has to pass on the Host header.',
    loopback: 'Emails can be read only on the machine that runs the portal, at http://127.0.0.1.',
    lengthless: 'The request has no Content-Length header. Nothing was changed.',
    tooMany: { title: 'Too many attempts', text: 'Wait a few minutes, then try again.' },
    fault: {
      title: 'Something went wrong on our side',
      text: 'Nothing was changed. If it happens again, tell the coordinators this error number: {{requestId}}',
    },
    again: 'Try again',
    home: 'Go to the home page',
  },
} as const
