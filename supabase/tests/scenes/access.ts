import { nothing, scene, sees, type Chapter } from '../scene.ts'
import {
  account,
  affiliation,
  called,
  cast,
  chapter,
  compendium,
  extras,
  grant,
  institution,
  named,
  person,
  role,
  withPerson,
  type Actor,
} from '../world.ts'

const allPairs = (actor: keyof typeof person) =>
  `(select jsonb_agg(jsonb_build_object('person', '${person[actor]}', 'chapter', c.id)) from public.chapters c)`

/** What the wire is told about an actor: chapter and highest access. */
const wire = (actor: keyof typeof person) =>
  `select ${named('a.chapter', chapter)} || ' ' || a.access from public.chapter_access_of(${allPairs(actor)}) a where a.access is not null`
const everywhere = (access: string, ...keys: (keyof typeof chapter)[]) =>
  keys.map((key) => `${key} ${access}`)
const closed = ['given', 'below', 'plain', 'shared'] as const
const memberReads = everywhere('read', 'members', 'public')
const leads = [...everywhere('edit', ...closed), ...memberReads]

const rights: Partial<Record<Actor, string[]>> = {
  applicant: [],
  formerMember: [],
  disabled: [],
  newcomer: [],
  otherMember: memberReads,
  reader: [...everywhere('read', 'given', 'below'), ...memberReads],
  commenter: [...everywhere('comment', 'given', 'below'), ...memberReads],
  author: [...everywhere('edit', 'given', 'below'), 'plain read', 'shared suggest', ...memberReads],
  colleague: ['given read', 'below read', 'plain read', 'shared suggest', ...memberReads],
  leadEditor: leads,
  representative: [...everywhere('edit', ...closed, 'public'), 'members read'],
  editor: [...everywhere('edit', ...closed, 'public'), 'members read'],
  alternate: [...everywhere('edit', ...closed, 'public'), 'members read'],
  otherRepresentative: [...everywhere('edit', 'members', 'foreign'), 'public read'],
  coordinator: everywhere('edit', ...closed, 'members', 'public', 'foreign'),
  secondCoordinator: everywhere('edit', ...closed, 'members', 'public', 'foreign'),
}

/** The pages and the wire side by side: every chapter where the two differ, and every one that rows show or hide otherwise. */
const rows = `select t.chapter || ' rows' from truth t
   where (t.access is not null or t.chapter = '${chapter.public}') is distinct from (t.chapter in (select ch.id from public.chapters ch))
  union all
  select t.chapter || ' texts' from truth t
   where (t.access is not null or t.chapter = '${chapter.public}') is distinct from (t.chapter in (select x.chapter_id from public.chapter_texts x))`
const levels = `${rows}
  union all
  select t.chapter || ' my_access_to' from truth t where t.access is distinct from app.my_access_to(t.chapter)
  union all
  select t.chapter || ' lead' from truth t join public.chapters ch on ch.id = t.chapter
   where app.i_lead_chapter(t.chapter) and t.access is distinct from 'edit'`
const difference = `${levels}
  union all
  select t.chapter || ' my_chapter_access' from truth t
    left join (select m.* from unnest(array['${Object.values(compendium).join("','")}']::uuid[]) c
                 cross join lateral public.my_chapter_access(c) m) m on m.chapter_id = t.chapter
   where t.access is distinct from m.access`
const truth = (
  actor: keyof typeof person,
) => `create temp table truth as select * from public.chapter_access_of(${allPairs(actor)});
  grant select on truth to anon, authenticated`

const now = (actor: keyof typeof person, sentence: string, given: string, ...left: string[]) => [
  scene(`${called[actor]}, ${sentence}`, 'service', wire(actor), sees(...left), given),
  scene(
    `${called[actor]}, ${sentence}: pages and wire agree`,
    actor,
    difference,
    nothing,
    `${given}; ${truth(actor)}`,
  ),
]
const ledByCaller = 'select count(*)::text from app.compendia_i_lead()'
const end = (actor: keyof typeof affiliation) =>
  `update public.affiliations set ended_on = current_date where id = '${affiliation[actor]}'`
const disable = (actor: keyof typeof person) =>
  `update public.people set disabled_at = now() where id = '${person[actor]}'`

const clock = (sentence: string, change: string, moves = 'true', first = '') =>
  scene(
    sentence,
    'service',
    'select (public.rights_clock() <> (select clock from before))::text',
    sees(moves),
    `${first}; create temp table before as select public.rights_clock() as clock;
    grant select on before to service_role; ${change}`,
  )

const me = `select name from public.people where id = app.me()`
const session = (actor: Actor & keyof typeof account) =>
  `insert into auth.sessions (id, user_id) values ('${account.anonymous}', '${account[actor]}')`
/** A second one of the same account, a day older. */
const older = `insert into auth.sessions (id, user_id, created_at) values ('${account.stranger}', '${account.author}', now() - interval '1 day')`
const both = `${session('author')}; ${older}`

