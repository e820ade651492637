import { answers, nothing, scene, sees, type Chapter, type Scene } from '../scene.ts'
import { account, called, chapter, person, token, type Actor } from '../world.ts'

/** The table of factors as Supabase's own Auth makes it. The embedded one has none, so each scene brings it along there. */
export const factorTable = `
  do $$ begin
    if to_regclass('auth.mfa_factors') is not null then return; end if;
    create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
    create type auth.factor_status as enum ('unverified', 'verified');
    create table auth.mfa_factors (
      id uuid primary key, user_id uuid not null references auth.users (id) on delete cascade, friendly_name text,
      factor_type auth.factor_type not null, status auth.factor_status not null,
      created_at timestamptz not null, updated_at timestamptz not null, secret text);
    create index factor_id_created_at_idx on auth.mfa_factors (user_id, created_at);
    alter table auth.mfa_factors enable row level security;
  end $$`
type Account = Actor & keyof typeof account
export const factorOf = (who: Account, status = 'verified') =>
  `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at)
   values (gen_random_uuid(), '${account[who]}', 'totp', '${status}', now(), now())`
const sessionAt = (level: string, who: Account = 'author') =>
  `insert into auth.sessions (id, user_id, aal) values ('${account.anonymous}', '${account[who]}', '${level}')`
const withFactor = `${factorTable}; ${factorOf('author')}`

const me = `select name from public.people where id = app.me()`
const who = `select coalesce(public.who_am_i() ->> 'name', case when public.who_am_i() ? 'codeNeeded' then 'code needed' else 'nobody' end)`
const asAal = (level: string | null, made: Scene): Scene => ({
  ...made,
  claims: { session_id: account.anonymous, ...(level && { aal: level }) },
})
const bare = (level: string, made: Scene): Scene => ({ ...made, claims: { aal: level } })

const seat = (sentence: string, left: string, given: string) =>
  scene(
    sentence,
    'service',
    `select coalesce(access::text, 'nothing') || ' ' || coalesce(name, 'nobody')
       from public.chapter_access_of('[{"person": "${person.author}", "chapter": "${chapter.given}", "session": "${account.anonymous}"}]')`,
    sees(left),
    given,
  )

export const secondFactor: Chapter = {
  about: 'second factor',
  scenes: [
    asAal(
      'aal1',
      scene(
        'a password is enough for who has no second factor',
        'author',
        me,
        sees('author'),
        `${factorTable}; ${sessionAt('aal1')}`,
      ),
    ),
    asAal(
      null,
      scene('and where Auth has no factors at all', 'author', me, sees('author'), sessionAt('aal1')),
    ),
    asAal(
      'aal1',
      scene(
        'a factor that was never confirmed is none',
        'author',
        me,
        sees('author'),
        `${factorTable}; ${factorOf('author', 'unverified')}; ${sessionAt('aal1')}`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'the factor of somebody else is none',
        'author',
        me,
        sees('author'),
        `${factorTable}; ${factorOf('reader')}; ${sessionAt('aal1')}`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'whoever has a second factor and did not show it is nobody',
        'author',
        me,
        nothing,
        `${withFactor}; ${sessionAt('aal1')}`,
      ),
    ),
    asAal(
      null,
      scene(
        'a token that says nothing of it shows none',
        'author',
        me,
        nothing,
        `${withFactor}; ${sessionAt('aal2')}`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'a session that has ended is asked for no code',
        'author',
        who,
        sees('nobody'),
        `${withFactor}; insert into auth.sessions (id, user_id, aal) values ('${account.reader}', '${account.author}', 'aal1')`,
      ),
    ),
    asAal(
      'aal2',
      scene(
        'whoever showed it is somebody',
        'author',
        me,
        sees('author'),
        `${withFactor}; ${sessionAt('aal2')}`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'a token of before does not rise with its session',
        'author',
        me,
        nothing,
        `${withFactor}; ${sessionAt('aal2')}`,
      ),
    ),
    asAal(
      'aal2',
      scene(
        'a session that Auth took back is nobody at once',
        'author',
        me,
        nothing,
        `${withFactor}; ${sessionAt('aal1')}`,
      ),
    ),
    asAal(
      'aal2',
      scene(
        'the session of somebody else shows nothing',
        'author',
        me,
        nothing,
        `${withFactor}; ${sessionAt('aal2', 'reader')}`,
      ),
    ),
    bare('aal1', scene('a token without a session needs it as well', 'author', me, nothing, withFactor)),
    bare('aal2', scene('and counts when it says so', 'author', me, sees('author'), withFactor)),

    asAal(
      'aal1',
      scene(
        'a session that waits for its code is told so',
        'author',
        who,
        sees('code needed'),
        `${withFactor}; ${sessionAt('aal1')}`,
      ),
    ),
    asAal(
      'aal2',
      scene('and who it is afterwards', 'author', who, sees('author'), `${withFactor}; ${sessionAt('aal2')}`),
    ),
    asAal(
      null,
      scene(
        'and so is a token that says nothing of it',
        'author',
        who,
        sees('code needed'),
        `${withFactor}; ${sessionAt('aal2')}`,
      ),
    ),
    asAal(
      'aal1',
      scene('a session that has ended waits for nothing', 'author', who, sees('nobody'), withFactor),
    ),
    asAal(
      'aal1',
      scene(
        'not even while another one of the same account goes on',
        'author',
        who,
        sees('nobody'),
        `${withFactor}; insert into auth.sessions (id, user_id, aal) values (gen_random_uuid(), '${account.author}', 'aal1')`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'nor does that of somebody else',
        'author',
        who,
        sees('nobody'),
        `${withFactor}; ${sessionAt('aal1', 'reader')}`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'nor a closed account',
        'disabled',
        who,
        sees('nobody'),
        `${factorTable}; ${factorOf('disabled')}; ${sessionAt('aal1', 'disabled')}`,
      ),
    ),
    asAal(
      'aal1',
      scene(
        'nor one without a second factor',
        'stranger',
        who,
        sees('nobody'),
        `${factorTable}; ${sessionAt('aal1', 'stranger')}`,
      ),
    ),

    ...(['coordinator', 'representative'] as const).map((actor) =>
      asAal(
        'aal1',
        scene(
          `${called[actor]} without the code reads no entry of anybody`,
          actor,
          'select name from public.people',
          nothing,
          `${factorTable}; ${factorOf(actor)}; ${sessionAt('aal1', actor)}`,
        ),
      ),
    ),

    seat(
      'a connection counts once its session showed the factor',
      'edit author',
      `${withFactor}; ${sessionAt('aal2')}`,
    ),
    seat('before that it is nobody’s', 'nothing nobody', `${withFactor}; ${sessionAt('aal1')}`),
    seat(
      'without a factor the session is enough',
      'edit author',
      `${factorTable}; ${factorOf('reader')}; ${sessionAt('aal1')}`,
    ),

    asAal(
      'aal1',
      scene(
        'an invitation is not accepted without the code',
        'reader',
        `select public.accept_invitation('${token('toReader')}', '', '')`,
        answers('sign-in-first'),
        `${factorTable}; ${factorOf('reader')}; ${sessionAt('aal1', 'reader')}`,
      ),
    ),
    asAal(
      'aal2',
      scene(
        'with it, it is',
        'reader',
        `select public.accept_invitation('${token('toReader')}', '', '')`,
        answers('joined'),
        `${factorTable}; ${factorOf('reader')}; ${sessionAt('aal2', 'reader')}`,
      ),
    ),
  ],
}
