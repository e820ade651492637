import { everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, chapter, person } from '../world.ts'

const read = 'select person_id::text from public.chapter_visits'
const noted = (at: keyof typeof chapter, words = 7) => `select public.note_visit('${chapter[at]}', ${words})`

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
      'a visit past the function',
      (actor) =>
        `insert into public.chapter_visits (person_id, chapter_id) values ('${person[actor]}', '${chapter.below}')`,
      {},
      refused,
    ),
    ...everyone('update', 'a visit', 'update public.chapter_visits set visited_at = now()', {}, refused),
    ...everyone('delete', 'a visit', 'delete from public.chapter_visits', {}, refused),
    scene(
      'a visit is noted for whoever makes it',
      'service',
      `select person_id::text || ' ' || words_then from public.chapter_visits where chapter_id = '${chapter.below}'`,
      sees(`${person.reader} 7`),
      `delete from public.chapter_visits; ${actingAs('reader')}; ${noted('below')}`,
    ),
    scene(
      'the next one takes its place',
      'service',
      `select words_then::text from public.chapter_visits where chapter_id = '${chapter.below}'`,
      sees('9'),
      `delete from public.chapter_visits; ${actingAs('reader')}; ${noted('below')}; ${noted('below', 9)}`,
    ),
    scene(
      'no visit is noted of a chapter that they may not read',
      'service',
      `select person_id::text from public.chapter_visits where chapter_id = '${chapter.foreign}'`,
      nothing,
      `delete from public.chapter_visits; ${actingAs('reader')}; ${noted('foreign')}`,
    ),
  ],
}
