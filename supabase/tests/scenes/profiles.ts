import { answers, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, address, person, type Actor, type CastMember } from '../world.ts'

const show = (who: Actor, detail: string, audience: string) =>
  `insert into public.person_details (person_id, detail, shown) values ('${person[who as CastMember]}', '${detail}', '${audience}')
   on conflict (person_id, detail) do update set shown = excluded.shown`
const stamp = `(public.my_profile() ->> 'stamp')::timestamptz`
const kept = (over: Record<string, unknown> = {}, began = stamp) =>
  `public.keep_my_profile('${JSON.stringify({ name: 'Shown', timeZone: 'UTC', knownName: '', values: { position: 'P', about: '', orcid: '', languages: 'en' }, shown: { name: 'public', email: 'nobody', photo: 'members', position: 'public', about: 'members', orcid: 'members', languages: 'nobody' }, ...over })}', ${began})`
const detailsOf = (who: CastMember) =>
  `select k from jsonb_object_keys(public.person_page('${person[who]}') -> 'details') k`
const namedAt = (slug: string) =>
  `select p ->> 'name' from jsonb_array_elements(public.member_page('${slug}') -> 'people') p`
const shownAt = (key: string) =>
  `select coalesce(p ${key}, 'hidden') from jsonb_array_elements(public.member_page('author') -> 'people') p`
