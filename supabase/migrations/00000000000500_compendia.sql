-- Compendia: edited volumes of the alliance. Chapters are the unit that institutions write together, and the unit of rights.
create type public.compendium_kind as enum ('compendium', 'brief', 'digest');
create type public.compendium_visibility as enum ('authors', 'members', 'public');
create type public.chapter_status as enum ('outline', 'drafting', 'in review', 'final');
create type public.chapter_access as enum ('read', 'comment', 'suggest', 'edit');

create table public.compendia (
  id                  uuid primary key default gen_random_uuid(),
  slug                text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 90),
  kind                public.compendium_kind not null default 'compendium',
  title               text not null check (app.is_single_line(title, 200)),
  summary             text not null default '' check (app.is_text(summary, 2000)),
  language            text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  visibility          public.compendium_visibility not null default 'authors',
  lead_institution_id uuid not null references public.institutions (id),
  lead_editor_id      uuid references public.people (id) on delete set null,
  drafts_due_on       date,
  review_due_on       date,
  launch_on           date,
  created_by          uuid references public.people (id) on delete set null,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  check (drafts_due_on is null or review_due_on is null or drafts_due_on <= review_due_on),
  check (review_due_on is null or launch_on is null or review_due_on <= launch_on),
  constraint compendia_days_check check (app.is_day(drafts_due_on) and app.is_day(review_due_on) and app.is_day(launch_on))
);
create index compendia_lead_institution on public.compendia (lead_institution_id);
create index compendia_lead_editor on public.compendia (lead_editor_id);
create index compendia_created_by on public.compendia (created_by);
create index compendia_visibility on public.compendia (visibility);
create index compendia_words on public.compendia using gin (to_tsvector('simple', app.words_in(title || ' ' || summary)));
alter table public.compendia enable row level security;

create trigger compendia_touch before update on public.compendia for each row execute function app.touch();
create trigger compendia_bear_on_rights after update of visibility, lead_institution_id, lead_editor_id or delete on public.compendia
  for each statement execute function app.note_rights_change();
-- What is deleted is noted, with what it was.
create trigger compendia_in_trail after delete on public.compendia
  for each row execute function app.note_in_trail('title', 'slug', 'visibility', 'lead_institution_id');

create table public.compendium_institutions (
  compendium_id  uuid not null references public.compendia (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  accepted_at    timestamptz,
  invited_by     uuid references public.people (id) on delete set null,
  invited_at     timestamptz not null default now(),
  primary key (compendium_id, institution_id)
);
create index compendium_institutions_institution on public.compendium_institutions (institution_id);
create index compendium_institutions_invited on public.compendium_institutions (institution_id) where accepted_at is null;
create index compendium_institutions_invited_by on public.compendium_institutions (invited_by) where invited_by is not null;
alter table public.compendium_institutions enable row level security;

create trigger author_institutions_bear_on_rights after insert or update or delete on public.compendium_institutions
  for each statement execute function app.note_rights_change();

create table public.chapters (
  id              uuid primary key default gen_random_uuid(),
  compendium_id   uuid not null references public.compendia (id) on delete cascade,
  parent_id       uuid references public.chapters (id) on delete cascade,
  position        int not null default 0,
  title           text not null check (app.is_single_line(title, 200)),
  status          public.chapter_status not null default 'outline',
  language        text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  due_on          date check (app.is_day(due_on)),
  words           int not null default 0,
  last_changed_at timestamptz,
  last_changed_by uuid references public.people (id) on delete set null,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  check (parent_id <> id)
);
create index chapters_compendium on public.chapters (compendium_id, parent_id, position);
create index chapters_parent on public.chapters (parent_id);
create index chapters_last_changed_by on public.chapters (last_changed_by);
create index chapters_title_words on public.chapters using gin (to_tsvector('simple', app.words_in(title)));
alter table public.chapters enable row level security;

create trigger chapters_touch before update of title, status, language, due_on, parent_id, position on public.chapters
  for each row execute function app.touch();
create trigger chapters_bear_on_rights after update of parent_id, compendium_id or delete on public.chapters
  for each statement execute function app.note_rights_change();
create trigger chapters_in_trail after delete on public.chapters
  for each row execute function app.note_in_trail('title', 'compendium_id');

-- A right to one chapter and all below it, for a person or for a whole institution.
create table public.chapter_grants (
  id             uuid primary key default gen_random_uuid(),
  chapter_id     uuid not null references public.chapters (id) on delete cascade,
  person_id      uuid references public.people (id) on delete cascade,
  institution_id uuid references public.institutions (id) on delete cascade,
  access         public.chapter_access not null,
  created_at     timestamptz not null default now(),
  check (num_nonnulls(person_id, institution_id) = 1),
  unique nulls not distinct (chapter_id, person_id, institution_id)
);
create index chapter_grants_person on public.chapter_grants (person_id);
create index chapter_grants_institution on public.chapter_grants (institution_id);
alter table public.chapter_grants enable row level security;

create trigger grants_bear_on_rights after insert or update or delete on public.chapter_grants
  for each statement execute function app.note_rights_change();
create trigger chapter_grants_in_trail after delete on public.chapter_grants
  for each row execute function app.note_in_trail('chapter_id', 'person_id', 'institution_id', 'access');

-- When a person last looked at a chapter, and how long it was then: "what changed since I was last here".
create table public.chapter_visits (
  person_id  uuid not null references public.people (id) on delete cascade,
  chapter_id uuid not null references public.chapters (id) on delete cascade,
  visited_at timestamptz not null default now() check (app.is_moment(visited_at)),
  words_then int not null default 0 check (words_then between 0 and 10000000),
  primary key (person_id, chapter_id)
);
create index chapter_visits_chapter on public.chapter_visits (chapter_id);
alter table public.chapter_visits enable row level security;
