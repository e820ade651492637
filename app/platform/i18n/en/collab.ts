export default {
  present: 'In this chapter now',
  words_one: '{{count}} word',
  words_other: '{{count}} words',
  replaced_one: '{{count}} place replaced.',
  replaced_other: '{{count}} places replaced.',
  status: {
    opening: 'Opening…',
    saved: 'Saved',
    saving: 'Saving…',
    'on-this-device_zero': 'On this device',
    'on-this-device_one': 'On this device, not yet on the server (1 change)',
    'on-this-device_other': 'On this device, not yet on the server ({{count}} changes)',
    'read-only': 'Read only',
    'access-changed': 'Your access has changed',
    'signed-out_zero': 'Signed out',
    'signed-out_one': 'Signed out; 1 change is on this device',
    'signed-out_other': 'Signed out; {{count}} changes are on this device',
    'editor-too-old': 'This page is out of date',
    'not-kept_one': 'Not saved anywhere (1 change)',
    'not-kept_other': 'Not saved anywhere ({{count}} changes)',
  },
  menu: {
    label: 'More for this chapter',
    find: 'Find and replace',
    fullScreen: 'Write in full screen',
    read: 'Reading view',
    rights: 'Who may write here',
    restore: 'Restore the last good state',
  },
  again: {
    title: 'Your session has ended',
    text: 'What you wrote is kept on this device and goes out as soon as you are signed in. You need not leave this page.',
    notKept:
      'What you wrote is only in this page, since this device keeps nothing: do not leave it. It goes out as soon as you are signed in.',
    button: 'Sign in again',
    email: 'E-mail address',
    password: 'Password',
    wrong: 'Address and password do not fit together. Nothing was lost; try again.',
    tooMany: 'Too many attempts. Wait a few minutes; what you wrote stays here.',
    offline: 'There is no connection just now. What you wrote stays here.',
    code: 'Code',
    codeHelp: 'Your account has a second factor. Type the six digits that your device shows.',
    codeWrong: 'That code is not right, or it was used already. Nothing was lost; type the next one.',
    codeButton: 'Go on',
  },
  lost: {
    title: 'Your access to this chapter has changed',
    text: 'You can no longer open it, and the copy on this device has been removed. If that surprises you, ask the lead editor.',
    unsent:
      'You can no longer open it. The copy of the text has been removed from this device. What you wrote and had not sent yet is below. It stays on this device and goes out if you may write here again.',
    back: 'To the compendium',
  },
  lowered: {
    title: 'You may only read this chapter now',
    text: 'What you wrote before that does not go out. It stays on this device and goes out if you may write here again.',
  },
  notKept: {
    title: 'Nothing is kept on this device',
    text: 'This browser cannot store what you write here, and the portal does not take it just now. It is lost when you leave this page. Keep the page open until it says “Saved”, or copy your words.',
    leave: 'What you wrote is not saved anywhere and is lost when you leave this page. Leave it?',
  },
  old: {
    title: 'The portal has been renewed since you opened this page',
    text: 'Load the page again to go on writing. What you wrote is kept on this device until then.',
    notKept:
      'What you wrote last is not saved, and this device keeps nothing. Copy it before you load the page again.',
  },
  away: {
    title: 'Not connected',
    offline: 'This device has no connection. Go on writing; everything is kept here and goes out by itself.',
    'server-away':
      'The portal does not answer just now. Go on writing; everything is kept here and goes out by itself.',
    'database-away':
      'The portal cannot store anything just now. Go on writing; everything is kept and stored by itself later.',
    'socket-blocked':
      'This network does not let the live connection through. Go on writing; everything is kept here. Another network may help.',
    limit:
      'Too much was sent at once, so the portal asked for a pause. Go on writing; it goes out by itself.',
    'update-too-large':
      'What you added here is too large for the portal to take in one piece. It is kept on this device. Undo the last large paste and load the page again, or divide it over several chapters.',
    'chapter-full':
      'This chapter holds as much as a chapter may. What you wrote is kept on this device; divide the text over several chapters and remove parts here.',
    'not-allowed':
      'The portal does not take something that was added here, because editors could not show it. It is kept on this device. Copy your text, undo the last change and load the page again; tell the coordinators if it stays.',
  },
  fault: {
    title: 'The reading view of this chapter is behind',
    text: 'Everything that is written here is saved, but the portal could not prepare the text for reading and search. It tries again by itself. If it stays, restore the last good state.',
    restore: 'Restore the last good state',
  },
  paste: {
    tooLong:
      'That text is too long to paste at once: the limit is {{limit}} characters. Nothing was changed.',
    withoutPictures_one: 'The picture was left out: chapters hold text for now.',
    withoutPictures_other: '{{count}} pictures were left out: chapters hold text for now.',
  },
} as const
