/** The password of every demo account. They exist in the embedded mode only. */
export const demoPassword = 'writing-together'

/** The people to sign in as; all of them, and their institutions, are invented. */
export const demoAccounts = [
  {
    email: 'amina@tana-forum.example',
    who: 'Amina Bekele, editor, Tana Forum for Peace Practice (Addis Ababa)',
  },
  {
    email: 'jonas@havel-institute.example',
    who: 'Jonas Lindqvist, primary representative, Havel Institute (Berlin)',
  },
  {
    email: 'lucia@andes-observatory.example',
    who: 'Lucía Quispe, primary representative, Andes Observatory on Missions (Lima): reads',
  },
  { email: 'ravi@delhi-seminar.example', who: 'Ravi Menon, editor, Delhi Seminar on Peacekeeping: comments' },
  { email: 'marta@alliance.example', who: 'Marta Oliveira, coordinator (Alliance Secretariat)' },
  { email: 'greta@havel-institute.example', who: 'Greta Sommer, coordinator (Havel Institute)' },
  { email: 'yonas@tana-forum.example', who: 'Yonas Tadesse, coordinator (Tana Forum)' },
] as const