export const profiles: Chapter = {
  about: 'profiles',
  scenes: [
    scene('a person keeps their profile', 'author', `select ${kept()}`, answers('kept')),
    scene('so does who is no member', 'applicant', `select ${kept()}`, answers('kept')),
    scene('a closed account keeps none', 'disabled', `select ${kept()}`, answers('refused')),
    scene('an account without a person keeps none', 'stranger', `select ${kept()}`, answers('refused')),
    scene(
      'what another window kept since is not overwritten',
      'author',
      `select ${kept({}, `now() - interval '1 day'`)}`,
      answers('changed-meanwhile'),
    ),
    scene(
      'a time zone that this server does not know is said to be none',
      'author',
      `select ${kept({ timeZone: 'Mars/Olympus' })}`,
      answers('unknown-time-zone'),
    ),
    scene(
      'what people tell is theirs, and a pseudonym is given up by leaving the name out',
      'service',
      `select p.name || ' ' || p.time_zone || ' ' || d.value || ' ' || d.shown || ' ' || (select count(*) from public.known_names) from public.people p join public.person_details d on d.person_id = p.id where d.detail = 'position' and p.name = 'Shown'`,
      sees('Shown Africa/Addis_Ababa P public 0'),
      `${actingAs('author')}; select ${kept({ timeZone: 'Africa/Addis_Ababa' })}`,
    ),
    scene(
      'a photo that is kept is the caller’s own, and shown to members at first',
      'service',
      `select encode(ph.bytes, 'hex') || ' ' || d.shown from public.person_photos ph join public.person_details d on d.person_id = ph.person_id and d.detail = 'photo' where ph.person_id = '${person.reader}'`,
      sees('00 members'),
      `${actingAs('reader')}; select public.set_my_photo('AA==')`,
    ),
    scene(
      'a photo that is taken away is gone, and no other',
      'service',
      `select count(*)::text from public.person_photos where person_id = '${person.author}'`,
      sees('0'),
      `${actingAs('author')}; select public.set_my_photo(null)`,
    ),
    scene('a visitor gives no photo', 'anonymous', `select public.set_my_photo('AA==')`, refused),
    scene('a visitor keeps none', 'anonymous', `select ${kept()}`, refused),
    scene(
      'a pseudonym keeps the name apart',
      'reader',
      `select ${kept({ name: 'Pen', knownName: 'Known' })}`,
      answers('kept'),
    ),
    scene(
      'people open their own profile',
      'author',
      `select public.my_profile() ->> 'knownName'`,
      sees('Name of the author'),
    ),
    scene('a stranger has none to open', 'stranger', 'select public.my_profile()', answers(null)),
    scene('a photo is kept', 'reader', `select public.set_my_photo('AA==')`, answers('kept')),
    scene('a photo is taken away', 'author', 'select public.set_my_photo(null)', answers('removed')),
    scene('a stranger gives no photo', 'stranger', `select public.set_my_photo('AA==')`, answers('refused')),

    scene(
      'a member of another institution reads what is for members',
      'otherMember',
      detailsOf('author'),
      sees('orcid', 'position'),
    ),
    scene(
      'a colleague reads what is for the institution',
      'leadEditor',
      detailsOf('author'),
      sees('about', 'orcid', 'position'),
    ),
    scene(
      'people read all of their own',
      'author',
      detailsOf('author'),
      sees('about', 'languages', 'orcid', 'position'),
    ),
    scene(
      'who sees what is told to its owner',
      'author',
      `select public.person_page('${person.author}') #>> '{shown,languages}'`,
      sees('nobody'),
    ),
    scene(
      'and to nobody else',
      'leadEditor',
      `select (public.person_page('${person.author}') -> 'shown')::text`,
      sees('null'),
    ),
    scene(
      'a pseudonym’s name is not on the page for members',
      'leadEditor',
      `select (public.person_page('${person.author}') ->> 'knownName' is null)::text`,
      sees('true'),
    ),
    scene(
      'it is for a coordinator',
      'coordinator',
      `select public.person_page('${person.author}') ->> 'knownName'`,
      sees('Name of the author'),
    ),
    scene(
      'a member reads an address that is shown to members',
      'otherMember',
      `select public.person_page('${person.author}') ->> 'email'`,
      sees(address('author')),
      show('author', 'email', 'members'),
    ),

    scene('a visitor reads who is named in public', 'anonymous', namedAt('author'), sees('author')),
    scene('nobody who left or whose account is closed is named', 'anonymous', namedAt('lead'), nothing),
    scene('nobody is named without having agreed', 'anonymous', namedAt('outside'), nothing),
    scene(
      'who is named to members only is not named to visitors',
      'anonymous',
      namedAt('author'),
      nothing,
      show('author', 'name', 'members'),
    ),
    scene(
      'a visitor reads what is public of it, and no more',
      'anonymous',
      `select k from jsonb_array_elements(public.member_page('author') -> 'people') p, jsonb_object_keys(p -> 'details') k`,
      sees('position'),
    ),
    scene('no photo that is not public', 'anonymous', shownAt(`->> 'photo'`), sees('hidden')),
    scene(
      'a public photo',
      'anonymous',
      `select (p ->> 'photo' is not null)::text from jsonb_array_elements(public.member_page('author') -> 'people') p`,
      sees('true'),
      show('author', 'photo', 'public'),
    ),
    scene(
      'no address that is not public',
      'anonymous',
      shownAt(`->> 'email'`),
      sees('hidden'),
      show('author', 'email', 'members'),
    ),
    scene(
      'a public address',
      'anonymous',
      shownAt(`->> 'email'`),
      sees(address('author')),
      show('author', 'email', 'public'),
    ),
    ...(
      [
        ['comes tomorrow', 'started_on = current_date + 1', false],
        ['leaves today', 'ended_on = current_date', false],
        ['leaves tomorrow', 'ended_on = current_date + 1', true],
      ] as const
    ).map(([who, dates, stays]) =>
      scene(
        `the public page names who ${who}: ${stays}`,
        'anonymous',
        namedAt('author'),
        stays ? sees('author') : nothing,
        `update public.affiliations set ${dates} where person_id = '${person.author}'`,
      ),
    ),
    scene(
      'the public page names nobody whose account is closed',
      'anonymous',
      namedAt('author'),
      nothing,
      `update public.people set disabled_at = now() where id = '${person.author}'`,
    ),

    scene(
      'the trail notes that somebody shows more',
      'coordinator',
      `select concat(before ->> 'languages_shown_to', ' ', after ->> 'languages_shown_to') from public.audit_trail where before ->> 'languages_shown_to' = 'nobody'`,
      sees('nobody public'),
      `${show('author', 'languages', 'public')}; ${show('author', 'languages', 'public')}`,
    ),
    scene(
      'but not that somebody saved what stood there',
      'coordinator',
      `select count(*)::text from public.audit_trail where subject = 'people' and before = after`,
      sees('0'),
      `${show('author', 'languages', 'public')}; ${show('author', 'languages', 'public')}`,
    ),
    scene(
      'and that a pseudonym was given up, without the name',
      'coordinator',
      `select concat(before::text, after::text) from public.audit_trail where subject = 'people' and after ? 'pseudonym' and not (after ->> 'pseudonym')::boolean`,
      sees('{"pseudonym": true}{"pseudonym": false}'),
      `delete from public.known_names`,
    ),
    scene(
      'no text stands in the trail',
      'coordinator',
      `select (count(*) filter (where concat(before, after) ~ 'Fellow|Writes|Name of|0000-0002-1825'))::text from public.audit_trail`,
      sees('0'),
    ),
    scene(
      'people take out what they told',
      'author',
      `select d ->> 'detail' from jsonb_array_elements(public.my_data() -> 'profile') d`,
      sees('about', 'languages', 'name', 'orcid', 'photo', 'position'),
    ),
    scene(
      'and the name behind their pseudonym',
      'author',
      `select public.my_data() ->> 'knownName'`,
      sees('Name of the author'),
    ),
  ],
}
