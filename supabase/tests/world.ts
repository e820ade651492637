/** The small world in which every scene plays: made once, by the service, and never changed by a scene. */
import { quoted } from './quoted.ts'
import type { Engine } from './engine.ts'

/** Whom the rules speak of: each of them meets every table with every verb. */
export const cast = [
  'anonymous',
  'applicant',
  'otherMember',
  'reader',
  'commenter',
  'author',
  'leadEditor',
  'representative',
  'coordinator',
  'formerMember',
  'disabled',
] as const
/** Who walks on where a rule needs one more person. */
export const extras = [
  'stranger',
  'newcomer',
  'colleague',
  'editor',
  'alternate',
  'otherRepresentative',
  'secondCoordinator',
] as const
export type CastMember = (typeof cast)[number]
export type Actor = CastMember | (typeof extras)[number] | 'service'

/** SQL that turns the id in a column into the name it has here, so that a scene says whom it sees. */
export const named = (column: string, names: Record<string, string>) =>
  `case ${column} ${Object.entries(names)
    .map(([name, id]) => `when '${id}' then '${name}'`)
    .join(' ')} end`

/** How a scene's sentence calls them. */
export const called: Record<Actor, string> = {
  anonymous: 'an anonymous visitor',
  applicant: 'an applicant without affiliation',
  otherMember: 'a member of another institution',
  reader: 'a reader',
  commenter: 'a commenter',
  author: 'an author',
  leadEditor: 'the lead editor',
  representative: "the lead institution's representative",
  coordinator: 'a coordinator',
  formerMember: 'a former member',
  disabled: 'a disabled account',
  stranger: 'an account without a person',
  newcomer: 'a member from tomorrow on',
  colleague: 'the representative of the author institution',
  editor: 'an editor of the lead institution',
  alternate: 'an alternate of the lead institution',
  otherRepresentative: 'the representative of another institution',
  secondCoordinator: 'a second coordinator',
  service: 'the service',
}

const uuid = (shelf: string, n: number) => `${shelf}-0000-4000-8000-${String(n).padStart(12, '0')}`
const numbered = <Key extends string>(shelf: string, keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key, index) => [key, uuid(shelf, index + 1)])) as Record<Key, string>

/** Everybody whom the alliance has an entry for. */
export const withPerson = [...cast, ...extras].filter(
  (actor) => actor !== 'anonymous' && actor !== 'stranger',
)
export const account = numbered('a0000000', [...cast, ...extras])
export const person = numbered('b0000000', [...cast, ...extras])
export const institution = numbered('c0000000', ['lead', 'author', 'outside'])
export const compendium = numbered('d0000000', ['closed', 'members', 'public', 'foreign'])
/** given: rights to `given` and to `below` by inheritance; shared: suggesting for the whole author institution. */
export const chapter = numbered('e0000000', [
  'given',
  'below',
  'plain',
  'shared',
  'members',
  'public',
  'foreign',
])
export const affiliation = numbered('f0000000', withPerson)
export const grant = numbered('f1000000', [
  'reader',
  'commenter',
  'author',
  'formerMember',
  'disabled',
  'shared',
  'foreign',
])
export const invitation = numbered('f2000000', [
  'open',
  'outside',
  'spent',
  'expired',
  'withdrawn',
  'toReader',
  'toDisabled',
])
export const role = numbered('f3000000', ['coordinator', 'second', 'former', 'disabled'])
/** Never handed in, waiting, under review, waiting for an answer, and declined. */
export const application = numbered('f4000000', ['draft', 'waiting', 'review', 'asked', 'declined'])
export const paper = numbered('f5000000', ['draft', 'review'])
/** A link to an application, kept by its applicant. */
export const link = (key: keyof typeof application) => `link-to-the-application-${key}`
export const token = (key: keyof typeof invitation) => `token-of-the-invitation-${key}`
export const address = (actor: string) => `${actor.toLowerCase()}@people.example`

/** The database role that an actor's statements run with. */
export const roleOf = (actor: Actor) =>
  actor === 'anonymous' ? 'anon' : actor === 'service' ? 'service_role' : 'authenticated'

/** Sets the claims that Supabase sets for an actor. In what is given it goes before a function's call. */
export function actingAs(actor: Actor, more?: Record<string, string>): string {
  const sub = actor === 'anonymous' || actor === 'service' ? '' : account[actor]
  const claims = JSON.stringify({ ...(sub && { sub }), role: roleOf(actor), ...more })
  return `set local "request.jwt.claim.sub" = '${sub}'; set local "request.jwt.claims" = ${quoted(claims)}`
}

