import { createHmac } from 'node:crypto'
import { answers, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, application, institution, link, person, portalKey } from '../world.ts'

const count = (where: string) => `select count(*)::text from public.letters where ${where}`
const repeat = (times: number, statement: string) =>
  `do $do$ begin for n in 1..${times} loop perform ${statement}; end loop; end $do$`
/** As the portal says where a visitor comes from, with its proof. */
const through = (origin: string) =>
  `'${origin}', '${createHmac('sha256', portalKey).update(`origin ${origin}`).digest('hex')}'`
const from = (address: string) =>
  `select set_config('request.headers', '{"x-forwarded-for": "6.6.6.6, ${address}"}', true)`
const begin = (email: string, rest = '') => `public.start_application(${email}${rest && `, ${rest}`})`
const victim = `'victim@elsewhere.example'`
const toVictim = count(`recipient = 'victim@elsewhere.example'`)
const saveBy = (token: string, answers: string) =>
  `public.save_application_part('${token}', 'people', public.application_by_link('${token}') #>> '{stamps,people}', ${answers})`
const save = (answers: string) => saveBy(link('draft'), answers)
const switching = `jsonb_build_object('email', case n % 2 when 0 then 'draft@applicants.example' else 'victim@elsewhere.example' end)`
const invite = (email: string, name = `'New'`) =>
  `public.invite_person('${institution.lead}', ${email}, ${name}, 'member')`
const ofDraft = `kind = 'application-link' and application_id = '${application.draft}'`

