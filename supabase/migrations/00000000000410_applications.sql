-- Applications: how an institution asks to join, without an account, from the first line of the draft to the decision.
--   draft → submitted → under review ⇄ information requested → accepted / declined; withdrawn and expired on the way;
--   a decline can be appealed once and is then under review again.
-- The applicant holds a link and nothing else; whoever coordinates sees what was submitted. Each transition is one function.
create type public.application_state as enum
  ('draft', 'submitted', 'under review', 'information requested', 'accepted', 'declined', 'withdrawn', 'expired');
create type public.application_message_kind as enum ('message', 'request', 'answer', 'decision', 'appeal');
create type public.application_verdict as enum ('accept', 'decline');

create table public.applications (
  id                uuid primary key default gen_random_uuid(),
  -- Given when it is submitted; people say "application 41".
  number            int unique,
  state             public.application_state not null default 'draft',
  -- An application that ended may lose its address.
  email             text check (app.is_email(email)),
  email_verified_at timestamptz,

  legal_name        text check (app.is_single_line(legal_name, 160)),
  acronym           text check (app.is_single_line(acronym, 20)),
  legal_form        text check (app.is_single_line(legal_form, 80)),
  kind              public.institution_kind,
  country           char(2) check (country ~ '^[A-Z]{2}$'),
  city              text check (app.is_single_line(city, 80)),
  website           text check (app.is_website(website, 300)),
  ror               text check (ror ~ '^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$'),
  mandate           text check (app.is_text(mandate, 3000)),
  work              text check (app.is_text(work, 6000)),
  themes            text[] not null default '{}' check (app.is_choice_of(themes, app.themes())),
  languages         text[] not null default '{}' check (app.is_choice_of(languages, app.languages())),
  focal_name        text check (app.is_single_line(focal_name, 120)),
  focal_position    text check (app.is_single_line(focal_position, 120)),
  -- [{name, institution, email}]
  referees          jsonb not null default '[]' check (app.is_referees(referees)),
  -- What the applicant says about conflicts of interest; an empty text is an answer, null is none.
  conflicts         text check (app.is_text(conflicts, 3000)),
  show_in_directory boolean,
  show_focal_person boolean,
  search            tsvector generated always as (to_tsvector('simple',
                    app.words_in(coalesce(legal_name, '') || ' ' || coalesce(acronym, '') || ' ' || coalesce(number::text, '')))) stored,

  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  -- When the applicant last did something: silence counts from here.
  heard_from_at     timestamptz not null default now(),
  warned_at         timestamptz,
  submitted_at      timestamptz,
  -- By when the alliance means to decide; it moves on by as long as an answer was waited for.
  review_due_at     timestamptz,
  reminded_at       timestamptz,
  paused_at         timestamptz,
  answer_due_at     timestamptz,
  assigned_to       uuid references public.people (id) on delete set null,
  closed_at         timestamptz,
  decided_by        uuid references public.people (id) on delete set null,
  decision_reason   text check (app.is_text(decision_reason, 3000)),
  appealed_at       timestamptz,
  -- 1, and 2 after an appeal: voices count within a round.
  round             int not null default 1 check (round in (1, 2)),
  institution_id    uuid references public.institutions (id) on delete set null,
  -- A decision stays on record after retention, without the people it named.
  anonymised_at     timestamptz,
  check ((state = 'draft') or submitted_at is not null or state in ('withdrawn', 'expired')),
  check ((state = 'information requested') = (paused_at is not null)),
  check (email is not null or state in ('accepted', 'declined', 'withdrawn', 'expired')),
  check (anonymised_at is null or (email is null and closed_at is not null))
);
create index applications_queue on public.applications (state, review_due_at, id) where submitted_at is not null;
create index applications_silence on public.applications (state, heard_from_at);
create index applications_closed on public.applications (closed_at) where closed_at is not null;
create index applications_email on public.applications (email, created_at);
create index applications_assigned on public.applications (assigned_to) where assigned_to is not null;
create index applications_decided_by on public.applications (decided_by) where decided_by is not null;
create index applications_institution on public.applications (institution_id) where institution_id is not null;
create index applications_plain_name on public.applications (app.plain_name(legal_name)) where submitted_at is not null;
create index applications_domain on public.applications (app.domain_of(website)) where website is not null;
create index applications_acronym on public.applications (lower(acronym)) where acronym is not null;
create index applications_ror on public.applications (ror) where ror is not null;
create index applications_search on public.applications using gin (search);
create index applications_open on public.applications (review_due_at, id) include (state, assigned_to)
  where state in ('submitted', 'under review', 'information requested');
create index applications_by_due on public.applications (review_due_at, id) include (state, assigned_to) where submitted_at is not null;
create index applications_by_arrival on public.applications (submitted_at desc, id) include (state, assigned_to) where submitted_at is not null;
create index applications_waiting on public.applications (review_due_at) where state in ('submitted', 'under review');
-- Applications that name an address as a referee's.
create index applications_referees on public.applications using gin (referees jsonb_path_ops);
alter table public.applications enable row level security;

create trigger applications_touch before update on public.applications for each row execute function app.touch();
create trigger applications_in_trail after insert or update or delete on public.applications
  for each row execute function app.note_in_trail('number', 'state', 'assigned_to', 'decided_by', 'round', 'review_due_at');

create sequence public.application_numbers;

