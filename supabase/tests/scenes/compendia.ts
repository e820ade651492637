import { answers, everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { compendium, institution, person } from '../world.ts'

const read = 'select slug from public.compendia'
/** Only the title changes; `over` replaces a column's own value. */
const retitle = (key: keyof typeof compendium, over: { lead?: string } = {}) =>
  `select public.keep_compendium('${compendium[key]}', (select updated_at from public.compendia where id = '${compendium[key]}'), 'Retitled', '', 'en',
    'members', ${over.lead ?? 'null'}, array['${institution.lead}', '${institution.author}']::uuid[], null, null, null)`
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
    ...everyone('update', 'a title', `update public.compendia set title = 'Retitled'`, {}, refused),
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
    scene('an editor of the lead institution keeps the entry', 'editor', retitle('closed'), answers('kept')),
    scene(
      'an alternate of the lead institution keeps the entry',
      'alternate',
      retitle('closed'),
      answers('kept'),
    ),
    scene(
      'the representative of an author institution does not',
      'colleague',
      retitle('closed'),
      answers('refused'),
    ),
    scene(
      'a plain member of the lead institution does not',
      'otherMember',
      retitle('members'),
      answers('refused'),
    ),
    scene(
      'the lead editor of one compendium is nobody in another',
      'leadEditor',
      retitle('public'),
      answers('refused'),
    ),
    scene('a lead editor who left is nobody', 'formerMember', retitle('members'), answers('refused')),
    scene(
      'a lead editor whose account is disabled is nobody',
      'disabled',
      retitle('public'),
      answers('refused'),
    ),
    scene('an editor from tomorrow on is nobody today', 'newcomer', read, sees('public')),
    scene(
      'a lead editor may hand over',
      'leadEditor',
      retitle('closed', { lead: `'${person.author}'` }),
      answers('kept'),
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
