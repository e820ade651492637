import { answers, everyone, fails, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { cast, institution, named, person, type Actor } from '../world.ts'

const logos = `select ${named('institution_id', institution)} from public.institution_logos`
const give = (to: string) =>
  `insert into public.institution_logos (institution_id, bytes) values ('${to}', '\\x03')`
const unlist = (slug: string) => `update public.institutions set listed = false where slug = '${slug}'`
const show = (audience: string) =>
  `update public.person_details set shown = '${audience}' where person_id = '${person.author}' and detail = 'photo'`
const photo = (known = '') => `public.person_photo('${person.author}', '${known}')`
const stampOf = `(select stamp from public.person_photos where person_id = '${person.author}')`
const outsiders: readonly Actor[] = ['applicant', 'disabled', 'formerMember', 'stranger', 'newcomer']
const photoSeenBy = (sentence: string, who: Actor, seen: boolean, given?: string) =>
  scene(sentence, who, `select (${photo()} is not null)::text`, sees(String(seen)), given)

export const institutionLogos: Chapter = {
  about: 'institution_logos',
  scenes: [
    ...everyone('select', 'logos', logos, {}, sees('author', 'lead')),
    ...cast
      .filter((actor) => !['anonymous', 'applicant', 'formerMember', 'disabled'].includes(actor))
      .map((actor) =>
        scene(
          `members see the logo of an institution that is not listed: ${actor}`,
          actor,
          logos,
          sees('author', 'lead'),
          unlist('lead'),
        ),
      ),
    ...(['anonymous', 'applicant', 'formerMember', 'disabled', 'stranger'] as const).map((actor) =>
      scene(`others do not: ${actor}`, actor, logos, sees('author'), unlist('lead')),
    ),
    scene(
      'nor the logo of one that is suspended',
      'anonymous',
      logos,
      sees('author'),
      `update public.institutions set status = 'suspended' where slug = 'lead'`,
    ),
    ...everyone('insert', 'a logo for the outside institution', give(institution.outside), {}, refused),
    ...everyone('update', 'a logo', `update public.institution_logos set bytes = '\\x04'`, {}, refused),
    ...everyone('delete', 'a logo', 'delete from public.institution_logos', {}, refused),
    scene(
      'a picture is small, or it is none',
      'service',
      `insert into public.institution_logos (institution_id, bytes) values ('${institution.outside}', decode(repeat('00', 524289), 'hex'))`,
      fails('23514'),
    ),
  ],
}

export const pictures: Chapter = {
  about: 'pictures',
  scenes: [
    photoSeenBy('people see their own photo', 'author', true, show('nobody')),
    photoSeenBy('a colleague sees a photo for the institution', 'leadEditor', true),
    photoSeenBy('a member of another institution does not', 'otherMember', false),
    photoSeenBy('nor does a coordinator of elsewhere', 'coordinator', false),
    photoSeenBy('nor a visitor', 'anonymous', false),
    photoSeenBy('a photo for members is seen by members', 'otherMember', true, show('members')),
    ...outsiders.map((who) => photoSeenBy(`and by nobody else: ${who}`, who, false, show('members'))),
    photoSeenBy('a public photo is seen by visitors', 'anonymous', true, show('public')),
    photoSeenBy('a photo for nobody is seen by no colleague', 'leadEditor', false, show('nobody')),
    photoSeenBy(
      'a public photo of somebody who is not named in public is not',
      'anonymous',
      false,
      `${show('public')}; update public.person_details set shown = 'members' where detail = 'name'`,
    ),
    scene(
      'whoever has no photo lends no other’s',
      'otherMember',
      `select public.person_photo('${person.reader}')`,
      answers(null),
      show('members'),
    ),
    scene('the picture comes as it is', 'author', `select ${photo()} ->> 'content'`, sees('AQ==')),
    scene(
      'unless the reader has it already',
      'author',
      `select (public.person_photo('${person.author}', ${stampOf}) ->> 'content' is null)::text`,
      sees('true'),
    ),
    scene(
      'a photo for the institution is kept by no cache',
      'leadEditor',
      `select ${photo()} ->> 'open'`,
      sees('false'),
    ),
    scene('a public one may be', 'leadEditor', `select ${photo()} ->> 'open'`, sees('true'), show('public')),
    scene(
      'a public one of who is not named may not',
      'leadEditor',
      `select ${photo()} ->> 'open'`,
      sees('false'),
      `${show('public')}; update public.person_details set shown = 'members' where detail = 'name'`,
    ),
    scene(
      'the pictures on an institution’s page are those the reader may see',
      'otherMember',
      `select jsonb_object_keys(public.institution_pictures('author') -> 'photos')`,
      nothing,
    ),
    scene(
      'a colleague sees more of them',
      'leadEditor',
      `select jsonb_object_keys(public.institution_pictures('author') -> 'photos')`,
      sees(person.author),
    ),
    scene(
      'the logo is among them',
      'otherMember',
      `select (public.institution_pictures('author') ->> 'logo' is not null)::text`,
      sees('true'),
    ),
    scene(
      'who is no member sees none of it',
      'applicant',
      `select public.institution_pictures('author')`,
      answers(null),
    ),

    scene(
      'a visitor sees a logo',
      'anonymous',
      `select public.institution_logo('lead') ->> 'content'`,
      sees('Ag=='),
    ),
    scene(
      'not the one of an institution that is not listed',
      'anonymous',
      `select public.institution_logo('lead')`,
      answers(null),
      unlist('lead'),
    ),
    scene(
      'a member does, and no cache keeps it',
      'otherMember',
      `select public.institution_logo('lead') ->> 'open'`,
      sees('false'),
      unlist('lead'),
    ),
    scene('nowhere there is none', 'otherMember', `select public.institution_logo('nowhere')`, answers(null)),
    scene(
      'a list has the logos that the reader may see',
      'anonymous',
      `select jsonb_object_keys(public.logos_of('{lead,author,outside,nowhere}'))`,
      sees('author'),
      unlist('lead'),
    ),
    scene(
      'a list of members has all of them',
      'otherMember',
      `select jsonb_object_keys(public.logos_of('{lead,author,outside,nowhere}'))`,
      sees('author', 'lead'),
      unlist('lead'),
    ),
    scene(
      'a visitor sees no logo of who takes no part',
      'anonymous',
      `select jsonb_object_keys(public.logos_of('{lead,author}'))`,
      sees('lead'),
      `update public.institutions set status = 'suspended' where slug = 'author'`,
    ),
    scene(
      'a representative gives a logo',
      'otherRepresentative',
      `select public.set_institution_logo('${institution.outside}', 'AA==')`,
      answers('kept'),
    ),
    scene(
      'and takes it away',
      'representative',
      `select public.set_institution_logo('${institution.lead}', null)`,
      answers('removed'),
    ),
    ...(['editor', 'alternate', 'otherMember', 'applicant', 'stranger', 'disabled'] as const).map((who) =>
      scene(
        `nobody else does: ${who}`,
        who,
        `select public.set_institution_logo('${institution.lead}', 'AA==')`,
        answers('refused'),
      ),
    ),
    scene(
      'the trail notes a new logo',
      'coordinator',
      `select count(*)::text from public.audit_trail where subject = 'institutions' and subject_id = '${institution.author}' and (before -> 'logo') <> (after -> 'logo') and before ->> 'logo' is not null`,
      sees('1'),
      `update public.institution_logos set bytes = '\\x05' where institution_id = '${institution.author}'`,
    ),
  ],
}
