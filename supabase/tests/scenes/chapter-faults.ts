import { answers, everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { called, chapter } from '../world.ts'

const told = sees('set aside')
const restore = (title: string) => `select public.ask_for_restore('${chapter.given}', '${title}')`

export const chapterFaults: Chapter = {
  about: 'chapter_faults',
  scenes: [
    ...everyone(
      'select',
      'chapters that were set aside',
      'select reason from public.chapter_faults',
      { leadEditor: told, representative: told, coordinator: told, anonymous: refused },
      nothing,
    ),
    ...everyone(
      'insert',
      'a fault past the wire',
      `insert into public.chapter_faults (chapter_id, reason) values ('${chapter.public}', 'x')`,
      {},
      refused,
    ),
    ...everyone('update', 'a fault', `update public.chapter_faults set failures = 9`, {}, refused),
    ...everyone('delete', 'a fault', 'delete from public.chapter_faults', {}, refused),
    ...(['leadEditor', 'representative', 'coordinator'] as const).map((actor) =>
      scene(`${called[actor]} has a text restored by its title`, actor, restore('given'), answers('noted')),
    ),
    ...(['author', 'reader', 'otherMember'] as const).map((actor) =>
      scene(`${called[actor]} does not`, actor, restore('given'), answers('refused')),
    ),
    scene('nor does anybody by another title', 'leadEditor', restore('below'), answers('wrong-name')),
    scene(
      'each further failure is counted',
      'service',
      'select failures::text from public.chapter_faults',
      sees('2'),
      `select public.note_chapter_fault('${chapter.given}', repeat('x', 900))`,
    ),
    scene(
      'a fold that works takes the note away',
      'service',
      'select reason from public.chapter_faults',
      nothing,
      `select public.fold_chapter('${chapter.given}', '{"base": 1, "ids": [], "state": "AA==", "stateVector": "AA==", "schema": 1, "clean": true, "history": []}')`,
    ),
  ],
}
