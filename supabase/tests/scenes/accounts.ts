import { answers, fails, scene, sees, type Chapter } from '../scene.ts'
import { account, token } from '../world.ts'

const accept = (password: string) => `select public.accept_invitation('${token('open')}', 'New', ${password})`
/** Nobody but Auth reads its tables: a function of the owner's tells whether a password opens the newest account. */
const opensWith = (password: string) =>
  `create function app.opens() returns boolean language sql security definer set search_path = '' as
   $f$ select u.encrypted_password = extensions.crypt(${password}, u.encrypted_password)
         from auth.users u where u.email = 'open@people.example' $f$;
   grant execute on function app.opens() to service_role`
const moved = (address: string | null) =>
  `update auth.users set email = ${address === null ? 'null' : `'${address}'`} where id = '${account.author}'`
const told = `select recipient || ' ' || (facts ->> 'name') from public.letters where kind = 'address-changed'`

export const accounts: Chapter = {
  about: 'accounts',
  scenes: [
    scene(
      'a password typed in signs of their own is kept in single signs',
      'service',
      `select app.opens()::text`,
      sees('true'),
      `${accept(`U&'Cafe\\0301 au lait'`)}; ${opensWith(`U&'Caf\\00e9 au lait'`)}`,
    ),
    scene('a password of 72 bytes is taken', 'anonymous', accept(`repeat('x', 72)`), answers('joined')),
    scene(
      'a longer one is refused: its end would not count',
      'anonymous',
      accept(`repeat('x', 73)`),
      fails('22023'),
    ),
    scene(
      'signs that take several bytes count as many',
      'anonymous',
      accept(`repeat('ü', 37)`),
      fails('22023'),
    ),
    scene(
      'who writes them in two signs has no longer a password',
      'anonymous',
      accept(`U&'u\\0308' || repeat('x', 8)`),
      fails('22023'),
    ),
    scene(
      'the address that an account had before is told that it has another one',
      'service',
      told,
      sees('author@people.example author'),
      moved('Elsewhere@people.example'),
    ),
    scene('an address that stays is told nothing', 'service', told, sees(), moved('author@people.example')),
  ],
}
