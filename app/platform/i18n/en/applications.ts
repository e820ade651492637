export default {
  fields: {
    long_one: 'Keep this to one character.',
    long_other: 'Keep this to {{count}} characters.',
    unprintable: 'This line holds characters that cannot be shown. Type it anew, or paste it as plain text.',
    website: 'Give the whole address, such as https://www.example.org.',
    ror: 'This is not a ROR id: its check digits do not fit. Copy it from ror.org, or leave the field empty.',
    country: 'Choose a country from the list.',
    conflicts: 'Say what the conflict of interest is, or answer “no”.',
    empty: 'Write something first.',
    stale: 'This form is out of date. Nothing was changed; look at the page as it is now, and try again.',
  },
} as const