export const lettersWithinLimits: Chapter = {
  about: 'letters within limits',
  scenes: [
    scene(
      'a draft that switches its address sixty times sends a stranger three letters at most',
      'service',
      `select (count(*) <= 3)::text from public.letters where recipient = 'victim@elsewhere.example'`,
      sees('true'),
      `${repeat(60, save(switching))}; update public.letters set attempts = 1`,
    ),
    scene(
      'the eleventh new address within an hour is too many for one draft',
      'anonymous',
      `select ${save(`'{"email": "a11@elsewhere.example"}'`)}`,
      answers('too-many'),
      repeat(10, save(`jsonb_build_object('email', 'a' || n || '@elsewhere.example')`)),
    ),
    scene(
      'and a sixth of them gets no letter',
      'service',
      count(`recipient = 'a6@elsewhere.example'`),
      sees('0'),
      repeat(6, save(`jsonb_build_object('email', 'a' || n || '@elsewhere.example')`)),
    ),
    scene(
      'sixty drafts with one address send it three letters',
      'service',
      toVictim,
      sees('3'),
      repeat(60, begin(victim)),
    ),
    scene(
      'what went out more than a day ago does not count',
      'anonymous',
      `select ${begin(victim)} ->> 'letter'`,
      sees('sent'),
      `select ${begin(victim)}; insert into app.counted (what, who, at)
         select c.what, c.who, now() - interval '25 hours' from app.counted c, generate_series(1, 400)
          where c.what = 'links to an address'`,
    ),
    scene(
      'however it is written',
      'service',
      toVictim,
      sees('3'),
      repeat(60, begin(`' Victim@Elsewhere.example'`)),
    ),
    scene(
      'whoever has the address can still apply: the draft begins, the letter waits',
      'anonymous',
      `select ${begin(victim)} ->> 'letter'`,
      sees('later'),
      repeat(3, begin(victim)),
    ),
    scene(
      'the letter to an address that is not proven says nothing in the words of whoever typed it',
      'service',
      `select concat_ws(', ', facts ->> 'focalName', facts ->> 'legalName') from public.letters where recipient = 'victim@elsewhere.example'`,
      sees(''),
      `select ${save(`'{"focalName": "You have won, see evil.example", "legalName": "Your bank"}'`)};
       select ${save(`'{"email": "victim@elsewhere.example"}'`)}`,
    ),
    scene(
      'a letter that has not left is replaced by the next one about the same draft',
      'service',
      count(ofDraft),
      sees('1'),
      repeat(3, `public.send_application_link('${link('draft')}')`),
    ),
    scene(
      'a link ends when the address changes',
      'anonymous',
      `select public.open_application('link at the old address')`,
      answers('spent'),
      `insert into public.application_links (token_hash, application_id, by_letter, email)
         values (extensions.digest('link at the old address', 'sha256'), '${application.draft}', true, 'draft@applicants.example');
       select ${save(`'{"email": "right@applicants.example"}'`)}`,
    ),
    scene(
      'so does what it opened in another browser',
      'anonymous',
      `select ${saveBy('opened by a stranger', `'{"city": "x"}'`)}`,
      answers('gone'),
      `insert into public.application_links (token_hash, application_id, by_letter)
         values (extensions.digest('opened by a stranger', 'sha256'), '${application.draft}', false);
       select ${save(`'{"email": "right@applicants.example"}'`)}`,
    ),
    scene(
      'the browser that changed it goes on',
      'anonymous',
      `select ${save(`'{"city": "Ségou"}'`)}`,
      answers('saved'),
      `select ${save(`'{"email": "right@applicants.example"}'`)}`,
    ),
    scene(
      'the same address sends no letter',
      'service',
      count(ofDraft),
      sees('0'),
      `select ${save(`'{"email": "Draft@applicants.example"}'`)}`,
    ),

    scene(
      'a twenty-first draft from one place within an hour is too many',
      'anonymous',
      `select ${begin(`'x@y.example'`, through('here'))}`,
      answers('too-many'),
      repeat(20, begin(`'a' || n || '@b.example'`, through('here'))),
    ),
    scene(
      'another place begins all the same',
      'anonymous',
      `select ${begin(`'x@y.example'`, through('there'))}`,
      answers('started'),
      repeat(60, begin(`'a' || n || '@b.example'`, through('here'))),
    ),
    scene(
      'a place that nobody vouches for is no place: what the data API begins is counted together',
      'anonymous',
      `select ${begin(`'x@y.example'`, `'made up', 'no proof'`)}`,
      answers('too-many'),
      repeat(120, begin(`'a' || n || '@b.example'`, `'made up ' || n, 'no proof'`)),
    ),
    scene(
      'and takes nothing from those who come through the portal',
      'anonymous',
      `select ${begin(`'x@y.example'`, through('there'))}`,
      answers('started'),
      repeat(130, begin(`'a' || n || '@b.example'`)),
    ),
    scene(
      'of the data API, what the last gateway saw is believed',
      'anonymous',
      `select ${begin(`'x@y.example'`)}`,
      answers('too-many'),
      `${from('9.9.9.9')}; ${repeat(20, begin(`'a' || n || '@b.example'`))}; select set_config('request.headers', '{"x-forwarded-for": "7.7.7.7, 9.9.9.9"}', true)`,
    ),
    scene(
      'one who has many addresses of one network has one place',
      'anonymous',
      `select ${begin(`'x@y.example'`)}`,
      answers('too-many'),
      `${from('2001:db8:1:2::1')}; ${repeat(20, begin(`'a' || n || '@b.example'`))}; ${from('2001:db8:1:2:ffff::9')}`,
    ),
    scene(
      'what was begun yesterday does not count',
      'anonymous',
      `select ${begin(`'x@y.example'`, through('here'))}`,
      answers('started'),
      `${repeat(20, begin(`'a' || n || '@b.example'`, through('here')))}; update app.counted set at = at - interval '25 hours'`,
    ),

    scene(
      'the hundred and fifty-first invitation within an hour is too many for one person',
      'representative',
      `select ${invite(`'x@y.example'`)}`,
      answers('too-many'),
      `${actingAs('representative')}; ${repeat(150, invite(`'a' || n || '@b.example'`))}`,
    ),
    scene(
      'and the three hundred and first for one institution, whoever invites',
      'coordinator',
      `select ${invite(`'x@y.example'`)}`,
      answers('too-many'),
      `insert into app.counted (what, who) select 'invitations to an institution', '${institution.lead}' from generate_series(1, 300)`,
    ),
    scene(
      'an address is invited three times an hour, though each time the one before was withdrawn',
      'representative',
      `select ${invite(`'stranger@elsewhere.example'`)}`,
      answers('too-many'),
      `${actingAs('representative')}; do $do$ begin for n in 1..3 loop perform ${invite(`'stranger@elsewhere.example'`)};
         update public.invitations set revoked_at = now() where email = 'stranger@elsewhere.example'; end loop; end $do$`,
    ),
    scene(
      'an invitation that is open already is not counted',
      'representative',
      `select ${invite(`'open@people.example'`)}`,
      answers('already-invited'),
      `${actingAs('representative')}; ${repeat(9, invite(`'open@people.example'`))}`,
    ),
    ...[
      ['Anna O’Brien-Nuñez', 'Anna O’Brien-Nuñez'],
      ['J.R.R. Okafor', 'J.R.R. Okafor'],
      ['You won! Claim it', 'nobody'],
      ['see evil.example now', 'nobody'],
      ['https://evil.example', 'nobody'],
      ['call 0900 12345', 'nobody'],
      ['dear friend please send your password to me', 'nobody'],
    ].map(([name, greeted]) =>
      scene(
        `an invitation to "${name}" greets ${greeted}`,
        'service',
        `select coalesce(facts ->> 'name', 'nobody') from public.letters where recipient = 'x@y.example'`,
        sees(greeted!),
        `${actingAs('representative')}; select ${invite(`'x@y.example'`, `'${name}'`)}`,
      ),
    ),

    scene(
      'a sixth letter about one thing within an hour waits for the daily one',
      'service',
      `select (select count(*) from public.letters where kind = 'application-answered') || ' and ' ||
              (select count(*) from public.digest_items where kind = 'application-answered')`,
      sees('5 and 3'),
      repeat(
        8,
        `app.tell('${person.coordinator}', 'application', 'application-answered', '{"application": "${application.review}"}')`,
      ),
    ),
  ],
}