-- Whether the caller may see what belongs to an application: coordinators may, once it was submitted; a draft is the
-- applicant's own. Asked for single applications, never for lists, so it looks at one row instead of listing all of them.
create function app.i_review(application uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select (select app.i_coordinate()) and exists (select 1 from public.applications a where a.id = application and a.submitted_at is not null)
$$;

grant select on public.applications to authenticated;
grant all on public.applications to service_role;
create policy "coordinators see submitted applications" on public.applications
  for select to authenticated using ((select app.i_coordinate()) and submitted_at is not null);

-- Links that open an application: kept in the browser that began it, or sent by letter. Only digests are kept here.
create table public.application_links (
  token_hash     bytea primary key,
  application_id uuid not null references public.applications (id) on delete cascade,
  by_letter      boolean not null,
  -- The address that the letter went to: opening it proves this one, and no later one.
  email          text,
  expires_at     timestamptz not null default now() + interval '180 days'
);
create index application_links_application on public.application_links (application_id);
alter table public.application_links enable row level security;
grant all on public.application_links to service_role;

-- Papers, in the database itself: private, few, and gone with the application.
create table public.application_papers (
  id             uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete cascade,
  name           text not null check (app.is_single_line(name, 200)),
  media_type     text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg',
                   'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
  bytes          bytea not null check (octet_length(bytes) between 1 and 10485760),
  size           int generated always as (octet_length(bytes)) stored,
  created_at     timestamptz not null default now()
);
alter table public.application_papers alter column bytes set storage external;
create index application_papers_application on public.application_papers (application_id, created_at);
alter table public.application_papers enable row level security;
-- The bytes come by a function that says who asked for them.
grant select (id, application_id, name, media_type, size, created_at) on public.application_papers to authenticated;
grant all on public.application_papers to service_role;

create policy "coordinators see the papers of submitted applications" on public.application_papers
  for select to authenticated using (app.i_review(application_id));

-- What is said between applicant and alliance. A message without author is the applicant's.
create table public.application_messages (
  id             bigint generated always as identity primary key,
  application_id uuid not null references public.applications (id) on delete cascade,
  kind           public.application_message_kind not null,
  from_applicant boolean not null,
  author_id      uuid references public.people (id) on delete set null,
  body           text not null check (app.is_text(body, 6000) and body <> ''),
  created_at     timestamptz not null default now(),
  check (not (from_applicant and author_id is not null))
);
create index application_messages_application on public.application_messages (application_id, id);
create index application_messages_author on public.application_messages (author_id) where author_id is not null;
alter table public.application_messages enable row level security;
grant select on public.application_messages to authenticated;
grant all on public.application_messages to service_role;

create policy "coordinators see what was said to and by the applicant" on public.application_messages
  for select to authenticated using (app.i_review(application_id));

-- What coordinators tell each other, and nobody else.
create table public.application_notes (
  id             bigint generated always as identity primary key,
  application_id uuid not null references public.applications (id) on delete cascade,
  author_id      uuid references public.people (id) on delete set null,
  body           text not null check (app.is_text(body, 6000) and body <> ''),
  created_at     timestamptz not null default now()
);
create index application_notes_application on public.application_notes (application_id, id);
create index application_notes_author on public.application_notes (author_id) where author_id is not null;
alter table public.application_notes enable row level security;
grant select on public.application_notes to authenticated;
grant insert (application_id, author_id, body) on public.application_notes to authenticated;
grant all on public.application_notes to service_role;

create policy "coordinators see their notes" on public.application_notes
  for select to authenticated using (app.i_review(application_id));
create policy "coordinators keep notes in their own name" on public.application_notes
  for insert to authenticated
  with check (author_id = (select app.me()) and app.i_review(application_id));

-- A coordinator's recommendation, with reasons; the institution is the one they spoke for on that day.
create table public.application_voices (
  application_id uuid not null references public.applications (id) on delete cascade,
  round          int not null,
  person_id      uuid not null references public.people (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  verdict        public.application_verdict not null,
  reasons        text not null check (app.is_text(reasons, 3000) and reasons <> ''),
  given_at       timestamptz not null default now(),
  primary key (application_id, round, person_id)
);
create index application_voices_person on public.application_voices (person_id);
create index application_voices_institution on public.application_voices (institution_id);
alter table public.application_voices enable row level security;
grant select on public.application_voices to authenticated;
grant all on public.application_voices to service_role;

create policy "coordinators see each other's recommendations" on public.application_voices
  for select to authenticated using (app.i_review(application_id));

-- Whoever declared a conflict of interest sees the application and decides nothing about it.
create table public.application_conflicts (
  application_id uuid not null references public.applications (id) on delete cascade,
  person_id      uuid not null references public.people (id) on delete cascade,
  reason         text not null check (app.is_text(reason, 1000) and reason <> ''),
  declared_at    timestamptz not null default now(),
  primary key (application_id, person_id)
);
create index application_conflicts_person on public.application_conflicts (person_id);
alter table public.application_conflicts enable row level security;
grant select on public.application_conflicts to authenticated;
grant all on public.application_conflicts to service_role;

create policy "coordinators see who declared a conflict" on public.application_conflicts
  for select to authenticated using (app.i_review(application_id));

-- Who coordinated, and for which institution, when an application came in: they and nobody named later are heard about it.
create table public.application_panels (
  application_id uuid not null references public.applications (id) on delete cascade,
  person_id      uuid not null references public.people (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  primary key (application_id, person_id)
);
create index application_panels_person on public.application_panels (person_id);
create index application_panels_institution on public.application_panels (institution_id);
alter table public.application_panels enable row level security;
grant select on public.application_panels to authenticated;
grant all on public.application_panels to service_role;

create policy "coordinators see who is heard about an application" on public.application_panels
  for select to authenticated using (app.i_review(application_id));

revoke execute on all functions in schema app, public from public;
grant execute on function app.i_review(uuid) to anon, authenticated, service_role;
