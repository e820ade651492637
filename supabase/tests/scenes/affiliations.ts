import { everyone, fails, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { affiliation, institution, named, person, type Actor } from '../world.ts'

const affiliated: Actor[] = [
  'otherMember',
  'reader',
  'commenter',
  'author',
  'leadEditor',
  'representative',
  'formerMember',
  'disabled',
  'newcomer',
  'colleague',
  'editor',
  'alternate',
  'otherRepresentative',
]
const read = `select ${named('person_id', person)} from public.affiliations`
const at = (who: keyof typeof affiliation) => `id = '${affiliation[who]}'`
const set = (change: string, where: string) => `update public.affiliations set ${change} where ${where}`
const successor = set(`role = 'primary representative'`, at('editor'))

export const affiliations: Chapter = {
  about: 'affiliations',
  scenes: [
    ...everyone(
      'select',
      'who works where',
      read,
      {
        anonymous: refused,
        applicant: nothing,
        formerMember: sees('formerMember'),
        disabled: nothing,
      },
      sees(...affiliated),
    ),
    ...everyone(
      'insert',
      'an affiliation of their own',
      (who) =>
        `insert into public.affiliations (person_id, institution_id, role) values ('${person[who]}', '${institution.lead}', 'editor')`,
      {},
      refused,
    ),
    ...everyone(
      'update',
      "an editor's role at the lead institution",
      set(`role = 'member'`, at('editor')),
      {},
      refused,
    ),
    ...everyone('delete', 'affiliations', 'delete from public.affiliations', {}, refused),

    scene(
      'nobody changes one past the functions, not even who speaks for the institution',
      'representative',
      set(`role = 'primary representative'`, at('editor')),
      refused,
    ),
    scene('an account without a person sees no affiliation', 'stranger', read, nothing),

    scene(
      'the last representative cannot leave',
      'service',
      set('ended_on = current_date', at('representative')),
      fails('GP001'),
    ),
    scene(
      'the last representative cannot leave from tomorrow on',
      'service',
      set('ended_on = current_date + 1', at('representative')),
      fails('GP001'),
    ),
    scene(
      'the last representative cannot step back to alternate',
      'service',
      set(`role = 'alternate'`, at('representative')),
      fails('GP001'),
    ),
    scene(
      'the last representative cannot begin later',
      'service',
      set('started_on = current_date + 30', at('representative')),
      fails('GP001'),
    ),
    scene(
      'a coordinator cannot end the last representative either',
      'service',
      set('ended_on = current_date', at('representative')),
      fails('GP001'),
    ),
    scene(
      'a disabled account is no successor',
      'service',
      set('ended_on = current_date', at('representative')),
      fails('GP001'),
      set(`started_on = current_date - 1, role = 'primary representative', ended_on = null`, at('disabled')),
    ),
    scene(
      'who begins tomorrow is no successor today',
      'service',
      set('ended_on = current_date', at('representative')),
      fails('GP001'),
      set(`role = 'primary representative'`, at('newcomer')),
    ),
    scene(
      'who is about to leave is no successor',
      'service',
      set('ended_on = current_date + 1', at('representative')),
      fails('GP001'),
      `${successor}; ${set('ended_on = current_date + 1', at('editor'))}`,
    ),
    scene(
      'two representatives cannot leave in one stroke',
      'service',
      set('ended_on = current_date', `${at('representative')} or ${at('editor')}`),
      fails('GP001'),
      successor,
    ),
    scene(
      'with a successor the representative may leave',
      'service',
      set('ended_on = current_date', at('representative')),
      touches(1),
      successor,
    ),
    scene(
      'a representative may date herself back and stay',
      'service',
      set('started_on = current_date - 200', at('representative')),
      touches(1),
    ),
    scene(
      'a representative who left can be taken out of the books',
      'service',
      set(`role = 'member'`, at('formerMember')),
      touches(1),
    ),
    scene(
      'a representative who left does not count, even where nobody else is there',
      'service',
      set(`role = 'member'`, at('formerMember')),
      touches(1),
      `delete from public.affiliations where ${at('representative')}`,
    ),
  ],
}
