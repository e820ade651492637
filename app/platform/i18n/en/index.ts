import applications from './applications.ts'
import collab from './collab.ts'
import compendia from './compendia.ts'
import countries from './countries.ts'
import editor from './editor.ts'
import institutions from './institutions.ts'
import mail from './mail.ts'
import emails from './emails.ts'
import ownData from './own-data.ts'
import manage from './manage.ts'
import people from './people.ts'
import profile from './profile.ts'
import publicPages from './public.ts'
import representing from './representing.ts'
import roles from './roles.ts'
import review from './review.ts'
import twoFactor from './two-factor.ts'
import shell from './shell.ts'
import membership from './membership.ts'
import ui from './ui.ts'

/** English, by namespace. Another language is a folder of the same shape. */
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
  membership,
  representing,
  ownData,
  manage,
  public: publicPages,
  applications,
  review,
  twoFactor,
  roles,
  mail,
  emails,
} as const
