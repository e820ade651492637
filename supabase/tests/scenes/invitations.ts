import { everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { institution, invitation, person } from '../world.ts'

const read = 'select name from public.invitations'
const withdraw = (key: keyof typeof invitation) =>
  `update public.invitations set revoked_at = now() where id = '${invitation[key]}'`
const forge = `insert into public.invitations (institution_id, email, name, role, token_hash)
  values ('${institution.lead}', 'me@people.example', 'Me', 'primary representative', '\\x00')`
const ofLead = ['Open', 'Spent', 'Expired', 'Withdrawn', 'Reader']

export const invitations: Chapter = {
  about: 'invitations',
  scenes: [
    ...everyone(
      'select',
      'invitations',
      read,
      {
        anonymous: refused,
        representative: sees(...ofLead),
        coordinator: sees(...ofLead, 'Outside', 'Disabled'),
      },
      nothing,
    ),
    ...everyone('insert', 'an invitation past the function', forge, {}, refused),
    ...everyone(
      'update',
      'an open invitation, to withdraw it',
      withdraw('open'),
      {
        anonymous: refused,
        representative: touches(1),
        coordinator: touches(1),
      },
      touches(0),
    ),
    ...everyone('delete', 'invitations', 'delete from public.invitations', {}, refused),
    scene(
      'nobody reads what the token is checked against',
      'coordinator',
      'select token_hash from public.invitations',
      refused,
    ),
    scene(
      'nobody finds an invitation by it',
      'coordinator',
      `select id from public.invitations where token_hash = '\\x00'`,
      refused,
    ),
    scene(
      'nobody prolongs an invitation',
      'representative',
      `update public.invitations set expires_at = now() + interval '1 year'`,
      refused,
    ),
    scene(
      'nobody raises the role of an invitation',
      'representative',
      `update public.invitations set role = 'primary representative'`,
      refused,
    ),
    scene(
      'nobody redirects an invitation',
      'representative',
      `update public.invitations set email = 'x@y.example'`,
      refused,
    ),
    scene(
      'nobody signs an invitation with another name',
      'representative',
      `update public.invitations set invited_by = '${person.coordinator}'`,
      refused,
    ),
    scene(
      'a withdrawn invitation stays withdrawn',
      'representative',
      `update public.invitations set revoked_at = null where id = '${invitation.withdrawn}'`,
      touches(0),
    ),
    scene(
      'an open one is not left open by withdrawing it to nothing',
      'representative',
      `update public.invitations set revoked_at = null where id = '${invitation.open}'`,
      refused,
    ),
    scene(
      'an accepted invitation is not withdrawn any more',
      'representative',
      withdraw('spent'),
      touches(0),
    ),
    scene(
      "another institution's invitation is not seen",
      'otherRepresentative',
      read,
      sees('Outside', 'Disabled'),
    ),
    scene(
      "another institution's invitation is not withdrawn",
      'otherRepresentative',
      withdraw('open'),
      touches(0),
    ),
    scene(
      'nor moved to another institution if every column were open',
      'representative',
      `update public.invitations set revoked_at = now(), institution_id = '${institution.outside}' where id = '${invitation.open}'`,
      refused,
      'grant update on public.invitations to authenticated',
    ),
    scene('an alternate sees no invitation', 'alternate', read, nothing),
  ],
}
