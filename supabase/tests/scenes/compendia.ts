import { everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { compendium, institution, person } from '../world.ts'

const read = 'select slug from public.compendia'
const retitle = (key: keyof typeof compendium) =>
  `update public.compendia set title = 'Retitled' where id = '${compendium[key]}'`
const inside = sees('closed', 'members', 'public')

export const compendia: Chapter = {
  about: 'compendia',
  scenes: [
    ...everyone(
      'select',
      'compendia',
      read,
      {
        otherMember: sees('members', 'public'),
        reader: inside,
        commenter: inside,
        author: inside,
        leadEditor: inside,
        representative: inside,
        coordinator: sees('closed', 'members', 'public', 'foreign'),
      },
      sees('public'),
    ),
    ...everyone(
      'insert',
      'a compendium past the function',
      `insert into public.compendia (slug, title, lead_institution_id) values ('new', 'New', '${institution.lead}')`,
      {},
      refused,
    ),
    ...everyone(
      'update',
      'the title of the closed compendium',
      retitle('closed'),
      {
        anonymous: refused,
        leadEditor: touches(1),
        representative: touches(1),
        coordinator: touches(1),
      },
      touches(0),
    ),
    ...everyone(
      'delete',
      'the closed compendium',
      `delete from public.compendia where id = '${compendium.closed}'`,
      {
        anonymous: refused,
        coordinator: touches(1),
      },
      touches(0),
    ),
    scene('an editor of the lead institution keeps the entry', 'editor', retitle('closed'), touches(1)),
    scene('an alternate of the lead institution keeps the entry', 'alternate', retitle('closed'), touches(1)),
    scene('the representative of an author institution does not', 'colleague', retitle('closed'), touches(0)),
    scene('a plain member of the lead institution does not', 'otherMember', retitle('members'), touches(0)),
    scene(
      'the lead editor of one compendium is nobody in another',
      'leadEditor',
      retitle('public'),
      touches(0),
    ),
    scene('a lead editor who left is nobody', 'formerMember', retitle('members'), touches(0)),
    scene('a lead editor whose account is disabled is nobody', 'disabled', retitle('public'), touches(0)),
    scene('an editor from tomorrow on is nobody today', 'newcomer', read, sees('public')),
    scene(
      'a lead editor may hand over',
      'leadEditor',
      `update public.compendia set lead_editor_id = '${person.author}' where id = '${compendium.closed}'`,
      touches(1),
    ),
    scene(
      'nobody hands a compendium to another institution',
      'leadEditor',
      `update public.compendia set lead_institution_id = '${institution.outside}'`,
      refused,
    ),
    scene(
      'nobody rewrites who opened it',
      'leadEditor',
      'update public.compendia set created_by = null',
      refused,
    ),
    scene(
      "a lead's check holds even if every column were open",
      'leadEditor',
      'update public.compendia set id = gen_random_uuid()',
      refused,
      'grant update on public.compendia to authenticated',
    ),
    scene(
      'who has a right to one chapter sees its compendium, and loses it with the right',
      'reader',
      read,
      sees('members', 'public'),
      `delete from public.chapter_grants where person_id = '${person.reader}'`,
    ),
    scene(
      'an anonymous visitor is not told who opened a compendium',
      'anonymous',
      'select created_by from public.compendia',
      refused,
    ),
    scene(
      'a representative without part in it does not see a closed compendium',
      'colleague',
      read,
      nothing,
      `delete from public.compendia where slug <> 'foreign'`,
    ),
  ],
}
