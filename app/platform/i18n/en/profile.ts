export default {
  title: 'Your profile',
  lead: 'What you tell about yourself, and who sees it. All of it may stay empty, except a name.',
  see: 'See your page',
  photo: {
    title: 'Photo',
    file: 'A photo of you',
    help: 'JPEG, PNG or WebP, 5 MB at most. It is cut to a square; the place and the camera that the file notes are taken out. Without a photo your initials stand in its place.',
    remove: 'Remove the photo',
  },
  logo: {
    file: 'Logo',
    help: 'PNG, JPEG or WebP, 5 MB at most; a see-through ground stays see-through. It is shown on white.',
    remove: 'Remove the logo',
    alt: 'Logo of {{name}}',
  },
  picture: {
    unreadable: 'This picture cannot be read; perhaps it came over incomplete. Nothing was changed.',
    tooManyPixels: 'This picture has more than 64 million pixels. Make it smaller, and send it again.',
    tooNarrow: 'This picture is too long and narrow. Crop it closer to a square, and send it again.',
    tooMany: 'Too many pictures within an hour. Nothing was changed; send this one later.',
  },
  name: {
    title: 'Name',
    shown: 'Name as shown',
    shownHelp: 'At carets, under chapters, in lists. It may be a pseudonym.',
    known: 'Your own name, if the one above is a pseudonym',
    knownHelp:
      'Only coordinators and the primary representative of your institution see it, as they see your address.',
    audience: 'Who sees your name',
    audienceHelp:
      'Members write together, so they see who writes. In public you are named on the page of your institution, when that is in the directory.',
    members: 'Members of the alliance',
    public: 'Everybody, on the public page of your institution',
  },
  about: { title: 'About you' },
  details: {
    photo: 'Photo',
    position: 'Position',
    about: 'A few lines about you',
    aboutHelp: '600 characters at most.',
    orcid: 'ORCID iD',
    orcidHelp: 'Such as 0000-0002-1825-0097, or its address.',
    languages: 'Languages',
    email: 'E-mail address',
    emailHelp:
      'Coordinators and the primary representative of your institution see it in any case. It is changed on the page of your account.',
  },
  whoSees: {
    photo: 'Who sees your photo',
    position: 'Who sees your position',
    about: 'Who sees these lines',
    orcid: 'Who sees your ORCID iD',
    languages: 'Who sees your languages',
    email: 'Who sees your address',
  },
  audiences: {
    public: 'Everybody',
    members: 'Members of the alliance',
    institution: 'My institution',
    nobody: 'Nobody',
  },
  publicHelp:
    '“Everybody” holds while you are named in public; otherwise members see it. “My institution” are the people who are there today, as you are.',
  time: { title: 'Time', zone: 'Time zone', zoneHelp: 'Dates and deadlines are shown to you in this zone.' },
  submit: 'Save the profile',
  saved: 'Your profile is saved.',
  refused: 'That could not be done. Nothing was changed.',
  stale:
    'You saved your profile in another window meanwhile. Nothing was overwritten, and what you typed is in the fields below. Compare it with the other window; saving again replaces what stands there.',
  page: {
    known: 'Known to you as {{name}}; the name above is a pseudonym.',
    about: 'About',
    seenBy: 'Seen by: {{audience}}',
    seenByNobody: 'Seen by nobody else',
  },
  fields: {
    long: 'Keep this to {{count}} characters.',
    unprintable: 'This holds characters that cannot be shown. Type it rather than pasting it.',
    orcid:
      'This is no ORCID iD: it has sixteen figures, the last may be an X, and they check each other. Look at it again at orcid.org.',
    audience: 'Choose who sees this from the list.',
    languages: 'Choose languages from the list.',
    timeZone: 'Choose a time zone from the list.',
  },
} as const
