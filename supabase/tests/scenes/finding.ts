import { answers, scene, sees, type Chapter } from '../scene.ts'
import { institution } from '../world.ts'

const names = [
  'Zebra House',
  'Łódź Circle',
  'Straße Forum',
  'Đorđević Fund',
  'Ærø Centre',
  'Écluse Group',
  'ant Society',
  'Lion Trust',
]
/** Institutions with these names, listed for everybody. */
const there = `insert into public.institutions (slug, name, kind, country, listed) values ${names
  .map((name, n) => `('found-${n}', '${name}', 'research', 'ML', true)`)
  .join(', ')}`
const inOrder =
  'Ærø Centre, ant Society, Đorđević Fund, Écluse Group, Lion Trust, Łódź Circle, Straße Forum, Zebra House'
const named = (list: string) =>
  `select coalesce(string_agg(r ->> 'name', ', ' order by n), '') from jsonb_array_elements(${list}) with ordinality x(r, n)
    where r ->> 'slug' like 'found-%'`
const directory = (words: string) => `public.member_directory('${words}', '', '', '', '', 1) -> 'rows'`
const managed = (words: string) => `public.institutions_managed('${words}', '', 1) -> 'rows'`
const listed = (words: string) => `public.institutions_list('${words}', 1) -> 'rows'`
const choices = (words: string) => `public.compendium_choices('${words}') -> 'choices'`
const places = (words: string) => `public.find_places('${words}') -> 'institutions'`
const ids = (list: string) =>
  `select count(*)::text from jsonb_array_elements(${list}) r where coalesce((r ->> 'fits')::boolean, true)`

/** What holds no letter or digit finds nothing, wherever it is asked. */
const signs = ['%', '_', '\\', '😀', '%%', '...']
const searches = {
  'the directory': ids(directory('?')),
  'the list of institutions': ids(listed('?')),
  'the institutions as they are managed': ids(managed('?')),
  'the people as they are managed': `select count(*)::text from jsonb_array_elements(public.people_managed('?', 1) -> 'rows')`,
  'the queue of applications': `select count(*)::text from jsonb_array_elements(public.application_queue('all', '', '?', 'due', 1) -> 'rows')`,
  'the trail': `select count(*)::text from jsonb_array_elements(public.trail_page('', '?', null, null, null))`,
  'the institutions to choose from': ids(choices('?')),
  'the people to find': `select jsonb_array_length(public.find_people('?'))::text`,
  'the places to find': ids(places('?')),
  'the compendia': `select jsonb_array_length(public.compendia_list('all', '?', '') -> 'compendia')::text`,
}

export const finding: Chapter = {
  about: 'finding and ordering',
  scenes: [
    scene(
      'visitors read the members in the order of letters',
      'anonymous',
      named(directory('')),
      sees(inOrder),
      there,
    ),
    scene(
      'members read the institutions in the order of letters',
      'author',
      named(listed('')),
      sees(inOrder),
      there,
    ),
    scene(
      'coordinators manage them in the order of letters',
      'coordinator',
      named(managed('')),
      sees(inOrder),
      there,
    ),
    scene(
      'people stand in the order of letters',
      'coordinator',
      `select string_agg(r ->> 'name', ', ' order by n) from jsonb_array_elements(public.people_managed('kin', 1) -> 'rows') with ordinality x(r, n)`,
      sees('Ágnes Kin, Łucja Kin, Mara Kin, Øyvind Kin'),
      `insert into public.people (name) values ('Øyvind Kin'), ('Mara Kin'), ('Łucja Kin'), ('Ágnes Kin')`,
    ),
    ...(
      [
        ['lodz', 'Łódź Circle'],
        ['STRASSE', 'Straße Forum'],
        ['dordevic', 'Đorđević Fund'],
        ['aero', 'Ærø Centre'],
        ['ecluse', 'Écluse Group'],
        ['ŁÓDŹ', 'Łódź Circle'],
      ] as const
    ).flatMap(([typed, name]) => [
      scene(
        `"${typed}" finds ${name} in the directory`,
        'anonymous',
        named(directory(typed)),
        sees(name),
        there,
      ),
      scene(`"${typed}" finds ${name} in the palette`, 'author', named(places(typed)), sees(name), there),
      scene(
        `"${typed}" finds ${name} among those managed`,
        'coordinator',
        named(managed(typed)),
        sees(name),
        there,
      ),
    ]),
    scene(
      'a person is found when the letters are typed plainly',
      'author',
      `select x ->> 'name' from jsonb_array_elements(public.find_people('lucja')) x`,
      sees('Łucja Kin'),
      `insert into public.people (name) values ('Łucja Kin')`,
    ),
    ...Object.entries(searches).flatMap(([where, sql]) =>
      signs.map((sign) =>
        scene(
          `"${sign}" finds nothing in ${where}`,
          'coordinator',
          sql.replaceAll('?', sign),
          sees('0'),
          there,
        ),
      ),
    ),
    scene(
      'nothing asked shows everything',
      'coordinator',
      `select (public.institutions_managed(' ', '', 1) ->> 'total')::int > 7`,
      sees('true'),
      there,
    ),
    scene(
      'no institution is offered to merge with when nothing readable is asked',
      'coordinator',
      `select jsonb_array_length(public.institution_standing('lead', '%') -> 'others')::text`,
      sees('0'),
      there,
    ),
    scene(
      'a name stays findable after it changed',
      'anonymous',
      named(directory('goteborg')),
      sees('Göteborg Circle'),
      `${there}; update public.institutions set name = 'Göteborg Circle' where slug = 'found-1'`,
    ),
    scene(
      'a stranger finds nobody',
      'stranger',
      `select public.people_managed('kin', 1)`,
      answers(null),
      `update public.institutions set city = 'Kin' where id = '${institution.lead}'`,
    ),
  ],
}
