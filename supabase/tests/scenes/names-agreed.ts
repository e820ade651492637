import { answers, fails, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import {
  account,
  affiliation,
  called,
  chapter,
  compendium,
  institution,
  person,
  type Actor,
} from '../world.ts'

const be = (actor: Actor) =>
  `select set_config('request.jwt.claims', '{"sub": "${account[actor as 'coordinator']}", "role": "authenticated"}', true),
          set_config('request.jwt.claim.sub', '${account[actor as 'coordinator']}', true)`
const all = (...statements: string[]) => statements.join('; ')
const invite = (at: keyof typeof institution, to: keyof typeof compendium = 'public') =>
  `insert into public.compendium_institutions (compendium_id, institution_id) values ('${compendium[to]}', '${institution[at]}')`
const answer = (accept: boolean, at: keyof typeof institution = 'outside') =>
  `select public.answer_authorship('${compendium.public}', '${institution[at]}', ${accept})`
/** A representative of the lead institution names another one in the public compendium. */
const asked = all(be('representative'), invite('outside'), `update public.institutions set listed = true`)
const publicNames = `select i ->> 'name' from jsonb_array_elements(public.compendium_to_read('public') -> 'institutions') i`
const lindenhof = 'Lindenhof Institute (invented)'
const skerry = 'Skerry Observatory (invented)'
const publicPage = `select c ->> 'slug' from jsonb_array_elements(public.member_page('outside') -> 'compendia') c`
const lead = (who: keyof typeof person) =>
  `update public.compendia set lead_editor_id = '${person[who]}' where id = '${compendium.closed}'`
const amend = (who: keyof typeof affiliation, to = 'null') =>
  `select public.amend_affiliation('${affiliation[who]}', ${to})`
const deleted = (subject: string) =>
  `select count(*)::text from public.audit_trail where subject = '${subject}' and action = 'delete'`

export const namesAgreed: Chapter = {
  about: 'names agreed',
  scenes: [
    scene(
      'an institution that was only invited is not named to readers',
      'anonymous',
      publicNames,
      sees(lindenhof),
      asked,
    ),
    scene('nor on its own public page', 'anonymous', publicPage, sees(), asked),
    scene(
      'nor in the list of authors',
      'anonymous',
      `select institution_id from public.compendium_institutions where compendium_id = '${compendium.public}'`,
      sees(institution.lead),
      asked,
    ),
    scene(
      'nor when a compendium is opened in its name',
      'service',
      `select institution_id from public.compendium_institutions ci join public.compendia c on c.id = ci.compendium_id where c.slug = 'new' and accepted_at is not null`,
      sees(institution.lead),
      all(
        be('editor'),
        `select public.create_compendium('new', 'brief', 'New', '', 'en', '${institution.lead}', array['${institution.outside}']::uuid[], null, null, null, '[]')`,
      ),
    ),
    scene(
      'nor beside a chapter that it may write',
      'anonymous',
      `select c ->> 'institutions' from jsonb_array_elements(public.compendium_to_read('public') -> 'chapters') c`,
      sees('[]'),
      `insert into public.chapter_grants (chapter_id, institution_id, access) values ('${chapter.public}', '${institution.outside}', 'edit')`,
    ),
    scene(
      'who writes there sees it',
      'representative',
      `select c -> 'institutions' -> 0 ->> 'name' from jsonb_array_elements(public.compendium_page('public') -> 'chapters') c`,
      sees(skerry),
      `insert into public.chapter_grants (chapter_id, institution_id, access) values ('${chapter.public}', '${institution.outside}', 'edit')`,
    ),
    scene(
      'its representative is asked by letter, and nobody else',
      'service',
      `select recipient from public.letters where kind = 'authorship-invited'`,
      sees('otherrepresentative@people.example'),
      asked,
    ),
    scene(
      'and on the desk',
      'otherRepresentative',
      `select concat_ws(' ', a ->> 'title', a ->> 'institution', a ->> 'accepted') from jsonb_array_elements(public.desk() -> 'authorships') a where a ->> 'slug' = 'public'`,
      sees(`Public ${skerry} false`),
      asked,
    ),
    scene('the representative accepts', 'otherRepresentative', answer(true), answers('accepted'), asked),
    scene(
      'and it is named',
      'anonymous',
      publicNames,
      sees(lindenhof, skerry),
      all(asked, be('otherRepresentative'), answer(true)),
    ),
    scene(
      'on its own page as well',
      'anonymous',
      publicPage,
      sees('public'),
      all(asked, be('otherRepresentative'), answer(true)),
    ),
    scene('or declines', 'otherRepresentative', answer(false), answers('declined'), asked),
    scene(
      'or takes the name off again later',
      'anonymous',
      publicNames,
      sees(lindenhof),
      all(asked, be('otherRepresentative'), answer(true), answer(false)),
    ),
    scene('what was withdrawn meanwhile is gone', 'otherRepresentative', answer(true), answers('gone')),
    ...(['representative', 'coordinator', 'otherMember', 'colleague', 'disabled'] as const).map((actor) =>
      scene(`${called[actor]} does not accept for it`, actor, answer(true), answers('refused'), asked),
    ),
    scene(
      'the lead institution does not step out this way',
      'representative',
      answer(false, 'lead'),
      answers('refused'),
    ),
    scene(
      'nobody says for another institution that it accepted',
      'representative',
      `insert into public.compendium_institutions (compendium_id, institution_id, accepted_at) values ('${compendium.public}', '${institution.outside}', now())`,
      refused,
    ),
    scene(
      'nor afterwards',
      'representative',
      `update public.compendium_institutions set accepted_at = now()`,
      refused,
      asked,
    ),
    scene(
      'a lead does not remove the lead institution',
      'representative',
      `delete from public.compendium_institutions where compendium_id = '${compendium.closed}' and institution_id = '${institution.lead}'`,
      touches(0),
    ),
    scene('a lead editor is of an author institution', 'representative', lead('author'), touches(1)),
    scene('and not from outside', 'representative', lead('otherMember'), fails('GP004')),
    scene(
      'nor of one that was only invited',
      'representative',
      lead('otherMember'),
      fails('GP004'),
      all(be('representative'), invite('outside', 'closed')),
    ),

    scene(
      'a merger carries no invitation to be primary representative',
      'service',
      `select role::text from public.invitations where email = 'outside@people.example'`,
      sees('alternate'),
      all(
        `update public.invitations set role = 'primary representative' where email = 'outside@people.example'`,
        be('coordinator'),
        `select public.merge_institutions('${institution.outside}', '${institution.author}', 'one house now')`,
      ),
    ),
    scene(
      'but it carries that a name was agreed to',
      'service',
      `select (accepted_at is not null)::text from public.compendium_institutions where compendium_id = '${compendium.members}' and institution_id = '${institution.author}'`,
      sees('true'),
      all(
        be('coordinator'),
        `select public.merge_institutions('${institution.outside}', '${institution.author}', 'one house now')`,
      ),
    ),

    scene(
      'a compendium that is deleted is noted',
      'coordinator',
      deleted('compendia'),
      sees('1'),
      all(be('coordinator'), `delete from public.compendia where id = '${compendium.closed}'`),
    ),
    scene(
      'so are its chapters',
      'coordinator',
      deleted('chapters'),
      sees('4'),
      all(be('coordinator'), `delete from public.compendia where id = '${compendium.closed}'`),
    ),
    scene(
      'and a right that is taken away',
      'coordinator',
      deleted('chapter_grants'),
      sees('1'),
      all(be('representative'), `delete from public.chapter_grants where person_id = '${person.reader}'`),
    ),

    scene(
      'a representative gives another role',
      'representative',
      amend('editor', `'alternate'`),
      answers('amended'),
    ),
    scene('or ends one', 'representative', amend('editor'), answers('amended')),
    scene(
      'an affiliation that is over stays over',
      'representative',
      amend('formerMember', `'primary representative'`),
      answers('gone'),
    ),
    scene(
      'the last representative stays',
      'representative',
      amend('representative'),
      answers('last-representative'),
    ),
    scene('nobody amends another institution', 'representative', amend('otherMember'), answers('gone')),
    ...(['editor', 'alternate', 'disabled', 'formerMember'] as const).map((actor) =>
      scene(
        `${called[actor]} amends nothing`,
        actor,
        amend('editor', `'primary representative'`),
        answers('gone'),
      ),
    ),
    scene(
      'nor past the function',
      'representative',
      `update public.affiliations set ended_on = null where id = '${affiliation.formerMember}'`,
      refused,
    ),
  ],
}
