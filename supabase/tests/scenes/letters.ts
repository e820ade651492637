import { answers, nothing, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, address, application, called, cast, person, token } from '../world.ts'

const outsiders = cast.filter((actor) => actor !== 'coordinator' && actor !== 'anonymous')

const letter = 'f6000000-0000-4000-8000-000000000001'
/** A letter that left, to an address or about an application. */
const left = (to = address('author'), more = '') =>
  `insert into public.letters (id, kind, recipient, attempts, sent_at${more && ', application_id'})
   values ('${letter}', 'account', '${to}', 1, now()${more && `, '${more}'`})`
const bounce = (
  kind = 'hard',
  which: string | null = letter,
  to: string | null = null,
  reason = 'no such mailbox',
) =>
  `public.note_bounce(${which ? `'${which}'` : 'null'}, ${to ? `'${to}'` : 'null'}, '${kind}', '${reason}')`
const returned = (kind = 'hard') => `${left()}; select ${bounce(kind)}`
const marks = `select p.name from public.contacts c join public.people p on p.id = c.person_id where c.bounced_at is not null`
const mark = (actor: 'author' | 'coordinator') =>
  `update public.contacts set bounced_at = now(), bounce_reason = 'x' where person_id = '${person[actor]}'`
const byHand = `public.letter_came_back('${letter}', 'they told us')`
const markBack = (of: 'author' | 'coordinator' = 'author') => `public.address_came_back('${person[of]}', 'x')`
const works = (of: 'author' | 'coordinator' = 'author') => `public.address_works('${person[of]}')`
const givenUp = `insert into public.letters (id, kind, recipient, attempts, given_up_at, last_error)
  values ('${letter}', 'account', 'x@y.example', 8, now(), 'no way')`
const again = `public.send_letter_again('${letter}')`
const listed = (fate: string) =>
  `select r ->> 'to' from jsonb_array_elements(public.letters_managed('${fate}', 1) -> 'rows') r`
const tell = `select app.tell('${person.author}', 'application', 'application-arrived', '{}')`
const told = `select count(*)::text from public.letters where recipient = '${address('author')}'`
const item = `update public.people set time_zone = (select name from pg_timezone_names where name like 'Etc/GMT%' and extract(hour from now() at time zone name) = 9 limit 1) where id = '${person.author}';
  insert into public.digest_items (person_id, kind, facts) values ('${person.author}', 'new-member', '{}')`

const strangers = outsiders.flatMap((actor) => [
  scene(
    `${called[actor]} sees no letters`,
    actor,
    `select public.letters_managed('failed', 1)`,
    answers(null),
  ),
  scene(`${called[actor]} sends nothing again`, actor, `select ${again}`, answers('refused'), givenUp),
  scene(`${called[actor]} writes down no return`, actor, `select ${byHand}`, answers('refused'), left()),
  scene(`${called[actor]} marks no address`, actor, `select ${markBack('coordinator')}`, answers('refused')),
  scene(
    `${called[actor]} clears no other address`,
    actor,
    `select ${works('coordinator')}`,
    answers('refused'),
    mark('coordinator'),
  ),
])

