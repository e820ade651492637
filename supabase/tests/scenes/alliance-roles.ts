import { everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
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
    ...everyone('insert', 'themselves as coordinator', (who) => appoint(who), {}, refused),
    ...everyone('update', "the second coordinator's term", end, {}, refused),
    ...everyone('delete', 'alliance roles', 'delete from public.alliance_roles', {}, refused),
    scene(
      'a coordinator cannot hand a role on to somebody else',
      'coordinator',
      `update public.alliance_roles set person_id = '${person.editor}'`,
      refused,
    ),
  ],
}
