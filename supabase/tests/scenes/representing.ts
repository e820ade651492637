import { answers, fails, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, called, institution, person, type Actor } from '../world.ts'

const { lead, outside } = institution
const handOver = (to: keyof typeof person, at = lead) => `public.hand_over('${at}', '${person[to]}')`
const list = (...lines: readonly (readonly [email: string, name: string])[]) =>
  JSON.stringify(lines.map(([email, name]) => ({ email, name, role: 'member' })))
const invite = (people: string, at = lead) =>
  `select a ->> 'kind' from jsonb_array_elements(public.invite_people('${at}', '${people}')) a`
const two = list(['one@new.example', 'One'], ['two@new.example', 'Two'])
const asRepresentative = actingAs('representative')
const handed = `${asRepresentative}; select ${handOver('alternate')}`
const outsiders: readonly Actor[] = [
  'applicant',
  'otherRepresentative',
  'editor',
  'alternate',
  'formerMember',
  'disabled',
]
const roleOf = (who: keyof typeof person) =>
  `select a.role::text from public.affiliations a where a.person_id = '${person[who]}' and a.institution_id = '${lead}'`

const item = (at: string) => `update public.people set time_zone = '${at}' where id = '${person.author}';
  insert into public.digest_items (person_id, kind, facts) values
    ('${person.author}', 'new-member', '{"institution": "A"}'), ('${person.author}', 'new-member', '{"institution": "B"}')`
