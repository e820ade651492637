import { everyone, fails, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { chapter, compendium, grant } from '../world.ts'

const read = 'select title from public.chapters'
const date = (key: keyof typeof chapter) =>
  `update public.chapters set due_on = current_date where id = '${chapter[key]}'`
const remove = (key: keyof typeof chapter) => `delete from public.chapters where id = '${chapter[key]}'`
const branch = sees('given', 'below', 'members', 'public')
const volume = sees('given', 'below', 'plain', 'shared', 'members', 'public')
const editors = {
  anonymous: refused,
  author: touches(1),
  leadEditor: touches(1),
  representative: touches(1),
  coordinator: touches(1),
}

export const chapters: Chapter = {
  about: 'chapters',
  scenes: [
    ...everyone(
      'select',
      'chapters',
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
      'a chapter past the function',
      `insert into public.chapters (compendium_id, title) values ('${compendium.closed}', 'New')`,
      {},
      refused,
    ),
    ...everyone('update', 'the day of the given chapter', date('given'), editors, touches(0)),
    ...everyone(
      'delete',
      'the given chapter',
      remove('given'),
      {
        anonymous: refused,
        leadEditor: touches(1),
        representative: touches(1),
        coordinator: touches(1),
      },
      touches(0),
    ),
    scene('a right reaches down to the chapter below', 'author', date('below'), touches(1)),
    scene('and not across to the next one', 'author', date('plain'), touches(0)),
    scene('a right to suggest does not amend the entry', 'colleague', date('shared'), touches(0)),
    scene('an editor of the lead institution amends every chapter', 'editor', date('plain'), touches(1)),
    scene('a chapter of another compendium is not touched', 'representative', date('foreign'), touches(0)),
    scene('nor removed', 'representative', remove('foreign'), touches(0)),
    scene(
      'a grant to edit does not keep a lost affiliation alive',
      'formerMember',
      date('given'),
      touches(0),
    ),
    scene('an author who may edit may not delete', 'author', remove('below'), touches(0)),
    scene(
      'the clock of a text is set by the text',
      'author',
      'update public.chapters set words = 0',
      refused,
    ),
    scene(
      'nobody rewrites who changed a chapter last',
      'author',
      'update public.chapters set last_changed_by = null',
      refused,
    ),
    scene('nobody rewrites when', 'author', 'update public.chapters set last_changed_at = now()', refused),
    scene(
      'a chapter is not carried to another compendium',
      'leadEditor',
      `update public.chapters set compendium_id = '${compendium.public}' where id = '${chapter.given}'`,
      refused,
    ),
    scene(
      'nor hung below another chapter past the function',
      'author',
      `update public.chapters set parent_id = '${chapter.given}' where id = '${chapter.below}'`,
      refused,
    ),
    scene(
      'nor given an order past the function',
      'leadEditor',
      'update public.chapters set position = 1',
      refused,
    ),
    scene(
      "an author's check holds even if every column were open",
      'author',
      'update public.chapters set id = gen_random_uuid()',
      refused,
      'grant update on public.chapters to authenticated',
    ),
    scene(
      'an anonymous visitor is not told who wrote last',
      'anonymous',
      'select last_changed_by from public.chapters',
      refused,
    ),
    scene(
      'a title of two lines is not a title',
      'author',
      `select public.rename_chapter('${chapter.given}', E'a\\nb', 'given')`,
      fails('23514'),
    ),
    scene('nor given a title past the function', 'author', `update public.chapters set title = 'x'`, refused),
    scene(
      'what was public closes at once',
      'anonymous',
      read,
      sees(),
      `update public.compendia set visibility = 'members'`,
    ),
    scene(
      'what was for members closes at once',
      'author',
      read,
      sees('given', 'below', 'plain', 'shared'),
      `update public.compendia set visibility = 'authors'`,
    ),
    scene(
      'a right taken away ends at once',
      'author',
      date('given'),
      touches(0),
      `delete from public.chapter_grants where id = '${grant.author}'`,
    ),
    scene(
      'a right reduced to commenting ends editing at once',
      'author',
      date('below'),
      touches(0),
      `update public.chapter_grants set access = 'comment' where id = '${grant.author}'`,
    ),
    scene(
      'a second, smaller right below does not take away the larger one above',
      'author',
      date('below'),
      touches(1),
      `insert into public.chapter_grants (chapter_id, person_id, access)
       select '${chapter.below}', person_id, 'read' from public.chapter_grants where id = '${grant.author}'`,
    ),
  ],
}
