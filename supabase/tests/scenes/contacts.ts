import { everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { address, person, withPerson } from '../world.ts'

const read = 'select email from public.contacts'
const everybody = sees(...withPerson.map(address))

export const contacts: Chapter = {
  about: 'contacts',
  scenes: [
    ...everyone(
      'select',
      'addresses',
      read,
      {
        anonymous: refused,
        disabled: nothing,
        applicant: sees(address('applicant')),
        otherMember: sees(address('otherMember')),
        reader: sees(address('reader')),
        commenter: sees(address('commenter')),
        author: sees(address('author')),
        leadEditor: sees(address('leadEditor')),
        formerMember: sees(address('formerMember')),
        // Those of the institution from today on; not who left it, nor whose account is closed.
        representative: sees(
          address('representative'),
          address('editor'),
          address('alternate'),
          address('newcomer'),
        ),
      },
      everybody,
    ),
    ...everyone(
      'insert',
      'an address',
      `insert into public.contacts (person_id, email) values (gen_random_uuid(), 'x@y.example')`,
      {},
      refused,
    ),
    ...everyone('update', 'addresses', `update public.contacts set email = 'x@y.example'`, {}, refused),
    ...everyone('delete', 'addresses', 'delete from public.contacts', {}, refused),
    scene('an editor of an institution cannot read its addresses', 'editor', read, sees(address('editor'))),
    scene('an alternate cannot read its addresses', 'alternate', read, sees(address('alternate'))),
    ...(
      [
        ['an address for members', 'members', 'otherMember', true],
        ['an address for the institution', 'institution', 'otherMember', false],
        ['an address for the institution', 'institution', 'leadEditor', true],
        ['an address for nobody', 'nobody', 'leadEditor', false],
        ['an address for members', 'members', 'applicant', false],
      ] as const
    ).map(([what, shown, who, seen]) =>
      scene(
        `${what} is read by ${who}: ${seen}`,
        who,
        read,
        seen ? sees(address(who), address('author')) : sees(address(who)),
        `insert into public.person_details (person_id, detail, shown) values ('${person.author}', 'email', '${shown}')`,
      ),
    ),
    scene(
      'whether letters to an address come back is told by no row of it',
      'author',
      'select bounced_at from public.contacts',
      refused,
    ),
    scene('an account without a person reads no address', 'stranger', read, nothing),
  ],
}
