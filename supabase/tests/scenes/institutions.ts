import { everyone, fails, nothing, refused, scene, sees, touches, type Chapter } from '../scene.ts'
import { institution } from '../world.ts'

const all = sees('lead', 'author', 'outside')
const add = `insert into public.institutions (slug, name, kind, country) values ('new', 'New (invented)', 'research', 'FR')`
const rename = (id: string) => `update public.institutions set name = 'Another name' where id = '${id}'`

export const institutions: Chapter = {
  about: 'institutions',
  scenes: [
    ...everyone(
      'select',
      'the institutions',
      'select slug from public.institutions',
      {
        anonymous: refused,
        applicant: nothing,
        formerMember: nothing,
        disabled: nothing,
      },
      all,
    ),
    ...everyone('insert', 'an institution', add, {}, refused),
    ...everyone(
      'update',
      "the lead institution's entry",
      rename(institution.lead),
      {
        anonymous: refused,
        representative: touches(1),
        coordinator: touches(1),
      },
      touches(0),
    ),
    ...everyone('delete', 'an institution', 'delete from public.institutions', {}, refused),
    scene(
      'a member from tomorrow on sees no institution yet',
      'newcomer',
      'select slug from public.institutions',
      nothing,
    ),
    scene(
      'an account without a person sees no institution',
      'stranger',
      'select slug from public.institutions',
      nothing,
    ),
    scene(
      "a representative cannot touch another institution's entry",
      'representative',
      rename(institution.outside),
      touches(0),
    ),
    scene(
      "an alternate cannot touch the institution's entry",
      'alternate',
      rename(institution.lead),
      touches(0),
    ),
    scene(
      'nobody changes the address of an institution',
      'coordinator',
      `update public.institutions set slug = 'x'`,
      refused,
    ),
    scene(
      'a name with a bidirectional override is not a name',
      'coordinator',
      `update public.institutions set name = U&'Lead \\202E' where slug = 'lead'`,
      fails('23514'),
    ),
    scene(
      "a representative's check holds even if every column were open",
      'representative',
      `update public.institutions set id = gen_random_uuid() where slug = 'outside' or slug = 'lead'`,
      refused,
      'grant update on public.institutions to authenticated',
    ),
  ],
}
