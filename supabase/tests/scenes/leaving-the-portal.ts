import { answers, fails, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, affiliation, application, institution, person, type Actor } from '../world.ts'

const erase = (keepName = false) => `select public.erase_me(${keepName})`
const erased = (who: Actor, keepName = false) => `${actingAs(who)}; ${erase(keepName)}`
const successor = `update public.affiliations set role = 'primary representative' where person_id = '${person.alternate}'`
const applied = (to: keyof typeof application) =>
  `update public.applications set email = 'author@people.example' where id = '${application[to]}'; ${erased('author')}`
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
    ...(['suspended', 'left'] as const).map((status) =>
      scene(
        `the sole representative of an institution that is ${status} may go`,
        'representative',
        erase(),
        answers('erased'),
        `update public.institutions set status = '${status}' where id = '${institution.lead}'`,
      ),
    ),
    scene(
      'one whose colleague has a day to leave hands over first',
      'representative',
      `${erase()} #>> '{institutions,0}'`,
      sees('Lindenhof Institute (invented)'),
      `${successor}; update public.affiliations set ended_on = current_date + 9 where person_id = '${person.alternate}'`,
    ),
    scene(
      'one who is to take over on a later day, from somebody who leaves then, is told so',
      'newcomer',
      `${erase()} #>> '{institutions,0}'`,
      sees('Lindenhof Institute (invented)'),
      `update public.affiliations set role = 'primary representative' where id = '${affiliation.newcomer}';
       alter table public.affiliations disable trigger user;
       update public.affiliations set ended_on = current_date + 1 where id = '${affiliation.representative}';
       alter table public.affiliations enable trigger user`,
    ),
    scene(
      'who represented it once may go whoever is there now',
      'editor',
      erase(),
      answers('erased'),
      `update public.affiliations set role = 'primary representative', ended_on = current_date - 1 where id = '${affiliation.editor}'`,
    ),
    scene(
      'and is not named as leaving it alone when another institution stops them',
      'colleague',
      `${erase()} ->> 'institutions'`,
      sees('["Baobab Forum (invented)"]'),
      `insert into public.affiliations (person_id, institution_id, role, started_on, ended_on) values
         ('${person.colleague}', '${institution.lead}', 'primary representative', current_date - 20, current_date - 10),
         ('${person.colleague}', '${institution.outside}', 'primary representative', current_date - 20, null);
       update public.institutions set status = 'suspended' where id = '${institution.outside}';
       alter table public.affiliations disable trigger user;
       update public.affiliations set ended_on = current_date + 1
        where id in ('${affiliation.otherRepresentative}', '${affiliation.representative}');
       alter table public.affiliations enable trigger user`,
    ),
    scene('with a successor they may go', 'representative', erase(), answers('erased'), successor),
    scene(
      'the last coordinator stays',
      'coordinator',
      erase(),
      answers('last-coordinator'),
      `update public.alliance_roles set ended_on = current_date where person_id <> '${person.coordinator}' and (ended_on is null or ended_on > current_date) and started_on <= current_date`,
    ),
    scene(
      'a coordinator whose colleagues all have a day to leave stays, too',
      'coordinator',
      erase(),
      answers('last-coordinator'),
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
    after(
      'a draft that they began goes',
      `select count(*)::text from public.applications where id = '${application.draft}'`,
      applied('draft'),
      '0',
    ),
    after(
      'an application that waits is taken back, and keeps no address',
      `select state || ' ' || coalesce(email, 'no address') from public.applications where id = '${application.review}'`,
      applied('review'),
      'withdrawn no address',
    ),
    after(
      'coordinators are told',
      `select distinct kind from public.letters where kind like 'application-taken%'`,
      applied('review'),
      'application-taken-back',
    ),
    after(
      'an application that was decided stays so, and keeps no address',
      `select state || ' ' || coalesce(email, 'no address') from public.applications where id = '${application.declined}'`,
      applied('declined'),
      'declined no address',
    ),
    after(
      'where others named them as a referee, the entry goes',
      `select referees::text from public.applications where id = '${application.waiting}'`,
      `update public.applications set referees = '[{"name": "Author", "email": "author@people.example"}, {"name": "Other"}]'
        where id = '${application.waiting}'; ${erased('author')}`,
      '[{"name": "Other"}]',
    ),
    after(
      'what was written under an address that they changed goes, too',
      `select string_agg(state || ' ' || coalesce(email, 'no address') || ' ' || referees::text, '') from public.applications
        where id in ('${application.declined}', '${application.draft}')`,
      `update public.applications set email = 'author@people.example', referees = '[{"name": "Author", "email": "author@people.example"}]'
        where id in ('${application.declined}', '${application.draft}');
       update public.contacts set email = 'elsewhere@people.example' where person_id = '${person.author}'; ${erased('author')}`,
      'declined no address []',
    ),
    scene(
      'nobody is left to write to',
      'coordinator',
      `select public.message_applicant('${application.declined}', 'Hello')`,
      answers('closed'),
      `update public.applications set email = null where id = '${application.declined}'`,
    ),
    scene(
      'an application that waits has an address',
      'service',
      `update public.applications set email = null where id = '${application.review}'`,
      fails('23514'),
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
