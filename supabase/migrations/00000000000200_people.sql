-- Institutions are the members of the alliance; people have the accounts; affiliations with dates connect the two. Rights are
-- derived from affiliations whenever they are asked for, never copied.

create type public.institution_kind as enum ('think tank', 'civil society', 'research', 'training');
create type public.institution_status as enum ('active', 'suspended', 'left', 'merged');
create type public.affiliation_role as enum ('primary representative', 'alternate', 'editor', 'member');
create type public.alliance_role as enum ('coordinator');

create table public.institutions (
  id           uuid primary key default gen_random_uuid(),
  slug         text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80),
  name         text not null check (app.is_single_line(name, 160)),
  acronym      text check (app.is_single_line(acronym, 20)),
  kind         public.institution_kind not null,
  country      char(2) not null check (country ~ '^[A-Z]{2}$'),
  city         text check (app.is_single_line(city, 80)),
  legal_form   text check (app.is_single_line(legal_form, 80)),
  website      text check (app.is_website(website, 300)),
  -- Research Organization Registry: 0, six of Crockford's letters and figures, two check digits.
  ror          text check (ror ~ '^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$'),
  about        text not null default '' check (app.is_text(about, 4000)),
  themes       text[] not null default '{}' check (app.is_choice_of(themes, app.themes())),
  languages    text[] not null default '{}' check (app.is_choice_of(languages, app.languages())),
  joined_on    date check (app.is_day(joined_on)),
  status       public.institution_status not null default 'active',
  merged_into  uuid references public.institutions (id),
  -- Those that coordinate the alliance have a voice on applications.
  coordinating boolean not null default false,
  -- Whether the public directory shows it; members see each other in any case.
  listed       boolean not null default true,
  search       tsvector generated always as
               (to_tsvector('simple', app.words_in(name || ' ' || coalesce(acronym, '') || ' ' || coalesce(city, '')))) stored,
  sort_name    text collate "C" generated always as (app.folded(name)) stored,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  check ((status = 'merged') = (merged_into is not null) and merged_into <> id)
);
create index institutions_merged_into on public.institutions (merged_into) where merged_into is not null;
create unique index institutions_ror on public.institutions (ror) where ror is not null and status <> 'merged';
create index institutions_plain_name on public.institutions (app.plain_name(name));
create index institutions_domain on public.institutions (app.domain_of(website)) where website is not null;
create index institutions_acronym on public.institutions (lower(acronym)) where acronym is not null;
create index institutions_search on public.institutions using gin (search);
create index institutions_themes on public.institutions using gin (themes) where listed and status = 'active';
create index institutions_languages on public.institutions using gin (languages) where listed and status = 'active';
create index institutions_active on public.institutions (id) where status = 'active';
create index institutions_by_name on public.institutions (sort_name, id);
create index institutions_listed on public.institutions (sort_name, id) where listed and status = 'active';
create index institutions_listed_country on public.institutions (country, sort_name, id) where listed and status = 'active';
alter table public.institutions enable row level security;

create trigger institutions_touch before update on public.institutions for each row execute function app.touch();

create table public.people (
  id          uuid primary key default gen_random_uuid(),
  user_id     uuid unique references auth.users (id) on delete set null,
  name        text not null check (app.is_single_line(name, 120)),
  time_zone   text not null default 'UTC' check (app.is_time_zone(time_zone)),
  disabled_at timestamptz,
  search      tsvector generated always as (to_tsvector('simple', app.words_in(name))) stored,
  sort_name   text collate "C" generated always as (app.folded(name)) stored,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index people_search on public.people using gin (search);
create index people_there on public.people (id) where disabled_at is null;
-- Skipping to a far page reads these indexes and no row.
create index people_by_name on public.people (sort_name, id);
alter table public.people enable row level security;

create trigger people_touch before update on public.people for each row execute function app.touch();

-- Addresses are kept apart from names: a colleague may know who someone is without knowing how to reach them.
create table public.contacts (
  person_id     uuid primary key references public.people (id) on delete cascade,
  email         text not null check (app.is_email(email)),
  -- When and why a letter to this address came back for good.
  bounced_at    timestamptz,
  bounce_reason text check (char_length(bounce_reason) <= 300),
  updated_at    timestamptz not null default now()
);
create unique index contacts_email on public.contacts (email);
create index contacts_bounced on public.contacts (bounced_at) where bounced_at is not null;
alter table public.contacts enable row level security;

create trigger contacts_touch before update on public.contacts for each row execute function app.touch();

create table public.affiliations (
  id             uuid primary key default gen_random_uuid(),
  person_id      uuid not null references public.people (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  role           public.affiliation_role not null default 'member',
  started_on     date not null default current_date,
  ended_on       date,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check (ended_on is null or ended_on >= started_on),
  constraint affiliations_days_check check (app.is_day(started_on) and app.is_day(ended_on))
);
create index affiliations_person on public.affiliations (person_id);
create index affiliations_institution on public.affiliations (institution_id);
create unique index affiliations_one_open on public.affiliations (person_id, institution_id) where ended_on is null;
alter table public.affiliations enable row level security;

create trigger affiliations_touch before update on public.affiliations for each row execute function app.touch();

create table public.alliance_roles (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references public.people (id) on delete cascade,
  role       public.alliance_role not null,
  started_on date not null default current_date,
  ended_on   date,
  check (ended_on is null or ended_on >= started_on),
  constraint alliance_roles_days_check check (app.is_day(started_on) and app.is_day(ended_on))
);
create index alliance_roles_person on public.alliance_roles (person_id);
alter table public.alliance_roles enable row level security;
