import { everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { named, person, role } from '../world.ts'

const read = `select ${named('person_id', person)} from public.alliance_roles`
const appoint = (who: keyof typeof person) =>
  `insert into public.alliance_roles (person_id, role) values ('${person[who]}', 'coordinator')`
const end = `update public.alliance_roles set ended_on = current_date where id = '${role.second}'`

export const allianceRoles: Chapter = {
  about: 'alliance_roles',
  scenes: [
    ...everyone(
      'select',
      'who coordinates',
      read,
      {
        anonymous: refused,
        applicant: nothing,
        formerMember: nothing,
        disabled: nothing,
      },
      sees('coordinator', 'secondCoordinator', 'formerMember', 'disabled'),
    ),
    ...everyone(
      'insert',
      'themselves as coordinator',
      (who) => appoint(who),
      { coordinator: touches(1) },
      refused,
    ),
    ...everyone(
      'update',
      "the second coordinator's term",
      end,
      { anonymous: refused, coordinator: touches(1) },
      touches(0),
    ),
    ...everyone('delete', 'alliance roles', 'delete from public.alliance_roles', {}, refused),
    scene('a coordinator names another one', 'coordinator', appoint('editor'), touches(1)),
    scene(
      'a coordinator whose term ends tomorrow may still name one',
      'secondCoordinator',
      appoint('editor'),
      touches(1),
    ),
    scene(
      'a coordinator whose term ended names nobody',
      'secondCoordinator',
      appoint('editor'),
      refused,
      end,
    ),
    scene(
      'a coordinator whose term begins tomorrow names nobody',
      'secondCoordinator',
      appoint('editor'),
      refused,
      `update public.alliance_roles set started_on = current_date + 1 where id = '${role.second}'`,
    ),
    scene(
      'a former coordinator cannot reopen the term',
      'formerMember',
      `update public.alliance_roles set ended_on = null where id = '${role.former}'`,
      touches(0),
    ),
    scene(
      'a coordinator cannot hand a role on to somebody else',
      'coordinator',
      `update public.alliance_roles set person_id = '${person.editor}'`,
      refused,
    ),
  ],
}
