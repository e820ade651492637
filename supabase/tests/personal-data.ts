/**
 * Every column that can hold data about people, and what becomes of it: decision 025. A column of a text, JSON or bytes type,
 * or one that points at a person, that is not listed here fails the suite; so does an entry that does not do what it says.
 *
 * The words of an entry, in this order:
 * - erased: `goes` when the person has themselves erased, or `stays`;
 * - export: `exported` in the person's file (`my_data`), or `not exported`;
 * - why, or until when it is kept otherwise.
 */
export type Entry =
  | { readonly about: 'nobody'; readonly why: string }
  | {
      readonly about: 'a person'
      readonly erased: 'goes' | 'stays'
      readonly exported: boolean
      readonly until: string
      /** Forgotten by `purge_applications` when an accepted application's time is over. */
      readonly purged: boolean
    }

const nobody = (why: string): Entry => ({ about: 'nobody', why })
const entry =
  (erased: 'goes' | 'stays', exported: boolean, purged = false) =>
  (until: string): Entry => ({ about: 'a person', erased, exported, until, purged })

/** Goes when the person is erased, and is in their file. */
const goes = entry('goes', true)
/** Goes when the person is erased, and is not in their file. */
const goesUnseen = entry('goes', false)
/** Stays when the person is erased, and is in their file. */
const stays = entry('stays', true)
/** Stays when the person is erased, and is not in their file. */
const staysUnseen = entry('stays', false)
/** Of an application: goes with its contact person, or with time. */
const contact = entry('goes', true, true)
const contactUnseen = entry('goes', false, true)
/** Of an application: goes with time only, since it is about the institution, or is a coordinator's own. */
const record = entry('stays', true, true)
const recordUnseen = entry('stays', false, true)

const whole = 'until the account is erased'
const signed = 'points at the row of the person, which then says "Former member" unless they keep their name'
const afterRetention = 'the months of retention after the application ended'
const vocabulary = nobody('a word from a list')
const institution = nobody('says what the institution is')
const published = nobody('text of the volume, signed by institutions')
const derived = nobody('made from other columns by the database')
const secret = nobody('a digest of random bytes')

export const personalData: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  people: {
    user_id: goesUnseen(whole),
    name: goes(`${whole}, where the person does not keep it for what they signed`),
    time_zone: nobody('one of some hundred zones; reset when the person is erased, and exported'),
    search: derived,
    sort_name: derived,
  },
  contacts: { person_id: goes(whole), email: goes(whole), bounce_reason: goes(whole) },
  known_names: { person_id: goes(whole), name: goes(whole) },
  person_details: { person_id: goes(whole), detail: vocabulary, value: goes(whole) },
  person_photos: {
    person_id: goes(whole),
    bytes: goesUnseen(`${whole}; exported as a file of its own`),
    stamp: derived,
  },
  affiliations: { person_id: stays(signed) },
  alliance_roles: { person_id: stays(signed) },
  mail_wishes: { person_id: goes(whole), kind: vocabulary },
  digest_items: {
    person_id: goes('the next daily letter'),
    kind: vocabulary,
    facts: goes('the next daily letter'),
  },
  digests_sent: { person_id: goes(whole) },
  onboarding_put_away: { person_id: goes(whole) },
  invitations: {
    email: goes('30 days after it was accepted, withdrawn or lapsed'),
    name: goes('30 days after it was accepted, withdrawn or lapsed'),
    token_hash: secret,
    invited_by: stays(signed),
  },
  letters: {
    kind: vocabulary,
    recipient: goes('30 days after it left; with its application, if it has one'),
    facts: goes('emptied when it leaves; 30 days after it was given up'),
    subject: goes('30 days after it left; with its application, if it has one'),
    body_text: goes('emptied when it leaves; with its application, if it has one'),
    body_html: goesUnseen('as body_text, and says the same'),
    last_error: goes('with the letter'),
    bounce_kind: vocabulary,
    bounce_reason: goes('with the letter'),
  },

  compendia: {
    slug: published,
    title: published,
    summary: published,
    language: vocabulary,
    lead_editor_id: stays(signed),
    created_by: stays(signed),
  },
  chapters: { title: published, language: vocabulary, last_changed_by: stays(signed) },
  chapter_grants: { person_id: goes(whole) },
  chapter_visits: { person_id: goes(whole) },
  chapter_updates: { person_id: stays(signed), update: published },
  chapter_history: { person_id: stays(signed), update: published },
  chapter_faults: { reason: nobody('why the portal set a chapter aside, in its own words') },
  chapter_snapshots: { state: published, state_vector: published },
  chapter_texts: { content: published, plain_text: published, outline: published, fts: derived },

  applications: {
    email: contact(afterRetention),
    focal_name: contact(afterRetention),
    focal_position: contact(afterRetention),
    referees: record(`${afterRetention}; the entry of a referee goes when that person is erased`),
    mandate: record(afterRetention),
    work: record(afterRetention),
    conflicts: record(afterRetention),
    decision_reason: record(afterRetention),
    assigned_to: goes('the decision'),
    decided_by: stays(signed),
    legal_name: institution,
    acronym: institution,
    legal_form: institution,
    city: institution,
    website: institution,
    ror: institution,
    themes: institution,
    languages: institution,
    search: derived,
  },
  application_links: { token_hash: secret, email: contactUnseen('180 days') },
  application_papers: {
    name: record(afterRetention),
    media_type: vocabulary,
    bytes: recordUnseen(
      `${afterRetention}; the contact person takes them out through the application's page`,
    ),
  },
  application_messages: {
    author_id: stays(signed),
    body: contact(`${afterRetention}; what a coordinator wrote stays till then`),
  },
  application_notes: { author_id: stays(signed), body: record(afterRetention) },
  application_voices: { person_id: stays(signed), reasons: record(afterRetention) },
  application_conflicts: { person_id: stays(signed), reason: contact(afterRetention) },
  application_panels: { person_id: stays(signed) },
  alliance_proposals: { person_id: stays(signed), proposed_by: stays(signed), settled_by: stays(signed) },
  compendium_institutions: { invited_by: stays(signed) },

  audit_trail: {
    actor_id: stays(signed),
    actor_kind: vocabulary,
    action: vocabulary,
    subject: vocabulary,
    subject_id: stays('points at a row; names of people, addresses and texts are not noted'),
    before: nobody('states, roles, dates and ids; names of institutions'),
    after: nobody('states, roles, dates and ids; names of institutions'),
  },
  institutions: {
    slug: institution,
    name: institution,
    acronym: institution,
    city: institution,
    legal_form: institution,
    website: institution,
    ror: institution,
    about: institution,
    themes: institution,
    languages: institution,
    search: derived,
    sort_name: derived,
  },
  institution_logos: { bytes: institution, stamp: derived },
  institution_standings: {
    reason: stays('why the alliance decided so about an institution'),
    decided_by: stays(signed),
  },
  site_texts: {
    key: vocabulary,
    title: nobody('text of a public page'),
    content: nobody('text of a public page'),
    saved_by: stays(signed),
  },
  site_text_versions: {
    key: vocabulary,
    title: nobody('text of a public page'),
    content: nobody('text of a public page'),
    saved_by: stays(signed),
  },
  letter_texts: {
    key: vocabulary,
    locale: vocabulary,
    subject: nobody('words of an e-mail template'),
    body: nobody('words of an e-mail template'),
    saved_by: stays(signed),
  },
  jobs: {
    name: vocabulary,
    last_error: staysUnseen('the next run; what the database said, which may quote a value'),
  },
}
