import { everyone, nothing, refused, scene, sees, type Chapter } from '../scene.ts'
import { compendium, institution } from '../world.ts'

const read = `select institution_id::text || ' in ' || compendium_id from public.compendium_institutions`
const pair = (at: keyof typeof institution, of: keyof typeof compendium) =>
  `${institution[at]} in ${compendium[of]}`
const open = [pair('lead', 'public')]
const members = [...open, pair('outside', 'members')]
const inside = [...members, pair('lead', 'closed'), pair('author', 'closed')]
const add = (of: keyof typeof compendium, at: keyof typeof institution) =>
  `insert into public.compendium_institutions (compendium_id, institution_id) values ('${compendium[of]}', '${institution[at]}')`

export const compendiumInstitutions: Chapter = {
  about: 'compendium_institutions',
  scenes: [
    ...everyone(
      'select',
      'author institutions',
      read,
      {
        otherMember: sees(...members),
        reader: sees(...inside),
        commenter: sees(...inside),
        author: sees(...inside),
        leadEditor: sees(...inside),
        representative: sees(...inside),
        coordinator: sees(...inside),
      },
      sees(...open),
    ),
    ...everyone(
      'insert',
      'an author institution in the closed compendium',
      add('closed', 'outside'),
      {},
      refused,
    ),
    ...everyone(
      'update',
      'author institutions',
      `update public.compendium_institutions set institution_id = '${institution.outside}'`,
      {},
      refused,
    ),
    ...everyone(
      'delete',
      'an author institution of the closed compendium',
      `delete from public.compendium_institutions where compendium_id = '${compendium.closed}' and institution_id = '${institution.author}'`,
      {},
      refused,
    ),
    scene(
      'who sees no compendium sees no author institution',
      'applicant',
      read,
      nothing,
      `update public.compendia set visibility = 'members'`,
    ),
  ],
}