/** A zone in which it is this hour now. */
const zoneAt = (hour: number) => {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

const keepWish = (wishes: string) => `select public.keep_mail_wishes('${wishes}')`

export const representing: Chapter = {
  about: 'representing an institution',
  scenes: [
    ...outsiders.flatMap((actor) => [
      scene(
        `${called[actor]} hands nothing over`,
        actor,
        `select ${handOver('alternate')}`,
        answers('refused'),
      ),
      scene(`${called[actor]} invites nobody from a list`, actor, invite(two), sees('refused', 'refused')),
      scene(
        `${called[actor]} keeps no profile`,
        actor,
        `select public.institution_profile('lead')`,
        answers(null),
      ),
    ]),
    scene(
      'the representative hands over',
      'representative',
      `select ${handOver('alternate')}`,
      answers('handed-over'),
    ),
    scene(
      'to nobody from elsewhere',
      'representative',
      `select ${handOver('otherMember')}`,
      answers('not-there'),
    ),
    scene(
      'to nobody who comes later',
      'representative',
      `select ${handOver('newcomer')}`,
      answers('not-there'),
    ),
    scene('to nobody who left', 'representative', `select ${handOver('formerMember')}`, answers('not-there')),
    scene(
      'nor to themselves',
      'representative',
      `select ${handOver('representative')}`,
      answers('not-there'),
    ),
    scene(
      'the successor is representative from then on',
      'coordinator',
      roleOf('alternate'),
      sees('primary representative'),
      handed,
    ),
    scene(
      'and who handed over is alternate',
      'coordinator',
      roleOf('representative'),
      sees('alternate'),
      handed,
    ),
    scene(
      'whoever handed over hands over no more',
      'representative',
      `select ${handOver('editor')}`,
      answers('refused'),
      handed,
    ),
    scene(
      'both are told by letter',
      'service',
      `select kind || ' ' || recipient from public.letters where kind in ('handed-over', 'taken-over')`,
      sees('handed-over representative@people.example', 'taken-over alternate@people.example'),
      handed,
    ),
    scene(
      'a coordinator hands over for an institution',
      'coordinator',
      `select ${handOver('otherMember', outside)}`,
      answers('handed-over'),
    ),
    scene('a list is invited line by line', 'representative', invite(two), sees('invited', 'invited')),
    scene(
      'each line says what became of it',
      'representative',
      invite(
        list(['one@new.example', 'One'], ['ONE@new.example', 'Again'], ['editor@people.example', 'Editor']),
      ),
      sees('invited', 'already-invited', 'already-member'),
    ),
    scene(
      'a name that is none takes the whole list back',
      'representative',
      invite(list(['one@new.example', ' '])),
      fails('23514'),
    ),
    scene('an empty list is none', 'representative', invite('[]'), fails('22023')),
    scene(
      'the representative keeps the profile',
      'representative',
      `select public.institution_profile('lead') ->> 'slug'`,
      sees('lead'),
    ),

    scene(
      'what nobody chose has its own default',
      'author',
      `select public.my_mail_wishes() ->> 'application'`,
      sees('at once'),
    ),
    scene('a wish is heard', 'author', `select public.my_mail_wishes() ->> 'new-member'`, sees('daily')),
    scene(
      'a wish that is kept is heard, and those that are not named stay',
      'author',
      `select (w ->> 'application') || ' ' || (w ->> 'new-member') from public.keep_mail_wishes('{"application": "off"}') w`,
      sees('off daily'),
    ),
    scene(
      'a wish is changed',
      'author',
      `select public.keep_mail_wishes('{"new-member": "off"}') ->> 'new-member'`,
      sees('off'),
    ),
    scene('a wish that is none is refused', 'author', keepWish('{"application": "soon"}'), fails('22P02')),
    scene('a wish for news that there is not too', 'author', keepWish('{"weather": "off"}'), fails('23514')),
    scene('a stranger keeps no wishes', 'stranger', keepWish('{"application": "off"}'), refused),
    scene('nor does a disabled person', 'disabled', keepWish('{"application": "off"}'), refused),
    scene('a stranger has no wishes', 'stranger', 'select public.my_mail_wishes()', answers(null)),

    scene(
      'the daily letter waits for the morning',
      'service',
      `select public.send_digests() ->> 'made'`,
      sees('0'),
      item(zoneAt(5)),
    ),
    scene(
      'and leaves in the morning, once for all news',
      'service',
      `select public.send_digests() ->> 'made'`,
      sees('1'),
      item(zoneAt(9)),
    ),
    scene(
      'with all of them in it',
      'service',
      `select jsonb_array_length(facts -> 'items')::text from public.letters where kind = 'digest'`,
      sees('2'),
      `${item(zoneAt(9))}; select public.send_digests()`,
    ),
    scene(
      'what was sent waits no longer',
      'service',
      'select count(*)::text from public.digest_items',
      sees('0'),
      `${item(zoneAt(9))}; select public.send_digests()`,
    ),
    scene(
      'later news waits for tomorrow',
      'service',
      `select public.send_digests() ->> 'made'`,
      sees('0'),
      `${item(zoneAt(9))}; select public.send_digests(); ${item(zoneAt(9))}`,
    ),
    scene(
      'and leaves then',
      'service',
      `select public.send_digests() ->> 'made'`,
      sees('1'),
      `${item(zoneAt(9))}; select public.send_digests(); update public.digests_sent set sent_on = sent_on - 1; ${item(zoneAt(9))}`,
    ),
    scene(
      'a closed account is sent nothing',
      'service',
      `select public.send_digests() ->> 'made'`,
      sees('0'),
      `${item(zoneAt(9))}; update public.people set disabled_at = now() where id = '${person.author}'`,
    ),
    scene(
      'a time zone that does not exist stops nobody: the letter leaves by the clock of UTC',
      'service',
      `select public.send_digests() ->> 'made' in ('1', '2')`,
      sees('true'),
      `${item(zoneAt(9))}; alter table public.people drop constraint people_time_zone_check;
       update public.people set time_zone = 'Nowhere/Land' where id = '${person.reader}';
       insert into public.digest_items (person_id, kind, facts) values ('${person.reader}', 'new-member', '{}')`,
    ),
    scene(
      'one whose letter cannot be made is named, and the next gets theirs',
      'service',
      `select (d ->> 'made') || ' ' || (d -> 'leftOut' -> 0 ->> 'person') from public.send_digests() d`,
      sees(`1 ${person.reader}`),
      `${item(zoneAt(9))}; update public.people set time_zone = (select time_zone from public.people where id = '${person.author}')
        where id = '${person.reader}'; alter table public.letters add constraint stumbles check (recipient not like 'reader%');
       insert into public.digest_items (person_id, kind, facts) values ('${person.reader}', 'new-member', '{}')`,
    ),
    scene('nobody else starts the daily letters', 'coordinator', 'select public.send_digests()', refused),
  ],
}
