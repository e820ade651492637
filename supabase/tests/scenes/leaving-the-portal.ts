import { answers, refused, scene, sees, type Chapter } from '../scene.ts'
import { account, institution, person, type Actor } from '../world.ts'

const erase = (keepName = false) => `select public.erase_me(${keepName})`
const as = (who: Actor) =>
  `select set_config('request.jwt.claim.sub', '${account[who as keyof typeof account]}', true), set_config('request.jwt.claims', '{"sub": "${account[who as keyof typeof account]}", "role": "authenticated"}', true)`
const erased = (who: Actor, keepName = false) => `${as(who)}; ${erase(keepName)}`
const successor = `update public.affiliations set role = 'primary representative' where person_id = '${person.alternate}'`
const after = (sentence: string, sql: string, given: string, ...values: string[]) =>
  scene(sentence, 'service', sql, sees(...values), given)

export const leavingThePortal: Chapter = {
  about: 'leaving the portal',
  scenes: [
    scene('a member has themselves erased', 'author', erase(), answers('erased')),
    scene('a visitor erases nobody', 'anonymous', erase(), refused),
    scene('a stranger is nobody to erase', 'stranger', erase(), answers('refused')),
    scene('a closed account erases nothing', 'disabled', erase(), answers('refused')),
    scene(
      'the last representative hands over first',
      'representative',
      erase(),
      answers('last-representative'),
    ),
    scene(
      'and is told for which institution',
      'representative',
      `${erase()} #>> '{institutions,0}'`,
      sees('Lindenhof Institute (invented)'),
    ),
    scene('with a successor they may go', 'representative', erase(), answers('erased'), successor),
    scene(
      'the last coordinator stays',
      'coordinator',
      erase(),
      answers('last-coordinator'),
      `update public.alliance_roles set ended_on = current_date where person_id <> '${person.coordinator}' and (ended_on is null or ended_on > current_date) and started_on <= current_date`,
    ),
    after(
      'the name goes',
      `select name from public.people where id = '${person.author}'`,
      erased('author'),
      'Former member',
    ),
    after(
      'or stays, by choice',
      `select name from public.people where id = '${person.author}'`,
      erased('author', true),
      'author',
    ),
    after(
      'the address goes',
      `select count(*)::text from public.contacts where person_id = '${person.author}'`,
      erased('author'),
      '0',
    ),
    after(
      'the rights go',
      `select count(*)::text from public.chapter_grants where person_id = '${person.author}'`,
      erased('author'),
      '0',
    ),
    after(
      'what they looked at goes',
      `select count(*)::text from public.chapter_visits where person_id = '${person.author}'`,
      erased('author'),
      '0',
    ),
    ...(['person_details', 'known_names', 'person_photos'] as const).map((table) =>
      after(
        `what they told goes: ${table}`,
        `select count(*)::text from public.${table} where person_id = '${person.author}'`,
        erased('author'),
        '0',
      ),
    ),
    after(
      'that they were at the institution stays, ended',
      `select (ended_on is not null)::text from public.affiliations where person_id = '${person.author}' and institution_id = '${institution.author}'`,
      erased('author'),
      'true',
    ),
    after(
      'nobody else is touched',
      `select count(*)::text from public.contacts where person_id = '${person.reader}'`,
      erased('author'),
      '1',
    ),
    scene(
      'whoever was erased is nobody',
      'author',
      'select public.who_am_i()',
      answers(null),
      erased('author'),
    ),

    scene(
      'people take out what is held about them',
      'author',
      `select public.my_data() #>> '{person,name}'`,
      sees('author'),
    ),
    scene(
      'their address is in it',
      'author',
      `select public.my_data() ->> 'email'`,
      sees('author@people.example'),
    ),
    scene(
      'nobody else’s is',
      'author',
      `select (public.my_data()::text ~ 'reader@people')::text`,
      sees('false'),
    ),
    scene('a stranger takes out nothing', 'stranger', 'select public.my_data()', answers(null)),
  ],
}
