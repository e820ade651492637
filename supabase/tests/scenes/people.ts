import { answers, everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { account, person, withPerson } from '../world.ts'

const everybody = sees(...withPerson)
const rename = (id: string) => `update public.people set name = 'Renamed' where id = '${id}'`

export const people: Chapter = {
  about: 'people',
  scenes: [
    ...everyone(
      'select',
      'the people',
      'select name from public.people',
      {
        anonymous: refused,
        applicant: sees('applicant'),
        formerMember: sees('formerMember'),
        disabled: nothing,
      },
      everybody,
    ),
    ...everyone('insert', 'a person', `insert into public.people (name) values ('New')`, {}, refused),
    ...everyone('update', "the author's name", rename(person.author), {}, refused),
    ...everyone('delete', 'a person', 'delete from public.people', {}, refused),
    ...['user_id', 'time_zone', 'disabled_at', 'created_at', '*'].map((column) =>
      scene(
        `members read ${column} of nobody, not even of themselves`,
        'author',
        `select ${column} from public.people where id = '${person.author}'`,
        refused,
      ),
    ),
    scene(
      'the own zone is read in the own profile',
      'author',
      `select public.my_profile() ->> 'timeZone'`,
      sees('UTC'),
    ),
    scene('whose profile is nobody else’s', 'stranger', 'select public.my_profile()', answers(null)),
    scene('an account without a person sees nobody', 'stranger', 'select name from public.people', nothing),
    scene(
      'nobody enables or disables an account',
      'coordinator',
      'update public.people set disabled_at = null',
      refused,
    ),
    scene(
      'a disabled account cannot enable itself',
      'disabled',
      'update public.people set disabled_at = null',
      refused,
    ),
    scene(
      "nobody takes over another person's login",
      'coordinator',
      `update public.people set user_id = '${account.coordinator}' where id = '${person.author}'`,
      refused,
    ),
  ],
}
