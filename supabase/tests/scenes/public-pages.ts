import { answers, everyone, fails, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, cast, called, compendium, institution } from '../world.ts'

const asCoordinator = actingAs('coordinator')
const empty = '{"type": "doc", "content": []}'
const save = (version: number, title = 'Another title', key = 'about') =>
  `public.save_site_text('${key}', ${version}, '${title}', '${empty}')`
const saved = `${asCoordinator}; select ${save(1)}`
const directory = (
  filters: {
    words?: string
    country?: string
    kind?: string
    theme?: string
    language?: string
    page?: number
  } = {},
) =>
  `public.member_directory('${filters.words ?? ''}', '${filters.country ?? ''}', '${filters.kind ?? ''}', '${filters.theme ?? ''}', '${filters.language ?? ''}', ${filters.page ?? 1})`
const names = (filters?: Parameters<typeof directory>[0]) =>
  `select r ->> 'slug' from jsonb_array_elements(${directory(filters)} -> 'rows') r`
const visitor = (sentence: string, sql: string, given: string | undefined, ...values: string[]) =>
  scene(sentence, 'anonymous', sql, sees(...values), given)
const tell = `update public.institutions set themes = '{wps,police}', languages = '{fr}' where slug = 'author'`
const unlist = `update public.institutions set listed = false where slug = 'author'`
const outsiders = cast.filter((actor) => actor !== 'coordinator' && actor !== 'anonymous')

export const siteTexts: readonly Chapter[] = [
  {
    about: 'site_texts',
    scenes: [
      ...everyone(
        'select',
        'the texts of the public pages',
        'select key from public.site_texts',
        {},
        sees('about', 'join', 'privacy'),
      ),
      ...everyone(
        'insert',
        'a text',
        `insert into public.site_texts (key, title, content) values ('about', 'x', '${empty}')`,
        {},
        refused,
      ),
      ...everyone('update', 'a text', `update public.site_texts set title = 'x'`, {}, refused),
      ...everyone('delete', 'a text', 'delete from public.site_texts', {}, refused),
      scene(
        'a visitor does not learn who wrote it',
        'anonymous',
        'select saved_by from public.site_texts',
        refused,
      ),
      scene(
        'a text is a document and no other thing',
        'service',
        `update public.site_texts set version = version + 1, content = '{}'`,
        fails('23514'),
      ),
    ],
  },
  {
    about: 'site_text_versions',
    scenes: [
      ...everyone(
        'select',
        'an earlier version',
        `select title from public.site_text_versions where key = 'about'`,
        { anonymous: refused, coordinator: sees('About the alliance') },
        nothing,
      ),
      ...everyone(
        'insert',
        'a version',
        `insert into public.site_text_versions (key, version, title, content, saved_at) values ('about', 9, 'x', '${empty}', now())`,
        {},
        refused,
      ),
      ...everyone('update', 'a version', `update public.site_text_versions set title = 'x'`, {}, refused),
      ...everyone('delete', 'a version', 'delete from public.site_text_versions', {}, refused),
      scene(
        'what was there before stays readable',
        'coordinator',
        `select version || ' ' || title from public.site_text_versions where key = 'about'`,
        sees('1 About the alliance', '2 Another title'),
        saved,
      ),
    ],
  },
]