const returns = [
  scene('a mail server tells of a letter', 'service', `select ${bounce()}`, answers('noted'), left()),
  scene(
    'the letter keeps why',
    'service',
    `select bounce_reason from public.letters where id = '${letter}'`,
    sees('no such mailbox'),
    returned(),
  ),
  scene('its address takes no more news', 'service', marks, sees('author'), returned()),
  scene('told twice, it is known', 'service', `select ${bounce()}`, answers('known'), returned()),
  scene('a soft return marks no address', 'service', marks, nothing, returned('soft')),
  scene('a hard one after it counts', 'service', `select ${bounce()}`, answers('noted'), returned('soft')),
  scene(
    'a soft one after a hard one does not',
    'service',
    `select ${bounce('soft')}`,
    answers('known'),
    returned(),
  ),
  scene('a letter that is not here is nobody’s', 'service', `select ${bounce()}`, answers('nobody')),
  scene(
    'a letter that never left cannot come back',
    'service',
    `select ${bounce()}`,
    answers('nobody'),
    `${left()}; update public.letters set attempts = 0, sent_at = null`,
  ),
  scene(
    'an address is told by itself, whatever its case',
    'service',
    `select ${bounce('hard', null, 'AUTHOR@people.example')}`,
    answers('noted'),
  ),
  scene(
    'that of nobody changes nothing',
    'service',
    `select ${bounce('hard', null, 'who@people.example')}`,
    answers('nobody'),
  ),
  scene(
    'nor does a soft return of nothing',
    'service',
    `select ${bounce('soft', null, address('author'))}`,
    answers('nobody'),
  ),
  scene(
    'a reason is a line of 300 at most',
    'service',
    `select (char_length(bounce_reason) <= 300 and bounce_reason !~ E'\\n')::text from public.letters where id = '${letter}'`,
    sees('true'),
    `${left()}; select ${bounce('hard', letter, null, `a line\n${'long '.repeat(100)}`)}`,
  ),
  scene(
    'another address starts anew',
    'service',
    marks,
    nothing,
    `${returned()}; update public.contacts set email = 'new@people.example' where person_id = '${person.author}'`,
  ),
  scene(
    'told once more after it was cleared, an old letter marks nothing',
    'service',
    marks,
    nothing,
    `${returned()}; update public.contacts set bounced_at = null; select ${bounce()}`,
  ),
  scene(
    'an invitation that was accepted proves the address',
    'service',
    marks,
    nothing,
    `update public.contacts set bounced_at = now() where email = '${address('reader')}'; update public.invitations set accepted_at = now() where token_hash = extensions.digest('${token('toReader')}', 'sha256')`,
  ),

  scene(
    'a coordinator writes down that a letter came back',
    'coordinator',
    `select ${byHand}`,
    answers('noted'),
    left(),
  ),
  scene('a second time it is known', 'coordinator', `select ${byHand}`, answers('known'), returned()),
  scene('and of a letter that never was, nothing', 'coordinator', `select ${byHand}`, answers('refused')),
  scene('a coordinator marks an address', 'coordinator', `select ${markBack()}`, answers('noted')),
  scene(
    'a second time that is known',
    'coordinator',
    `select ${markBack()}`,
    answers('known'),
    mark('author'),
  ),
  scene(
    'somebody without an address is refused',
    'coordinator',
    `select public.address_came_back(gen_random_uuid(), 'x')`,
    answers('refused'),
  ),
  scene('a coordinator clears it', 'coordinator', `select ${works()}`, answers('cleared'), mark('author')),
  scene(
    'and it is clear then',
    'service',
    marks,
    nothing,
    `${mark('author')}; ${actingAs('coordinator')}; select ${works()}`,
  ),
  scene('its owner does', 'author', `select ${works()}`, answers('cleared'), mark('author')),
  scene(
    'who came by a letter does without saying who they are',
    'service',
    marks,
    nothing,
    `${mark('author')}; ${actingAs('author')}; select public.address_works()`,
  ),
  scene('a stranger has none', 'stranger', 'select public.address_works()', answers('refused')),
  scene(
    'who marked an address stands in the trail, without the address',
    'coordinator',
    `select p.name || ' ' || (t.after ? 'letters_come_back_since')::text || ' ' || (t.after::text like '%@%')::text
       from public.audit_trail t join public.people p on p.id = t.actor_id where t.subject = 'people' and t.subject_id = '${person.author}'`,
    sees('coordinator true false'),
    `${actingAs('coordinator')}; select ${markBack()}`,
  ),
  scene(
    'its owner learns of it',
    'author',
    `select (public.who_am_i() ->> 'lettersBackAt' is not null)::text`,
    sees('true'),
    mark('author'),
  ),
  scene(
    'and nobody else',
    'coordinator',
    `select (public.who_am_i() ->> 'lettersBackAt' is not null)::text`,
    sees('false'),
    mark('author'),
  ),

  scene('news goes to an address that works', 'service', told, sees('1'), tell),
  scene('none goes where letters come back', 'service', told, sees('0'), `${mark('author')}; ${tell}`),
  scene(
    'the daily letter waits, too',
    'service',
    `select public.send_digests() ->> 'made'`,
    sees('0'),
    `${item}; ${mark('author')}`,
  ),
  scene(
    'and comes when the address works again',
    'service',
    `select public.send_digests() ->> 'made'`,
    sees('1'),
    `${item}; ${mark('author')}; update public.contacts set bounced_at = null`,
  ),
  scene(
    'letters about an application still go to it',
    'service',
    `select count(*)::text from public.letters where recipient = '${address('author')}'`,
    sees('1'),
    `${mark('author')}; update public.applications set email = '${address('author')}' where id = '${application.review}'; select app.write_to_applicant('${application.review}', 'application-message')`,
  ),
]

const lists = [
  scene(
    'letters that were given up are listed',
    'coordinator',
    listed('failed'),
    sees('x@y.example'),
    givenUp,
  ),
  scene('those that came back', 'coordinator', listed('back'), sees(address('author')), returned()),
  scene('those that wait', 'coordinator', listed('waiting'), sees('open@people.example'), givenUp),
  scene(
    'the desk counts them, and whom they do not reach',
    'coordinator',
    `select concat_ws(' ', m ->> 'lettersBack', m ->> 'addressesBack', m ->> 'lettersFailed') from public.managing() m`,
    sees('1 1 0'),
    returned(),
  ),
  scene(
    'the list of people finds whom they do not reach',
    'coordinator',
    `select r ->> 'name' from jsonb_array_elements(public.people_managed('', 1, true) -> 'rows') r`,
    sees('author'),
    mark('author'),
  ),
  scene(
    'and counts them',
    'coordinator',
    `select public.people_managed('', 1, true) ->> 'total'`,
    sees('1'),
    mark('author'),
  ),
  scene(
    'a case tells of its letter that came back, and hides what its link opens',
    'coordinator',
    `select (l ->> 'bounceReason') || ' ' || (l ->> 'text') from jsonb_array_elements(public.application_case(902) -> 'letters') l`,
    sees('no such mailbox see …'),
    `${left(address('author'), application.review)}; update public.letters set body_text = 'see ${'ab'.repeat(24)}' where id = '${letter}'; select ${bounce()}`,
  ),
  scene(
    'a letter that was given up is sent again',
    'coordinator',
    `select ${again}`,
    answers('soon'),
    givenUp,
  ),
  scene(
    'it is due then',
    'service',
    'select id::text from public.claim_letters(9) where recipient = $$x@y.example$$',
    sees(letter),
    `${givenUp}; ${actingAs('coordinator')}; select ${again}`,
  ),
  scene('one that left is not', 'coordinator', `select ${again}`, answers('closed'), left()),
  scene(
    'nor one that waits already',
    'coordinator',
    `select ${again}`,
    answers('closed'),
    `${givenUp}; update public.letters set given_up_at = null`,
  ),
  scene('one that is not here is not', 'coordinator', `select ${again}`, answers('closed')),
]

export const letters: Chapter = {
  about: 'letters that come and go',
  scenes: [...strangers, ...returns, ...lists],
}
