import { answers, everyone, fails, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, called, cast } from '../world.ts'

const save = (version: number, subject = `'Subject'`, body = `'{{greeting}}'`, key = 'digest') =>
  `public.save_letter_text('${key}', 'en', ${version}, ${subject}, ${body})`
const saved = `${actingAs('coordinator')}; select ${save(0)}`
const wentBack = `${saved}; select ${save(1, 'null', 'null')}`
const inForce = `select t ->> 'key' from jsonb_array_elements(public.letter_texts_in_force('en')) t`
const outsiders = cast.filter((actor) => actor !== 'coordinator' && actor !== 'anonymous')

export const templateSpecs: Chapter = {
  about: 'letter_texts',
  scenes: [
    ...everyone(
      'select',
      'the words of letters',
      'select key from public.letter_texts',
      { anonymous: refused },
      nothing,
    ),
    ...everyone(
      'insert',
      'words',
      `insert into public.letter_texts (key, version, subject, body) values ('digest', 1, 'x', 'x')`,
      {},
      refused,
    ),
    ...everyone('update', 'words', `update public.letter_texts set subject = 'x'`, {}, refused),
    ...everyone('delete', 'words', 'delete from public.letter_texts', {}, refused),
    scene(
      'coordinators read them',
      'coordinator',
      'select key from public.letter_texts',
      sees('digest'),
      saved,
    ),
    scene(
      'a representative does not',
      'representative',
      'select key from public.letter_texts',
      nothing,
      saved,
    ),
    scene(
      'a subject without a text is no version',
      'service',
      `insert into public.letter_texts (key, version, subject) values ('digest', 1, 'x')`,
      fails('23514'),
    ),
    scene('a subject is one line', 'coordinator', `select ${save(0, `E'two\\nlines'`)}`, fails('23514')),
  ],
}

const texts = [
  scene('coordinators save the words of a letter', 'coordinator', `select ${save(0)}`, answers('saved')),
  scene('who comes second is told', 'secondCoordinator', `select ${save(0)}`, answers('stale'), saved),
  scene('and by whom', 'secondCoordinator', `select ${save(0)} ->> 'by'`, sees('coordinator'), saved),
  scene(
    'who saw the newer one saves over it',
    'secondCoordinator',
    `select ${save(1)}`,
    answers('saved'),
    saved,
  ),
  scene('nobody begins from a version that never was', 'coordinator', `select ${save(7)}`, answers('stale')),
  scene('saved words are in force', 'service', inForce, sees('digest'), saved),
  scene('the standard ones are nowhere written', 'service', inForce, nothing, wentBack),
  scene(
    'a version stays when another takes its place',
    'coordinator',
    `select v ->> 'subject' from jsonb_array_elements(public.letter_text_to_edit('digest', 'en') -> 'versions') v where v ->> 'subject' is not null`,
    sees('Subject'),
    wentBack,
  ),
  scene(
    'a text that was never changed has version 0',
    'coordinator',
    `select public.letter_text_to_edit('digest', 'en') ->> 'version'`,
    sees('0'),
  ),
  scene(
    'the list tells which have the standard words again',
    'coordinator',
    `select t ->> 'standard' from jsonb_array_elements(public.letter_texts_list('en')) t`,
    sees('true'),
    wentBack,
  ),
  scene(
    'words in another language are others',
    'service',
    `select jsonb_array_length(public.letter_texts_in_force('fr'))::text`,
    sees('0'),
    saved,
  ),
  scene(
    'that a text changed stands in the trail, and by whom',
    'coordinator',
    `select p.name || ' ' || (t.after ->> 'key') || ' ' || (t.after ->> 'version') || ' ' || (t.after ? 'body')::text
       from public.audit_trail t join public.people p on p.id = t.actor_id where t.subject = 'letter_texts'`,
    sees('coordinator digest 1 false'),
    saved,
  ),
  ...outsiders.flatMap((actor) => [
    scene(`${called[actor]} saves no words`, actor, `select ${save(0)}`, answers('refused')),
    scene(
      `${called[actor]} opens no text of a letter`,
      actor,
      `select public.letter_text_to_edit('digest', 'en')`,
      answers(null),
    ),
    scene(
      `${called[actor]} sees no list of them`,
      actor,
      `select public.letter_texts_list('en')`,
      answers(null),
    ),
  ]),
]

export const wordingLetters: Chapter = { about: 'words of letters', scenes: texts }