/** With which the portal proves where a visitor comes from. */
export const portalKey = 'key of the portal'

const yesterday = 'current_date - 1'
const tomorrow = 'current_date + 1'
type Affiliation = readonly [
  actor: (typeof withPerson)[number],
  at: keyof typeof institution,
  role: string,
  from: string,
  until: string,
]
const affiliations: readonly Affiliation[] = [
  ['otherMember', 'outside', 'member', 'current_date - 90', 'null'],
  ['reader', 'outside', 'member', 'current_date - 90', 'null'],
  ['commenter', 'outside', 'member', 'current_date - 90', tomorrow],
  ['author', 'author', 'member', 'current_date', 'null'],
  ['leadEditor', 'author', 'member', 'current_date - 90', 'null'],
  ['representative', 'lead', 'primary representative', 'current_date - 90', 'null'],
  ['formerMember', 'lead', 'primary representative', 'current_date - 90', yesterday],
  ['disabled', 'lead', 'primary representative', 'current_date - 90', 'null'],
  ['newcomer', 'lead', 'editor', tomorrow, 'null'],
  ['colleague', 'author', 'primary representative', 'current_date - 90', 'null'],
  ['editor', 'lead', 'editor', 'current_date - 90', 'null'],
  ['alternate', 'lead', 'alternate', 'current_date - 90', 'null'],
  ['otherRepresentative', 'outside', 'primary representative', 'current_date - 90', 'null'],
]

const rows = (lines: readonly string[]) => lines.map((line) => `(${line})`).join(',\n')

