import { everyone, fails, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { named, person, type Actor, type CastMember } from '../world.ts'

const whose = `select ${named('person_id', person)} || ' ' || detail from public.person_details`
const inPublic = ['author name', 'author position']
const forMembers = [
  ...inPublic,
  'author orcid',
  'otherMember position',
  'formerMember name',
  'formerMember position',
]
const tell = (who: string, detail: string, shown = 'members', value = 'null') =>
  `insert into public.person_details (person_id, detail, value, shown) values ('${who}', '${detail}', ${value}, '${shown}')`
const show = (who: Actor, detail: string, audience: string) =>
  `insert into public.person_details (person_id, detail, shown) values ('${person[who as CastMember]}', '${detail}', '${audience}')
   on conflict (person_id, detail) do update set shown = excluded.shown`

export const profileTables: readonly Chapter[] = [
  {
    about: 'person_details',
    scenes: [
      ...everyone(
        'select',
        'what people tell about themselves',
        whose,
        {
          anonymous: sees(...inPublic),
          applicant: sees(...inPublic),
          disabled: sees(...inPublic),
          formerMember: sees(...inPublic, 'formerMember name', 'formerMember position'),
          otherMember: sees(...forMembers, 'reader about'),
          reader: sees(...forMembers, 'reader about'),
          commenter: sees(...forMembers, 'reader about'),
          author: sees(...forMembers, 'author about', 'author languages', 'author photo'),
          leadEditor: sees(...forMembers, 'author about', 'author photo'),
        },
        sees(...forMembers),
      ),
      scene('a member from tomorrow on sees what is public', 'newcomer', whose, sees(...inPublic)),
      scene(
        'what is for the institution is hidden once the affiliation has ended',
        'leadEditor',
        `${whose} where detail = 'about'`,
        nothing,
        `update public.affiliations set ended_on = current_date where person_id = '${person.author}'`,
      ),
      scene(
        'what is for the institution is hidden until the affiliation begins',
        'leadEditor',
        `${whose} where detail = 'about'`,
        nothing,
        `update public.affiliations set started_on = current_date + 1 where person_id = '${person.author}'`,
      ),
      scene(
        'what is for the institution is hidden when the account is closed',
        'leadEditor',
        `${whose} where detail = 'about'`,
        nothing,
        `update public.people set disabled_at = now() where id = '${person.author}'`,
      ),
      ...(
        [
          ['who is there until tomorrow', 'ended_on = current_date + 1', true],
          ['who leaves today', 'ended_on = current_date', false],
          ['who comes tomorrow', 'started_on = current_date + 1', false],
        ] as const
      ).map(([who, dates, stays]) =>
        scene(
          `visitors are shown ${who}: ${stays}`,
          'anonymous',
          whose,
          stays ? sees(...inPublic) : nothing,
          `update public.affiliations set ${dates} where person_id = '${person.author}'`,
        ),
      ),
      ...(
        [
          [
            'the account is closed',
            `update public.people set disabled_at = now() where id = '${person.author}'`,
          ],
          [
            'the institution is suspended',
            `update public.institutions set status = 'suspended' where slug = 'author'`,
          ],
          ['the institution left', `update public.institutions set status = 'left' where slug = 'author'`],
          [
            'the institution is not listed',
            `update public.institutions set listed = false where slug = 'author'`,
          ],
          ['the name is for members', show('author', 'name', 'members')],
        ] as const
      ).map(([when, given]) =>
        scene(`visitors see nothing when ${when}`, 'anonymous', whose, nothing, given),
      ),
      ...everyone(
        'insert',
        'who sees their own address',
        (actor) => tell(person[actor], 'email'),
        {},
        refused,
      ),
      ...everyone(
        'update',
        'who sees a position',
        `update public.person_details set shown = 'nobody' where detail = 'position'`,
        {},
        refused,
      ),
      ...everyone('delete', 'what people tell', 'delete from public.person_details', {}, refused),
      scene('members always see a name', 'service', tell(person.author, 'name', 'nobody'), fails('23514')),
      ...(
        [
          ['an ORCID iD whose check fits', 'orcid', `'0000-0002-1694-233X'`, touches(1)],
          ['an ORCID iD whose check does not fit', 'orcid', `'0000-0002-1694-2330'`, fails('23514')],
          ['an ORCID iD without hyphens', 'orcid', `'000000021694233X'`, fails('23514')],
          ['no ORCID iD at all', 'orcid', `'abc'`, fails('23514')],
          ['a position of two lines', 'position', `E'a\\nb'`, fails('23514')],
          ['a text that is too long', 'about', `repeat('x', 601)`, fails('23514')],
          ['languages by code', 'languages', `'ar fr'`, touches(1)],
          ['languages by other words', 'languages', `'Arabic'`, fails('23514')],
          ['an address beside the addresses', 'email', `'x@y.example'`, fails('23514')],
        ] as const
      ).map(([what, detail, value, expect]) =>
        scene(
          `the database takes ${what}: ${expect.kind}`,
          'service',
          tell(person.coordinator, detail, 'members', value),
          expect,
        ),
      ),
    ],
  },
  {
    about: 'known_names',
    scenes: [
      ...everyone(
        'select',
        'the names behind pseudonyms',
        'select name from public.known_names',
        { anonymous: refused, author: sees('Name of the author'), coordinator: sees('Name of the author') },
        nothing,
      ),
      scene(
        'the representative knows the name of who is at the institution',
        'colleague',
        'select name from public.known_names',
        sees('Name of the author'),
      ),
      ...everyone(
        'insert',
        'their own name',
        (actor) => `insert into public.known_names (person_id, name) values ('${person[actor]}', 'N')`,
        {},
        refused,
      ),
      ...everyone('update', 'a name', `update public.known_names set name = 'Changed'`, {}, refused),
      ...everyone('delete', 'a name', 'delete from public.known_names', {}, refused),
    ],
  },
  {
    about: 'person_photos',
    scenes: [
      ...everyone(
        'select',
        'photos',
        `select ${named('person_id', person)} from public.person_photos`,
        { author: sees('author'), leadEditor: sees('author') },
        nothing,
      ),
      scene(
        'members see a photo that is for members',
        'coordinator',
        `select ${named('person_id', person)} from public.person_photos`,
        sees('author'),
        show('author', 'photo', 'members'),
      ),
      scene(
        'visitors see a photo that is public',
        'anonymous',
        `select ${named('person_id', person)} from public.person_photos`,
        sees('author'),
        show('author', 'photo', 'public'),
      ),
      ...everyone(
        'insert',
        'a photo of themselves',
        (actor) => `insert into public.person_photos (person_id, bytes) values ('${person[actor]}', '\\x03')`,
        {},
        refused,
      ),
      ...everyone('update', 'a photo', `update public.person_photos set bytes = '\\x04'`, {}, refused),
      ...everyone('delete', 'a photo', 'delete from public.person_photos', {}, refused),
    ],
  },
]
