import { everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { chapter, person, type CastMember } from '../world.ts'

const read = 'select person_id::text from public.chapter_visits'
const note = (actor: CastMember, at: keyof typeof chapter) =>
  `insert into public.chapter_visits (person_id, chapter_id) values ('${person[actor]}', '${chapter[at]}')`
const renew = (actor: CastMember) =>
  `update public.chapter_visits set visited_at = now() where person_id = '${person[actor]}'`
const inside = {
  reader: touches(1),
  commenter: touches(1),
  author: touches(1),
  leadEditor: touches(1),
  representative: touches(1),
  coordinator: touches(1),
}

export const chapterVisits: Chapter = {
  about: 'chapter_visits',
  scenes: [
    ...everyone(
      'select',
      'visits',
      read,
      {
        anonymous: refused,
        disabled: nothing,
        applicant: sees(person.applicant),
        otherMember: sees(person.otherMember),
        reader: sees(person.reader),
        commenter: sees(person.commenter),
        author: sees(person.author),
        leadEditor: sees(person.leadEditor),
        representative: sees(person.representative),
        coordinator: sees(person.coordinator),
        formerMember: sees(person.formerMember),
      },
      nothing,
    ),
    ...everyone(
      'insert',
      'a visit of their own to the chapter below',
      (actor) => note(actor, 'below'),
      inside,
      refused,
    ),
    // Who may not read the chapter any more may not renew the visit either.
    ...everyone(
      'update',
      'their own visit to the given chapter',
      (actor) => renew(actor),
      { ...inside, disabled: touches(0) },
      refused,
    ),
    ...everyone(
      'delete',
      'every visit',
      'delete from public.chapter_visits',
      { anonymous: refused, disabled: touches(0) },
      touches(1),
    ),
    scene('nobody notes a visit in the name of another', 'coordinator', note('reader', 'below'), refused),
    scene('nobody renews the visit of another', 'coordinator', renew('reader'), touches(0)),
    scene(
      'nobody hands a visit to another',
      'reader',
      `update public.chapter_visits set person_id = '${person.newcomer}'`,
      refused,
    ),
    scene(
      'nobody notes a visit to a chapter they may not read',
      'reader',
      note('reader', 'foreign'),
      refused,
    ),
    scene(
      'nobody moves a visit to a chapter they may not read',
      'reader',
      `update public.chapter_visits set chapter_id = '${chapter.foreign}'`,
      refused,
    ),
    scene(
      'renewing all visits renews only her own',
      'reader',
      'update public.chapter_visits set visited_at = now()',
      touches(1),
    ),
  ],
}
