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
      ...everyone(
        'insert',
        'a wish of their own',
        (who) => wish(person[who]),
        { anonymous: refused, disabled: refused },
        touches(1),
      ),
      ...everyone(
        'update',
        'wishes',
        `update public.mail_wishes set cadence = 'off'`,
        { anonymous: refused, disabled: touches(0) },
        touches(1),
      ),
      ...everyone(
        'delete',
        'wishes',
        'delete from public.mail_wishes',
        { anonymous: refused, disabled: touches(0) },
        touches(1),
      ),
      scene("nobody makes another person's wishes", 'coordinator', wish(person.author), refused),
      scene(
        'nor hands theirs to another person',
        'coordinator',
        `update public.mail_wishes set person_id = '${person.author}', kind = 'application'`,
        refused,
        'grant update on public.mail_wishes to authenticated',
      ),
    ],
  },
]
