import { everyone, fails, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { chapter, grant, institution, person } from '../world.ts'

const keys = Object.fromEntries(Object.entries(grant).map(([key, id]) => [id, key]))
const read = `select case id ${Object.entries(keys)
  .map(([id, key]) => `when '${id}' then '${key}'`)
  .join(' ')} end from public.chapter_grants`
const closed = ['reader', 'commenter', 'author', 'formerMember', 'disabled', 'shared']
const give = (to: keyof typeof chapter, who: keyof typeof person) =>
  `insert into public.chapter_grants (chapter_id, person_id, access) values ('${chapter[to]}', '${person[who]}', 'edit')`
const raise = (key: keyof typeof grant) =>
  `update public.chapter_grants set access = 'edit' where id = '${grant[key]}'`
const take = (key: keyof typeof grant) => `delete from public.chapter_grants where id = '${grant[key]}'`
const leads = {
  anonymous: refused,
  leadEditor: touches(1),
  representative: touches(1),
  coordinator: touches(1),
}

export const chapterGrants: Chapter = {
  about: 'chapter_grants',
  scenes: [
    ...everyone(
      'select',
      'rights to chapters',
      read,
      {
        anonymous: refused,
        otherMember: nothing,
        disabled: nothing,
        applicant: sees('foreign'),
        reader: sees('reader'),
        commenter: sees('commenter'),
        formerMember: sees('formerMember'),
        author: sees('author', 'shared'),
        leadEditor: sees(...closed),
        representative: sees(...closed),
        coordinator: sees(...closed, 'foreign'),
      },
      nothing,
    ),
    ...everyone(
      'insert',
      'a right to the plain chapter for themselves',
      (who) => give('plain', who),
      {},
      refused,
    ),
    ...everyone('update', "the reader's right", raise('reader'), leads, touches(0)),
    ...everyone('delete', "the commenter's right", take('commenter'), leads, touches(0)),
    scene('a right for an institution is seen by its people', 'colleague', read, sees('shared')),
    scene('an author does not raise her own institution', 'author', raise('shared'), touches(0)),
    scene('a lead raises no right in another compendium', 'representative', raise('foreign'), touches(0)),
    scene('a lead takes no right away in another compendium', 'representative', take('foreign'), touches(0)),
    scene(
      'a right is not pointed to another chapter',
      'leadEditor',
      `update public.chapter_grants set chapter_id = '${chapter.foreign}' where id = '${grant.reader}'`,
      refused,
    ),
    scene(
      'a right is not pointed to another person',
      'leadEditor',
      `update public.chapter_grants set person_id = '${person.leadEditor}' where id = '${grant.reader}'`,
      refused,
    ),
    scene(
      'nor to a chapter of another compendium if every column were open',
      'leadEditor',
      `update public.chapter_grants set chapter_id = '${chapter.foreign}' where id = '${grant.reader}'`,
      refused,
      'grant update on public.chapter_grants to authenticated',
    ),
    scene(
      'a right belongs to a person or to an institution, not to both',
      'service',
      `insert into public.chapter_grants (chapter_id, person_id, institution_id, access)
       values ('${chapter.plain}', '${person.reader}', '${institution.author}', 'read')`,
      fails('23514'),
    ),
    scene('one right for one person at one chapter', 'service', give('given', 'reader'), fails('23505')),
    scene(
      'not even a right of her own',
      'leadEditor',
      `update public.chapter_grants set chapter_id = '${chapter.foreign}' where person_id = '${person.leadEditor}'`,
      refused,
      `grant update on public.chapter_grants to authenticated; ${give('plain', 'leadEditor')}`,
    ),
  ],
}
