import applications from './applications.ts'
import collab from './collab.ts'
import compendia from './compendia.ts'
import countries from './countries.ts'
import editor from './editor.ts'
import institutions from './institutions.ts'
import mail from './mail.ts'
import letters from './letters.ts'
import leaving from './leaving.ts'
import managing from './managing.ts'
import people from './people.ts'
import profile from './profile.ts'
import publicPages from './public.ts'
import representing from './representing.ts'
import roles from './roles.ts'
import reviewing from './reviewing.ts'
import secondFactor from './second-factor.ts'
import shell from './shell.ts'
import standing from './standing.ts'
import ui from './ui.ts'

/** English, by room. Another language is a folder of the same shape. */
export const en = {
  shell,
  ui,
  countries,
  editor,
  collab,
  compendia,
  people,
  profile,
  institutions,
  standing,
  representing,
  leaving,
  managing,
  public: publicPages,
  applications,
  reviewing,
  secondFactor,
  roles,
  mail,
  letters,
} as const