export const publicPages: Chapter = {
  about: 'public face',
  scenes: [
    scene('coordinators save a text', 'coordinator', `select ${save(1)}`, answers('saved')),
    scene('who comes second is told', 'coordinator', `select ${save(1, 'Mine')}`, answers('stale'), saved),
    scene('and by whom', 'coordinator', `select ${save(1, 'Mine')} ->> 'by'`, sees('coordinator'), saved),
    scene('no other text is made up', 'coordinator', `select ${save(1, 'Mine', 'home')}`, answers('refused')),
    ...outsiders.flatMap((actor) => [
      scene(`${called[actor]} saves no text`, actor, `select ${save(1)}`, answers('refused')),
      scene(
        `${called[actor]} opens no text to change it`,
        actor,
        `select public.site_text_to_edit('about')`,
        answers(null),
      ),
      scene(
        `${called[actor]} sees no list of texts`,
        actor,
        'select public.site_texts_list()',
        answers(null),
      ),
    ]),
    scene(
      'coordinators see all texts',
      'coordinator',
      'select jsonb_array_length(public.site_texts_list())::text',
      sees('3'),
    ),
    scene(
      'coordinators look at an earlier version',
      'coordinator',
      `select public.site_text_to_edit('about', 1) ->> 'title'`,
      sees('About the alliance'),
      saved,
    ),
    scene(
      'and open the newest',
      'coordinator',
      `select public.site_text_to_edit('about') ->> 'title'`,
      sees('Another title'),
      saved,
    ),

    visitor('a visitor sees the members by name', names(), undefined, 'author', 'lead', 'outside'),
    visitor('in this order', `select ${directory()} #>> '{rows,0,slug}'`, undefined, 'author'),
    visitor('finds one by the beginning of a word', names({ words: 'bao for' }), undefined, 'author'),
    visitor('finds nothing by what is no word', names({ words: `'' or true --` }), undefined),
    visitor('by country', names({ country: 'NO' }), undefined, 'outside'),
    visitor('by kind', names({ kind: 'think tank' }), undefined, 'lead'),
    visitor('by theme', names({ theme: 'wps' }), tell, 'author'),
    visitor('by language', names({ language: 'fr' }), tell, 'author'),
    visitor('by all at once', names({ theme: 'wps', language: 'fr', country: 'NO' }), tell),
    visitor('counts them', `select ${directory()} ->> 'total'`, undefined, '3'),
    visitor(
      'and finds each country once',
      `select c #>> '{}' from jsonb_array_elements(${directory()} -> 'countries') c`,
      undefined,
      'DE',
      'ET',
      'NO',
    ),
    visitor('nothing stands on a page beyond the last', names({ page: 2 }), undefined),
    visitor('who did not want to be listed is not', names(), unlist, 'lead', 'outside'),
    visitor(
      'nor counted, nor its country',
      `select (${directory()} ->> 'total') || ' ' || (${directory()} ->> 'countries')`,
      unlist,
      '2 ["DE", "NO"]',
    ),
    visitor('nor has a page', `select public.member_page('author')`, unlist, 'null'),
    visitor(
      'who was suspended is not listed',
      names(),
      `update public.institutions set status = 'suspended' where slug = 'author'`,
      'lead',
      'outside',
    ),
    visitor(
      'nor counted',
      `select ${directory()} ->> 'total'`,
      `update public.institutions set status = 'suspended' where slug = 'author'`,
      '2',
    ),
    visitor(
      'a country whose only member is not listed is none, be it the first',
      `select c #>> '{}' from jsonb_array_elements(${directory()} -> 'countries') c`,
      `update public.institutions set listed = false where slug = 'lead'`,
      'ET',
      'NO',
    ),
    visitor(
      'nor has a page then',
      `select public.member_page('author')`,
      `update public.institutions set status = 'suspended' where slug = 'author'`,
      'null',
    ),
    visitor(
      'a member’s page names the compendia that anybody may read',
      `select c ->> 'slug' from jsonb_array_elements(public.member_page('lead') -> 'compendia') c`,
      undefined,
      'public',
    ),
    visitor(
      'and those it only wrote in',
      `select c ->> 'slug' from jsonb_array_elements(public.member_page('author') -> 'compendia') c`,
      `insert into public.compendium_institutions (compendium_id, institution_id) values ('${compendium.public}', '${institution.author}')`,
      'public',
    ),
    visitor(
      'there is no page for what is no member',
      `select public.member_page('nobody')`,
      undefined,
      'null',
    ),
    scene(
      'a representative keeps what is shown',
      'representative',
      `with kept as (update public.institutions set listed = false, about = 'x' where slug = 'lead' returning 1) select count(*)::text from kept`,
      sees('1'),
    ),
    scene(
      'nobody else does',
      'editor',
      `with kept as (update public.institutions set listed = false where slug = 'lead' returning 1) select count(*)::text from kept`,
      sees('0'),
    ),
    scene(
      'no representative changes how the institution stands',
      'representative',
      `update public.institutions set status = 'active' where slug = 'lead'`,
      refused,
    ),
    scene(
      'nor makes it a coordinating one',
      'representative',
      `update public.institutions set coordinating = true where slug = 'lead'`,
      refused,
    ),
  ],
}
