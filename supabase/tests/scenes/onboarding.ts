import { everyone, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { cast, institution, person } from '../world.ts'

const putAway = (who: string, house = institution.lead) =>
  `insert into public.onboarding_put_away (person_id, institution_id) values ('${who}', '${house}')`
const withPerson = cast.filter((actor) => actor !== 'anonymous' && actor !== 'disabled')

/** The lead institution joined today. */
const joined = `update public.institutions set joined_on = current_date where id = '${institution.lead}'`
const whose = `select s ->> 'slug' from jsonb_array_elements(public.my_first_steps()) s`
const done = `select string_agg(e.key, ' ' order by e.key) from jsonb_array_elements(public.my_first_steps()) s, jsonb_each(s -> 'steps') e
  where e.value = 'true'`
const filled = `update public.institutions set about = 'We train.', website = 'https://lead.example', themes = '{training}',
  languages = '{fr}' where id = '${institution.lead}'`
/** Nothing done yet: no texts, nobody else, not listed. */
const bare = `${joined}; update public.institutions set about = '', listed = false where id = '${institution.lead}';
  delete from public.chapter_grants where institution_id = '${institution.lead}';
  delete from public.compendium_institutions where institution_id = '${institution.lead}';
  update public.compendia set lead_institution_id = '${institution.outside}' where lead_institution_id = '${institution.lead}';
  update public.affiliations set ended_on = greatest(started_on, current_date) where institution_id = '${institution.lead}' and person_id <> '${person.representative}'`
const asPerson = `insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, after)
  values ('${person.representative}', 'person', 'update', 'institutions', '${institution.lead}', '{"listed": false}')`

export const onboarding: readonly Chapter[] = [
  {
    about: 'onboarding_put_away',
    scenes: [
      ...everyone(
        'select',
        'the lists they put away',
        'select p.name from public.onboarding_put_away o join public.people p on p.id = o.person_id',
        {
          anonymous: refused,
          disabled: nothing,
          ...Object.fromEntries(withPerson.map((actor) => [actor, sees(actor)])),
        },
        nothing,
      ),
      ...everyone(
        'insert',
        'the list of the lead institution, for themselves',
        (who) => putAway(person[who]),
        { representative: touches(1), coordinator: touches(1) },
        refused,
      ),
      ...everyone(
        'update',
        'a list',
        `update public.onboarding_put_away set institution_id = '${institution.lead}'`,
        {},
        refused,
      ),
      ...everyone('delete', 'a list', 'delete from public.onboarding_put_away', {}, refused),
      scene("nobody puts another person's list away", 'representative', putAway(person.author), refused),
    ],
  },
  {
    about: 'first steps',
    scenes: [
      scene(
        'a new institution’s primary representative sees its list',
        'representative',
        whose,
        sees('lead'),
        joined,
      ),
      ...(['alternate', 'editor', 'coordinator', 'otherRepresentative'] as const).map((actor) =>
        scene(`nobody else sees it: ${actor}`, actor, whose, nothing, joined),
      ),
      scene('an institution of long ago has none', 'representative', whose, nothing),
      scene(
        'after half a year there is none either',
        'representative',
        whose,
        nothing,
        `${joined}; update public.institutions set joined_on = current_date - 183 where id = '${institution.lead}'`,
      ),
      scene(
        'a list that was put away is gone, for this person',
        'representative',
        whose,
        nothing,
        `${joined}; ${putAway(person.representative)}`,
      ),
      scene(
        'another person’s putting away changes nothing',
        'representative',
        whose,
        sees('lead'),
        `${joined}; ${putAway(person.coordinator)}`,
      ),
      scene('nothing is done at first', 'representative', done, sees('null'), bare),
      scene(
        'a profile that says everything is done',
        'representative',
        done,
        sees('profile'),
        `${bare}; ${filled}`,
      ),
      ...(["about = ''", 'website = null', "themes = '{}'", "languages = '{}'"] as const).map((empty) =>
        scene(
          `a profile with ${empty} is not done`,
          'representative',
          done,
          sees('null'),
          `${bare}; ${filled}; update public.institutions set ${empty} where id = '${institution.lead}'`,
        ),
      ),
      scene(
        'a listed institution has decided what the public sees',
        'representative',
        done,
        sees('visibility'),
        `${bare}; update public.institutions set listed = true where id = '${institution.lead}'`,
      ),
      scene(
        'so has one whose people took it out again',
        'representative',
        done,
        sees('visibility'),
        `${bare}; ${asPerson}`,
      ),
      scene(
        'another change of its entry decides nothing about that',
        'representative',
        done,
        sees('null'),
        `${bare}; insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, after)
          values ('${person.representative}', 'person', 'update', 'institutions', '${institution.lead}', '{"city": "Kiel"}')`,
      ),
      scene(
        'the portal itself decides nothing for it',
        'representative',
        done,
        sees('null'),
        `${bare}; update public.institutions set listed = true where id = '${institution.lead}';
         update public.institutions set listed = false where id = '${institution.lead}'`,
      ),
      scene(
        'a second person is a step',
        'representative',
        done,
        sees('people'),
        `${bare}; update public.affiliations set ended_on = null where person_id = '${person.editor}'`,
      ),
      ...(
        [
          [
            'a compendium it leads',
            `update public.compendia set lead_institution_id = '${institution.lead}'`,
          ],
          [
            'a compendium it takes part in',
            `insert into public.compendium_institutions (compendium_id, institution_id) select id, '${institution.lead}' from public.compendia limit 1`,
          ],
          [
            'a chapter it was given',
            `insert into public.chapter_grants (chapter_id, institution_id, access) select id, '${institution.lead}', 'edit' from public.chapters limit 1`,
          ],
        ] as const
      ).map(([text, given]) =>
        scene(`${text} is the first text`, 'representative', done, sees('text'), `${bare}; ${given}`),
      ),
      scene(
        'when all is done the list goes by itself',
        'representative',
        whose,
        nothing,
        `${joined}; ${filled}; update public.institutions set listed = true where id = '${institution.lead}'`,
      ),
    ],
  },
]
