import { everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { institution, person } from '../world.ts'

const read = `select distinct subject from public.audit_trail where subject in ('institutions', 'alliance_roles')`
const mine = `insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id)
  values ('${person.representative}', 'person', 'update', 'compendia', '${institution.lead}')`

export const auditTrail: Chapter = {
  about: 'audit_trail',
  scenes: [
    ...everyone(
      'select',
      'what was changed',
      read,
      { anonymous: refused, coordinator: sees('institutions', 'alliance_roles') },
      nothing,
    ),
    ...everyone(
      'insert',
      'an entry of their own making',
      `insert into public.audit_trail (actor_kind, action, subject, subject_id) values ('person', 'update', 'x', gen_random_uuid())`,
      {},
      refused,
    ),
    ...everyone('update', 'an entry', `update public.audit_trail set after = null`, {}, refused),
    ...everyone('delete', 'an entry', 'delete from public.audit_trail', {}, refused),
    scene(
      'people see what they changed themselves',
      'representative',
      'select subject from public.audit_trail',
      sees('compendia'),
      mine,
    ),
    scene('the service changes no entry', 'service', `update public.audit_trail set after = null`, refused),
    scene('the service removes no entry', 'service', 'delete from public.audit_trail', refused),
    scene(
      'the service adds none either',
      'service',
      `insert into public.audit_trail (actor_kind, action, subject, subject_id) values ('portal', 'update', 'x', gen_random_uuid())`,
      refused,
    ),
    scene(
      'a change is noted with its author, before and after',
      'coordinator',
      `with changed as (update public.institutions set city = 'Kiel' where slug = 'lead' returning 1) select count(*)::text from changed`,
      sees('1'),
    ),
    scene(
      'what changed nothing leaves no entry',
      'coordinator',
      `update public.institutions set city = city where slug = 'lead'`,
      touches(1),
    ),
  ],
}
