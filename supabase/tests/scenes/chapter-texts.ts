import { everyone, refused, scene, sees, type Chapter } from '../scene.ts'
import { grant } from '../world.ts'

const read = 'select plain_text from public.chapter_texts'
const branch = sees('given', 'below', 'members', 'public')
const volume = sees('given', 'below', 'plain', 'shared', 'members', 'public')

export const chapterTexts: Chapter = {
  about: 'chapter_texts',
  scenes: [
    ...everyone(
      'select',
      'texts',
      read,
      {
        otherMember: sees('members', 'public'),
        reader: branch,
        commenter: branch,
        author: volume,
        leadEditor: volume,
        representative: volume,
        coordinator: sees('given', 'below', 'plain', 'shared', 'members', 'public', 'foreign'),
      },
      sees('public'),
    ),
    ...everyone(
      'insert',
      'a text past the wire',
      `insert into public.chapter_texts (chapter_id, content, plain_text, words, outline, rendered_upto, schema_version)
       values (gen_random_uuid(), '{}', '', 0, '[]', 0, 1)`,
      {},
      refused,
    ),
    ...everyone(
      'update',
      'texts past the wire',
      `update public.chapter_texts set plain_text = ''`,
      {},
      refused,
    ),
    ...everyone('delete', 'texts', 'delete from public.chapter_texts', {}, refused),
    scene(
      'search finds no text that may not be read',
      'otherMember',
      `select plain_text from public.chapter_texts where fts @@ to_tsquery('simple', 'given | public')`,
      sees('public'),
    ),
    scene(
      'a text closes with the right',
      'reader',
      read,
      sees('members', 'public'),
      `delete from public.chapter_grants where id = '${grant.reader}'`,
    ),
    scene(
      'a text that was public closes at once',
      'anonymous',
      read,
      sees(),
      `update public.compendia set visibility = 'members'`,
    ),
  ],
}
