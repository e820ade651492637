import { everyone, fails, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { cast, person } from '../world.ts'

const setQuorum = 'update public.alliance_settings set review_days = 43'
const wish = (who: string) =>
  `insert into public.mail_wishes (person_id, kind, cadence) values ('${who}', 'application', 'off')`
const withPerson = cast.filter((actor) => actor !== 'anonymous' && actor !== 'disabled')

export const settings: readonly Chapter[] = [
  {
    about: 'alliance_settings',
    scenes: [
      ...everyone(
        'select',
        'how the alliance decides',
        'select review_days from public.alliance_settings',
        { anonymous: refused, applicant: nothing, formerMember: nothing, disabled: nothing },
        sees('42'),
      ),
      ...everyone('insert', 'settings', 'insert into public.alliance_settings default values', {}, refused),
      ...everyone(
        'update',
        'how the alliance decides',
        setQuorum,
        { anonymous: refused, coordinator: touches(1) },
        touches(0),
      ),
      ...everyone('delete', 'settings', 'delete from public.alliance_settings', {}, refused),
      scene(
        'a draft kept for no day is none',
        'coordinator',
        'update public.alliance_settings set draft_days = 0',
        fails('23514'),
      ),
    ],
  },
  {
    about: 'mail_wishes',
    scenes: [
      ...everyone(
        'select',
        'their own wishes',
        (who) =>
          `select p.name from public.mail_wishes w join public.people p on p.id = w.person_id where '${who}' <> ''`,
        {
          anonymous: refused,
          disabled: nothing,
          ...Object.fromEntries(withPerson.map((actor) => [actor, sees(actor)])),
        },
        nothing,
      ),
      ...everyone('insert', 'a wish of their own', (who) => wish(person[who]), {}, refused),
      ...everyone('update', 'wishes', `update public.mail_wishes set cadence = 'off'`, {}, refused),
      ...everyone('delete', 'wishes', 'delete from public.mail_wishes', {}, refused),
    ],
  },
]