/** Builds the world. Runs as the owner of the database, outside any policy. */
export async function buildWorld(engine: Engine) {
  const accounts = [...cast, ...extras].filter((actor) => actor !== 'anonymous')
  const { given, below, plain, shared } = chapter
  await engine.exec(`
    update app.portal_key set key = '${portalKey}';
    insert into auth.users (id, aud, role, email, email_confirmed_at, created_at, updated_at) values
      ${rows(accounts.map((a) => `'${account[a]}', 'authenticated', 'authenticated', '${address(a)}', now(), now(), now()`))};
    insert into public.institutions (id, slug, name, kind, country) values
      ('${institution.lead}', 'lead', 'Lindenhof Institute (invented)', 'think tank', 'DE'),
      ('${institution.author}', 'author', 'Baobab Forum (invented)', 'research', 'ET'),
      ('${institution.outside}', 'outside', 'Skerry Observatory (invented)', 'civil society', 'NO');
    insert into public.people (id, user_id, name) values
      ${rows(withPerson.map((a) => `'${person[a]}', '${account[a]}', '${a}'`))};
    update public.people set disabled_at = now() where id = '${person.disabled}';
    insert into public.contacts (person_id, email) values
      ${rows(withPerson.map((a) => `'${person[a]}', '${address(a)}'`))};
    insert into public.affiliations (id, person_id, institution_id, role, started_on, ended_on) values
      ${rows(affiliations.map(([a, at, as, from, until]) => `'${affiliation[a]}', '${person[a]}', '${institution[at]}', '${as}', ${from}, ${until}`))};
    insert into public.alliance_roles (id, person_id, role, started_on, ended_on) values
      ('${role.coordinator}', '${person.coordinator}', 'coordinator', current_date - 90, null),
      ('${role.second}', '${person.secondCoordinator}', 'coordinator', current_date, current_date + 1),
      ('${role.former}', '${person.formerMember}', 'coordinator', current_date - 90, current_date),
      ('${role.disabled}', '${person.disabled}', 'coordinator', current_date - 90, null);
    insert into public.compendia (id, slug, title, visibility, lead_institution_id, lead_editor_id, created_by) values
      ('${compendium.closed}', 'closed', 'Closed', 'authors', '${institution.lead}', '${person.leadEditor}', '${person.representative}'),
      ('${compendium.members}', 'members', 'Members', 'members', '${institution.outside}', '${person.formerMember}', null),
      ('${compendium.public}', 'public', 'Public', 'public', '${institution.lead}', '${person.disabled}', null),
      ('${compendium.foreign}', 'foreign', 'Foreign', 'authors', '${institution.outside}', null, null);
    insert into public.compendium_institutions (compendium_id, institution_id) values
      ('${compendium.closed}', '${institution.lead}'), ('${compendium.closed}', '${institution.author}'),
      ('${compendium.members}', '${institution.outside}'), ('${compendium.public}', '${institution.lead}');
    insert into public.chapters (id, compendium_id, parent_id, position, title) values
      ('${given}', '${compendium.closed}', null, 1, 'given'),
      ('${below}', '${compendium.closed}', '${given}', 1, 'below'),
      ('${plain}', '${compendium.closed}', null, 2, 'plain'),
      ('${shared}', '${compendium.closed}', null, 3, 'shared'),
      ('${chapter.members}', '${compendium.members}', null, 1, 'members'),
      ('${chapter.public}', '${compendium.public}', null, 1, 'public'),
      ('${chapter.foreign}', '${compendium.foreign}', null, 1, 'foreign');
    insert into public.chapter_grants (id, chapter_id, person_id, institution_id, access) values
      ('${grant.reader}', '${given}', '${person.reader}', null, 'read'),
      ('${grant.commenter}', '${given}', '${person.commenter}', null, 'comment'),
      ('${grant.author}', '${given}', '${person.author}', null, 'edit'),
      ('${grant.formerMember}', '${given}', '${person.formerMember}', null, 'edit'),
      ('${grant.disabled}', '${given}', '${person.disabled}', null, 'edit'),
      ('${grant.shared}', '${shared}', null, '${institution.author}', 'suggest'),
      ('${grant.foreign}', '${chapter.foreign}', '${person.applicant}', null, 'edit');
    insert into public.chapter_visits (person_id, chapter_id)
      select p.id, '${given}' from public.people p
       where p.id in ('${person.applicant}', '${person.otherMember}', '${person.reader}', '${person.commenter}', '${person.author}',
                      '${person.leadEditor}', '${person.representative}', '${person.coordinator}', '${person.formerMember}', '${person.disabled}');
    insert into public.invitations (id, institution_id, email, name, token_hash, created_at, expires_at, accepted_at, revoked_at) values
      ('${invitation.open}', '${institution.lead}', 'open@people.example', 'Open', extensions.digest('${token('open')}', 'sha256'), now(), now() + interval '1 day', null, null),
      ('${invitation.outside}', '${institution.outside}', 'outside@people.example', 'Outside', extensions.digest('${token('outside')}', 'sha256'), now(), now() + interval '1 day', null, null),
      ('${invitation.spent}', '${institution.lead}', 'spent@people.example', 'Spent', extensions.digest('${token('spent')}', 'sha256'), now(), now() + interval '1 day', now(), null),
      ('${invitation.expired}', '${institution.lead}', 'expired@people.example', 'Expired', extensions.digest('${token('expired')}', 'sha256'), now() - interval '9 days', now() - interval '1 minute', null, null),
      ('${invitation.withdrawn}', '${institution.lead}', 'withdrawn@people.example', 'Withdrawn', extensions.digest('${token('withdrawn')}', 'sha256'), now(), now() + interval '1 day', null, now()),
      ('${invitation.toReader}', '${institution.lead}', '${address('reader')}', 'Reader', extensions.digest('${token('toReader')}', 'sha256'), now(), now() + interval '1 day', null, null),
      ('${invitation.toDisabled}', '${institution.outside}', '${address('disabled')}', 'Disabled', extensions.digest('${token('toDisabled')}', 'sha256'), now(), now() + interval '1 day', null, null);
    insert into public.letters (kind, recipient) values ('invitation', 'open@people.example');
    insert into public.chapter_updates (chapter_id, person_id, update)
      select id, '${person.author}', '\\x00' from public.chapters;
    insert into public.chapter_history (chapter_id, person_id, began_at, ended_at, changes, bytes, update)
      select id, '${person.author}', now(), now(), 1, 1, '\\x00' from public.chapters;
    insert into public.chapter_snapshots (chapter_id, fold, state, state_vector, upto, schema_version)
      select id, 1, '\\x00', '\\x00', 1, 1 from public.chapters;
    insert into public.chapter_faults (chapter_id, reason) values ('${chapter.given}', 'set aside');
    insert into public.chapter_texts (chapter_id, content, plain_text, words, outline, rendered_upto, schema_version)
      select id, '{}', title, 1, '[]', 1, 1 from public.chapters;
    insert into public.applications (id, number, state, email, email_verified_at, legal_name, kind, country, mandate, work, languages, focal_name,
                                     referees, conflicts, show_in_directory, show_focal_person, submitted_at, review_due_at, paused_at, answer_due_at, closed_at) values
      ('${application.draft}', null, 'draft', 'draft@applicants.example', now(), 'Draft (invented)', 'research', 'ML', 'm', 'w', '{fr}', 'F', '[{"name": "A"}, {"name": "B"}]', '', true, false, null, null, null, null, null),
      ('${application.waiting}', 901, 'submitted', 'waiting@applicants.example', now(), 'Waiting (invented)', 'research', 'ML', 'm', 'w', '{fr}', 'F', '[{"name": "A"}, {"name": "B"}]', '', true, false, now(), now() + interval '42 days', null, null, null),
      ('${application.review}', 902, 'under review', 'review@applicants.example', now(), 'Review (invented)', 'research', 'ML', 'm', 'w', '{fr}', 'F', '[{"name": "A"}, {"name": "B"}]', '', true, false, now(), now() + interval '42 days', null, null, null),
      ('${application.asked}', 903, 'information requested', 'asked@applicants.example', now(), 'Asked (invented)', 'research', 'ML', 'm', 'w', '{fr}', 'F', '[{"name": "A"}, {"name": "B"}]', '', true, false, now(), now() + interval '42 days', now() - interval '2 days', now() + interval '19 days', null),
      ('${application.declined}', 904, 'declined', 'declined@applicants.example', now(), 'Declined (invented)', 'research', 'ML', 'm', 'w', '{fr}', 'F', '[{"name": "A"}, {"name": "B"}]', '', true, false, now(), now() + interval '42 days', null, null, now() - interval '1 day');
    insert into public.application_links (token_hash, application_id, by_letter)
      select extensions.digest('link-to-the-application-' || key, 'sha256'), id::uuid, false
        from (values ${Object.entries(application)
          .map(([key, id]) => `('${key}', '${id}')`)
          .join(', ')}) l(key, id);
    insert into public.application_papers (id, application_id, name, media_type, bytes) values
      ('${paper.draft}', '${application.draft}', 'draft.pdf', 'application/pdf', '\\x25'),
      ('${paper.review}', '${application.review}', 'review.pdf', 'application/pdf', '\\x25');
    insert into public.application_messages (application_id, kind, from_applicant, author_id, body) values
      ('${application.review}', 'message', true, null, 'from the applicant'),
      ('${application.asked}', 'request', false, '${person.coordinator}', 'a request');
    insert into public.application_notes (application_id, author_id, body) values ('${application.review}', '${person.coordinator}', 'between us');
    insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons) values
      ('${application.review}', 1, '${person.secondCoordinator}', '${institution.lead}', 'accept', 'reasons');
    insert into public.application_conflicts (application_id, person_id, reason) values
      ('${application.waiting}', '${person.secondCoordinator}', 'my sister works there');
    insert into public.mail_wishes (person_id, kind, cadence)
      select p.id, 'new-member', 'daily' from public.people p where p.name not in ('stranger');
    insert into public.onboarding_put_away (person_id, institution_id)
      select p.id, '${institution.outside}' from public.people p;
    insert into public.person_details (person_id, detail, value, shown) values
      ('${person.author}', 'name', null, 'public'), ('${person.author}', 'position', 'Fellow', 'public'),
      ('${person.author}', 'orcid', '0000-0002-1825-0097', 'members'), ('${person.author}', 'about', 'Writes.', 'institution'),
      ('${person.author}', 'languages', 'fr en', 'nobody'), ('${person.author}', 'photo', null, 'institution'),
      ('${person.reader}', 'about', 'Reads.', 'institution'),
      ('${person.otherMember}', 'position', 'Officer', 'public'),
      ('${person.formerMember}', 'name', null, 'public'), ('${person.formerMember}', 'position', 'Retired', 'public'),
      ('${person.disabled}', 'name', null, 'public'), ('${person.disabled}', 'position', 'Away', 'public');
    insert into public.known_names (person_id, name) values ('${person.author}', 'Name of the author');
    insert into public.person_photos (person_id, bytes) values ('${person.author}', '\\x01'), ('${person.formerMember}', '\\x02');
    insert into public.institution_logos (institution_id, bytes) values ('${institution.author}', '\\x01'), ('${institution.lead}', '\\x02');
  `)
}
