import { answers, refused, scene, sees, type Chapter } from '../scene.ts'
import { actingAs, affiliation, called, chapter, compendium, institution, person } from '../world.ts'

const all = (...statements: string[]) => statements.join('; ')
const invite = (at: keyof typeof institution, to: keyof typeof compendium = 'public') =>
  `insert into public.compendium_institutions (compendium_id, institution_id) values ('${compendium[to]}', '${institution[at]}')`
const answer = (accept: boolean, at: keyof typeof institution = 'outside') =>
  `select public.answer_authorship('${compendium.public}', '${institution[at]}', ${accept})`
/** A representative of the lead institution names another one in the public compendium. */
const asked = all(
  actingAs('representative'),
  invite('outside'),
  `update public.institutions set listed = true`,
)
const publicNames = `select i ->> 'name' from jsonb_array_elements(public.compendium_to_read('public') -> 'institutions') i`
const lindenhof = 'Lindenhof Institute (invented)'
const skerry = 'Skerry Observatory (invented)'
const publicPage = `select c ->> 'slug' from jsonb_array_elements(public.member_page('outside') -> 'compendia') c`
const keep = (
  who: keyof typeof person | null = null,
  authors: readonly (keyof typeof institution)[] = [],
  expected = `(select updated_at from public.compendia where id = '${compendium.closed}')`,
) =>
  `select public.keep_compendium('${compendium.closed}', ${expected}, 'Closed', '', 'en', 'authors', ${who ? `'${person[who]}'` : 'null'},
    array[${authors.map((at) => `'${institution[at]}'`).join()}]::uuid[], null, null, null)`
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
        actingAs('editor'),
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
      all(asked, actingAs('otherRepresentative'), answer(true)),
    ),
    scene(
      'on its own page as well',
      'anonymous',
      publicPage,
      sees('public'),
      all(asked, actingAs('otherRepresentative'), answer(true)),
    ),
    scene('or declines', 'otherRepresentative', answer(false), answers('declined'), asked),
    scene(
      'or takes the name off again later',
      'anonymous',
      publicNames,
      sees(lindenhof),
      all(asked, actingAs('otherRepresentative'), answer(true), answer(false)),
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
      `select (institution_id = '${institution.lead}')::text from public.compendium_institutions where compendium_id = '${compendium.closed}'`,
      sees('true'),
      all(actingAs('representative'), keep()),
    ),
    scene(
      'a lead editor is of an author institution',
      'representative',
      keep('author', ['author']),
      answers('kept'),
    ),
    scene('of one that stays one', 'representative', keep('author'), answers('not-an-author')),
    scene('and not from outside', 'representative', keep('otherMember'), answers('not-an-author')),
    scene(
      'nor of one that is only invited',
      'representative',
      keep('otherMember', ['outside']),
      answers('not-an-author'),
    ),
    scene(
      'nor of one that was invited before',
      'representative',
      keep('otherMember', ['outside']),
      answers('not-an-author'),
      all(actingAs('representative'), invite('outside', 'closed')),
    ),
    scene(
      'nor somebody who left it, or comes tomorrow',
      'representative',
      keep('newcomer'),
      answers('not-an-author'),
    ),
    scene('nor who was there', 'representative', keep('formerMember'), answers('not-an-author')),
    scene(
      'a lead editor who left since stays named until another is',
      'representative',
      keep('leadEditor', ['author']),
      answers('kept'),
      `update public.affiliations set ended_on = current_date where person_id = '${person.leadEditor}'`,
    ),
    scene(
      'settings that changed since they were read are not overwritten',
      'representative',
      keep('author', ['author'], `now() - interval '1 day'`),
      answers('changed-meanwhile'),
    ),
    scene(
      'who is new is invited, and who is left out is no author any more',
      'service',
      `select institution_id::text || ' ' || (accepted_at is not null) from public.compendium_institutions where compendium_id = '${compendium.closed}'`,
      sees(`${institution.lead} true`, `${institution.outside} false`),
      all(actingAs('representative'), keep(null, ['outside'])),
    ),

    scene(
      'a merger carries no invitation to be primary representative',
      'service',
      `select role::text from public.invitations where email = 'outside@people.example'`,
      sees('alternate'),
      all(
        `update public.invitations set role = 'primary representative' where email = 'outside@people.example'`,
        actingAs('coordinator'),
        `select public.merge_institutions('${institution.outside}', '${institution.author}', 'one house now')`,
      ),
    ),
    scene(
      'but it carries that a name was agreed to',
      'service',
      `select (accepted_at is not null)::text from public.compendium_institutions where compendium_id = '${compendium.members}' and institution_id = '${institution.author}'`,
      sees('true'),
      all(
        actingAs('coordinator'),
        `select public.merge_institutions('${institution.outside}', '${institution.author}', 'one house now')`,
      ),
    ),

    scene(
      'a compendium that is deleted is noted',
      'coordinator',
      deleted('compendia'),
      sees('1'),
      all(actingAs('coordinator'), `delete from public.compendia where id = '${compendium.closed}'`),
    ),
    scene(
      'so are its chapters',
      'coordinator',
      deleted('chapters'),
      sees('4'),
      all(actingAs('coordinator'), `delete from public.compendia where id = '${compendium.closed}'`),
    ),
    scene(
      'and a right that is taken away',
      'coordinator',
      deleted('chapter_grants'),
      sees('1'),
      all(
        actingAs('representative'),
        `delete from public.chapter_grants where person_id = '${person.reader}'`,
      ),
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
