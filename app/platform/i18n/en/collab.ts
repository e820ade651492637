export default {
  present: 'Here now',
  words_one: '{{count}} word',
  words_other: '{{count}} words',
  replaced_one: '{{count}} match replaced.',
  replaced_other: '{{count}} matches replaced.',
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
    label: 'Chapter menu',
    find: 'Find and replace',
    fullScreen: 'Full screen',
    read: 'Reading view',
    access: 'Manage access',
    restore: 'Restore the last working version',
  },
  again: {
    title: 'Your session has ended',
    text: 'Your changes are kept on this device and are sent when you sign in again. You can do that here, without leaving this page.',
    notKept:
      'Your changes are only in this page, because this device cannot store them: do not leave it. They are sent when you sign in again.',
    button: 'Sign in again',
    email: 'Email address',
    password: 'Password',
    wrong: 'The email address or password is not correct. Nothing was lost; try again.',
    tooMany: 'Too many attempts. Wait a few minutes, then try again. Your changes are kept.',
    offline: 'There is no connection at the moment. Your changes are kept.',
    code: 'Code',
    codeHelp: 'Your account uses two-factor authentication. Enter the six-digit code from your device.',
    codeWrong: 'This code is not correct or was already used. Nothing was lost; enter the next one.',
    codeButton: 'Continue',
  },
  lost: {
    title: 'Your access to this chapter has changed',
    text: 'You can no longer open it, and the copy on this device has been deleted. If you did not expect this, ask the lead editor.',
    unsent:
      'You can no longer open it, and the copy of the text on this device has been deleted. Your unsent changes are below. They stay on this device and are sent if you get access again.',
    back: 'Go to the compendium',
  },
  lowered: {
    title: 'You can now only read this chapter',
    text: 'Your unsent changes were not sent. They stay on this device and are sent if you can edit again.',
  },
  notKept: {
    title: 'Your changes are not stored',
    text: 'This browser cannot store your changes, and the portal cannot save them at the moment. They are lost if you leave this page. Keep it open until it shows “Saved”, or copy your text.',
    leave: 'Your changes are not saved and are lost if you leave this page. Leave anyway?',
  },
  old: {
    title: 'The portal was updated since you opened this page',
    text: 'Reload the page to continue. Your changes are kept on this device until then.',
    notKept:
      'Your last changes are not saved, and this device cannot store them. Copy them before you reload the page.',
  },
  away: {
    title: 'Not connected',
    offline:
      'You are offline. You can continue writing: changes are kept on this device and sent automatically later.',
    'server-away':
      'The portal is not responding at the moment. You can continue writing: changes are kept on this device and sent automatically later.',
    'database-away':
      'The portal cannot save at the moment. You can continue writing: changes are kept and saved automatically later.',
    'socket-blocked':
      'This network blocks the live connection. You can continue writing: changes are kept on this device. Another network may help.',
    limit:
      'Too many changes were sent at once, so the portal asked for a pause. You can continue writing: changes are sent automatically.',
    'update-too-large':
      'Your last addition is too large to send at once. It is kept on this device. Undo the last large paste and reload the page, or split the text into several chapters.',
    'chapter-full':
      'This chapter has reached its maximum size. Your changes are kept on this device. Move parts of the text to other chapters and delete them here.',
    'not-allowed':
      'The portal cannot accept your last change because the editor cannot show it. It is kept on this device. Copy your text, undo the last change and reload the page; tell the coordinators if the problem continues.',
  },
  fault: {
    title: 'The reading view of this chapter is out of date',
    text: 'All changes are saved, but the portal could not prepare the text for reading and search. It tries again automatically. If the problem continues, restore the last working version.',
    restore: 'Restore the last working version',
  },
  paste: {
    tooLong:
      'This text is too long to paste at once; the limit is {{limit}} characters. Nothing was changed.',
    withoutPictures_one: 'The picture was left out: chapters cannot contain pictures yet.',
    withoutPictures_other: '{{count}} pictures were left out: chapters cannot contain pictures yet.',
  },
} as const
