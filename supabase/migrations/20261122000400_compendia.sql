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
  summary             text not null default '' check (char_length(summary) <= 2000),
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
  check (review_due_on is null or launch_on is null or review_due_on <= launch_on)
);
create index compendia_lead_institution on public.compendia (lead_institution_id);
create index compendia_lead_editor on public.compendia (lead_editor_id);
create index compendia_created_by on public.compendia (created_by);
create index compendia_visibility on public.compendia (visibility);

create table public.compendium_institutions (
  compendium_id  uuid not null references public.compendia (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  primary key (compendium_id, institution_id)
);
create index compendium_institutions_institution on public.compendium_institutions (institution_id);

create table public.chapters (
  id              uuid primary key default gen_random_uuid(),
  compendium_id   uuid not null references public.compendia (id) on delete cascade,
  parent_id       uuid references public.chapters (id) on delete cascade,
  position        int not null default 0,
  title           text not null check (app.is_single_line(title, 200)),
  status          public.chapter_status not null default 'outline',
  language        text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  due_on          date,
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

-- When a person last looked at a chapter, and how long it was then: "what changed since I was last here".
create table public.chapter_visits (
  person_id  uuid not null references public.people (id) on delete cascade,
  chapter_id uuid not null references public.chapters (id) on delete cascade,
  visited_at timestamptz not null default now(),
  words_then int not null default 0,
  primary key (person_id, chapter_id)
);
create index chapter_visits_chapter on public.chapter_visits (chapter_id);

create trigger compendia_touch before update on public.compendia for each row execute function app.touch();
create trigger chapters_touch before update of title, status, language, due_on, parent_id, position on public.chapters
  for each row execute function app.touch();

-- ── Who may what ─────────────────────────────────────────────────────────────────────────────────
-- One definition, asked by policies (for the caller) and by the wire (for any person):
--   a coordinator, the lead editor and the lead institution's representatives and editors edit everything in a compendium;
--   author institutions read all of it; grants give more, to the chapter and to all below it;
--   "members" and "public" widen reading. Without an affiliation that runs today there is no right at all.

-- Everyone a person writes as: the institutions of today's affiliations.
create function app.compendia_led_by(person uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select c.id from public.compendia c where app.is_coordinator(person)
  union
  select c.id from public.compendia c
   where c.lead_editor_id = person and exists (select 1 from app.active_affiliations() a where a.person_id = person)
  union
  select c.id from public.compendia c
    join app.active_affiliations() a on a.institution_id = c.lead_institution_id
   where a.person_id = person and a.role in ('primary representative', 'alternate', 'editor')
$$;

-- Every chapter a person has a right to, with the highest access. One row a chapter.
create function app.chapter_rights_of(person uuid) returns table (chapter_id uuid, access public.chapter_access)
  language sql stable security definer set search_path = '' as $$
  with recursive
  mine as (select a.institution_id from app.active_affiliations() a where a.person_id = person),
  member as (select exists (select 1 from mine) as yes),
  granted as (
    select g.chapter_id, g.access from public.chapter_grants g
     where (select yes from member)
       and (g.person_id = person or g.institution_id in (select institution_id from mine))
    union
    select ch.id, up.access from public.chapters ch join granted up on ch.parent_id = up.chapter_id
  ),
  rights as (
    select ch.id, 'edit'::public.chapter_access as access
      from public.chapters ch where ch.compendium_id in (select app.compendia_led_by(person))
    union all
    select chapter_id, access from granted
    union all
    select ch.id, 'read' from public.chapters ch
      join public.compendium_institutions ci on ci.compendium_id = ch.compendium_id
     where ci.institution_id in (select institution_id from mine)
    union all
    select ch.id, 'read' from public.chapters ch
      join public.compendia c on c.id = ch.compendium_id
     where (select yes from member) and c.visibility in ('members', 'public')
  )
  select id, max(access) from rights group by id
$$;

create function app.chapters_i_may(wanted text) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select r.chapter_id from app.chapter_rights_of((select app.me())) r where r.access >= wanted::public.chapter_access
$$;

create function app.chapters_public() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select ch.id from public.chapters ch join public.compendia c on c.id = ch.compendium_id where c.visibility = 'public'
$$;

create function app.compendia_i_lead() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select app.compendia_led_by((select app.me()))
$$;

create function app.compendia_i_see() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select app.compendia_i_lead()
  union
  select ci.compendium_id from public.compendium_institutions ci where ci.institution_id in (select app.my_institutions())
  union
  select c.id from public.compendia c where (select app.i_am_member()) and c.visibility in ('members', 'public')
  union
  select ch.compendium_id from public.chapters ch where ch.id in (select app.chapters_i_may('read'))
$$;

-- An open compendium is made by who represents or edits for its lead institution.
create function app.institutions_i_edit_for() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.institution_id from app.active_affiliations() a
   where a.person_id = (select app.me()) and a.role in ('primary representative', 'alternate', 'editor')
  union
  select i.id from public.institutions i where (select app.i_coordinate())
$$;

revoke execute on all functions in schema app from public;
grant execute on function app.chapters_i_may(text), app.chapters_public(), app.compendia_i_lead(), app.compendia_i_see(),
  app.institutions_i_edit_for() to anon, authenticated, service_role;

-- ── Policies ─────────────────────────────────────────────────────────────────────────────────────

alter table public.compendia               enable row level security;
alter table public.compendium_institutions enable row level security;
alter table public.chapters                enable row level security;
alter table public.chapter_grants          enable row level security;
alter table public.chapter_visits          enable row level security;

grant select on public.compendia, public.compendium_institutions, public.chapters to authenticated;
-- What is public says nothing of who opened it, who wrote last or when work is due.
grant select on public.compendium_institutions to anon;
grant select (id, slug, kind, title, summary, language, visibility, lead_institution_id, lead_editor_id, launch_on, created_at, updated_at)
  on public.compendia to anon;
grant select (id, compendium_id, parent_id, position, title, status, language, words, last_changed_at, created_at, updated_at)
  on public.chapters to anon;
grant select on public.chapter_grants, public.chapter_visits to authenticated;
grant update (title, summary, language, visibility, lead_editor_id, drafts_due_on, review_due_on, launch_on)
  on public.compendia to authenticated;
grant delete on public.compendia to authenticated;
grant insert, delete on public.compendium_institutions to authenticated;
grant update (title, status, language, due_on) on public.chapters to authenticated;
grant delete on public.chapters to authenticated;
grant insert (chapter_id, person_id, institution_id, access), update (access), delete on public.chapter_grants to authenticated;
grant insert, update, delete on public.chapter_visits to authenticated;
grant all on public.compendia, public.compendium_institutions, public.chapters, public.chapter_grants, public.chapter_visits
  to service_role;

create policy "people see the compendia they take part in" on public.compendia
  for select to authenticated using (id in (select app.compendia_i_see()));
create policy "everyone sees public compendia" on public.compendia
  for select to anon using (visibility = 'public');
create policy "leads keep the compendium's entry" on public.compendia
  for update to authenticated
  using (id in (select app.compendia_i_lead())) with check (id in (select app.compendia_i_lead()));
create policy "coordinators take down a compendium" on public.compendia
  for delete to authenticated using ((select app.i_coordinate()));

create policy "who sees a compendium sees its author institutions" on public.compendium_institutions
  for select to authenticated using (compendium_id in (select app.compendia_i_see()));
create policy "everyone sees the author institutions of public compendia" on public.compendium_institutions
  for select to anon using (compendium_id in (select c.id from public.compendia c where c.visibility = 'public'));
create policy "leads add author institutions" on public.compendium_institutions
  for insert to authenticated with check (compendium_id in (select app.compendia_i_lead()));
create policy "leads remove author institutions" on public.compendium_institutions
  for delete to authenticated using (compendium_id in (select app.compendia_i_lead()));

create policy "people see the chapters they may read" on public.chapters
  for select to authenticated using (id in (select app.chapters_i_may('read')));
create policy "everyone sees the chapters of public compendia" on public.chapters
  for select to anon using (id in (select app.chapters_public()));
create policy "authors amend the chapters granted to them" on public.chapters
  for update to authenticated
  using (id in (select app.chapters_i_may('edit'))) with check (id in (select app.chapters_i_may('edit')));
create policy "leads remove chapters" on public.chapters
  for delete to authenticated using (compendium_id in (select app.compendia_i_lead()));

create policy "leads and those concerned see the rights to a chapter" on public.chapter_grants
  for select to authenticated
  using (person_id = (select app.me())
      or institution_id in (select app.my_institutions())
      or chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())));
create policy "leads give rights to a chapter" on public.chapter_grants
  for insert to authenticated
  with check (chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())));
create policy "leads change rights to a chapter" on public.chapter_grants
  for update to authenticated
  using (chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())))
  with check (chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())));
create policy "leads take rights to a chapter away" on public.chapter_grants
  for delete to authenticated
  using (chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())));

create policy "people see their own visits" on public.chapter_visits
  for select to authenticated using (person_id = (select app.me()));
create policy "people note their own visits to chapters they may read" on public.chapter_visits
  for insert to authenticated
  with check (person_id = (select app.me()) and chapter_id in (select app.chapters_i_may('read')));
create policy "people renew their own visits" on public.chapter_visits
  for update to authenticated
  using (person_id = (select app.me()))
  with check (person_id = (select app.me()) and chapter_id in (select app.chapters_i_may('read')));
create policy "people forget their own visits" on public.chapter_visits
  for delete to authenticated using (person_id = (select app.me()));