/** What an author may still do at a chapter through a connection of that session. */
const seat = (sentence: string, left: string, given?: string, id = `"${account.anonymous}"`) =>
  scene(
    sentence,
    'service',
    `select coalesce(session::text, 'none') || ' ' || coalesce(access::text, 'nothing') || ' ' || coalesce(name, 'nobody')
       from public.chapter_access_of('[{"person": "${person.author}", "chapter": "${chapter.given}", "session": ${id}}]')`,
    sees(left),
    given,
  )

export const access: Chapter = {
  about: 'access',
  scenes: [
    ...Object.entries(rights).map(([actor, expected]) =>
      scene(
        `${called[actor as Actor]}: what the wire is told`,
        'service',
        wire(actor as Actor & keyof typeof person),
        sees(...expected),
      ),
    ),
    ...[...cast, ...extras].map((actor) =>
      scene(
        `${called[actor]}: pages and wire agree on every chapter`,
        actor,
        actor === 'anonymous' ? rows : difference,
        nothing,
        truth(actor),
      ),
    ),
    // Policies ask for all that somebody leads, functions about one: the two answer alike.
    ...(
      [
        ['alternate', 'leads what the institution leads', '2'],
        ['representative', 'leads what the institution leads', '2'],
        ['editor', 'leads what the institution leads', '2'],
        ['coordinator', 'leads everything', '4'],
        ['leadEditor', 'leads the one compendium', '1'],
        ['otherMember', 'as a plain member of the institution leads nothing', '0'],
        ['formerMember', 'leads nothing any more', '0'],
      ] as const
    ).map(([actor, does, led]) => scene(`${called[actor]} ${does}`, actor, ledByCaller, sees(led))),
    scene(
      'a lead editor without an affiliation leads nothing',
      'leadEditor',
      ledByCaller,
      sees('0'),
      end('leadEditor'),
    ),
    scene(
      'people who do not exist are told nothing',
      'service',
      `select access::text from public.chapter_access_of('[{"person": "${person.anonymous}", "chapter": "${chapter.public}"}]')`,
      sees('null'),
    ),

    scene(
      'two people asked about at once are told apart',
      'service',
      `select ${named('person', person)} || ' ' || coalesce(access::text, 'nothing') from public.chapter_access_of(
         '[{"person": "${person.author}", "chapter": "${chapter.given}"}, {"person": "${person.otherMember}", "chapter": "${chapter.given}"}]')`,
      sees('author edit', 'otherMember nothing'),
    ),
    scene(
      'a disabled account has no affiliation that runs, whoever asks',
      'service',
      `select person_id from app.active_affiliations() where person_id = '${person.disabled}'`,
      nothing,
      'grant execute on function app.active_affiliations() to service_role',
    ),
    scene(
      'nor does it coordinate',
      'service',
      `select app.is_coordinator('${person.disabled}')::text`,
      sees('false'),
      'grant execute on function app.is_coordinator(uuid) to service_role',
    ),

    ...now('author', 'on the day the affiliation ends', end('author')),
    ...now(
      'reader',
      'who coordinates from tomorrow on',
      `insert into public.alliance_roles (person_id, role, started_on) values ('${person.reader}', 'coordinator', current_date + 1)`,
      ...rights.reader!,
    ),
    ...now(
      'author',
      'with less given below than above',
      `insert into public.chapter_grants (chapter_id, person_id, access) values ('${chapter.below}', '${person.author}', 'read')`,
      ...rights.author!,
    ),
    ...now(
      'reader',
      'made the lead editor',
      `update public.compendia set lead_editor_id = '${person.reader}' where id = '${compendium.closed}'`,
      ...leads,
    ),
    ...now('author', 'once the account is disabled', disable('author')),
    ...now(
      'author',
      'once the right is taken away',
      `delete from public.chapter_grants where id = '${grant.author}'`,
      'given read',
      'below read',
      'plain read',
      'shared suggest',
      ...memberReads,
    ),
    ...now(
      'author',
      'once the institution writes elsewhere',
      `delete from public.compendium_institutions where institution_id = '${institution.author}'`,
      ...everywhere('edit', 'given', 'below'),
      'shared suggest',
      ...memberReads,
    ),
    ...now(
      'author',
      'once the chapter below is moved to the top',
      `update public.chapters set parent_id = null where id = '${chapter.below}'`,
      'given edit',
      'below read',
      'plain read',
      'shared suggest',
      ...memberReads,
    ),
    ...now(
      'author',
      'before the affiliation begins',
      `update public.affiliations set started_on = current_date + 1 where id = '${affiliation.author}'`,
    ),
    ...now('leadEditor', 'on the day the affiliation ends', end('leadEditor')),
    ...now(
      'leadEditor',
      'once another one leads',
      `update public.compendia set lead_editor_id = null where id = '${compendium.closed}'`,
      'given read',
      'below read',
      'plain read',
      'shared suggest',
      ...memberReads,
    ),
    ...now(
      'representative',
      'once she is a plain member',
      `update public.affiliations set role = 'primary representative' where id = '${affiliation.editor}';
      update public.affiliations set role = 'member' where id = '${affiliation.representative}'`,
      ...everywhere('read', ...closed),
      ...memberReads,
    ),
    ...now(
      'coordinator',
      'on the day the term ends',
      `update public.alliance_roles set ended_on = null where id = '${role.second}';
      update public.alliance_roles set ended_on = current_date where id = '${role.coordinator}'`,
    ),
    ...now('coordinator', 'once the account is disabled', disable('coordinator')),
    ...now(
      'reader',
      'once the compendium is open to members',
      `update public.compendia set visibility = 'members' where id = '${compendium.foreign}'`,
      ...everywhere('read', 'given', 'below', 'foreign'),
      ...memberReads,
    ),
    ...now(
      'formerMember',
      'back again',
      `update public.affiliations set ended_on = null where id = '${affiliation.formerMember}'`,
      ...everywhere('edit', ...closed, 'members', 'public'),
    ),

    ...[
      scene('a token counts while its session lasts', 'author', me, sees('author'), session('author')),
      scene('a token whose session has ended is nobody', 'author', me, nothing),
      scene(
        'a newer session does not revive a token of the older one',
        'author',
        me,
        nothing,
        `insert into auth.sessions (id, user_id) values (gen_random_uuid(), '${account.author}')`,
      ),
      scene('the session of somebody else does not count', 'author', me, nothing, session('reader')),
    ].map((made) => ({ ...made, claims: { session_id: account.anonymous } })),

    scene(
      'a token of the database’s own tools names no session',
      'author',
      `select public.who_am_i() ->> 'session'`,
      sees('null'),
    ),
    {
      ...scene(
        'a page is told the session of its token',
        'author',
        `select public.who_am_i() ->> 'session'`,
        sees(account.anonymous),
        session('author'),
      ),
      claims: { session_id: account.anonymous },
    },
    seat(
      'a connection counts while its session lasts',
      `${account.anonymous} edit author`,
      session('author'),
    ),
    seat('a connection whose session has ended is nobody’s', `${account.anonymous} nothing nobody`),
    seat(
      'a newer session does not revive a connection of the older one',
      `${account.anonymous} nothing nobody`,
      older,
    ),
    seat(
      'a connection through the session of somebody else is nobody’s',
      `${account.anonymous} nothing nobody`,
      session('reader'),
    ),
    seat('a connection that names no session counts for its person', 'none edit author', undefined, 'null'),
    scene(
      'two connections of one person are told apart by their sessions',
      'service',
      `select coalesce(access::text, 'nothing') from public.chapter_access_of(
         '[{"person": "${person.author}", "chapter": "${chapter.given}", "session": "${account.anonymous}"},
           {"person": "${person.author}", "chapter": "${chapter.given}", "session": "${account.stranger}"}]')`,
      sees('edit', 'nothing'),
      session('author'),
    ),

    clock('an ended affiliation moves the clock', end('author')),
    clock('a disabled account moves the clock', disable('author')),
    clock(
      'a right given moves the clock',
      `insert into public.chapter_grants (chapter_id, person_id, access) values ('${chapter.plain}', '${person.reader}', 'read')`,
    ),
    clock('a right changed moves the clock', `update public.chapter_grants set access = 'read'`),
    clock(
      'a right taken away moves the clock',
      `delete from public.chapter_grants where id = '${grant.author}'`,
    ),
    clock(
      'an institution taken out moves the clock',
      `delete from public.compendium_institutions where institution_id = '${institution.author}'`,
    ),
    clock('a compendium closed moves the clock', `update public.compendia set visibility = 'authors'`),
    clock('another lead editor moves the clock', 'update public.compendia set lead_editor_id = null'),
    clock(
      'a moved chapter moves the clock',
      `update public.chapters set parent_id = null where id = '${chapter.below}'`,
    ),
    clock('a removed chapter moves the clock', `delete from public.chapters where id = '${chapter.below}'`),
    clock(
      'a new coordinator moves the clock',
      `insert into public.alliance_roles (person_id, role) values ('${person.editor}', 'coordinator')`,
    ),
    clock('a session that begins moves the clock', session('author')),
    clock(
      'a session that ends moves the clock, though a newer one goes on',
      `delete from auth.sessions where id = '${account.stranger}'`,
      'true',
      both,
    ),
    clock(
      'a session that ends while another begins moves the clock',
      `delete from auth.sessions where id = '${account.stranger}'; ${session('author')}`,
      'true',
      older,
    ),
    clock(
      'a session that is renewed does not',
      `update auth.sessions set refreshed_at = localtimestamp, updated_at = now() + interval '1 minute'`,
      'false',
      both,
    ),
    clock('a new title does not', `update public.chapters set title = 'Retitled'`, 'false'),
    clock('counting words does not', 'update public.chapters set words = 7', 'false'),
  ],
}

/** Nobody in the cast is left out of the table above. */
export const unaccounted = withPerson.filter((actor) => !(actor in rights))
