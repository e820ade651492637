-- Institutions are the members; people have the logins; dated affiliations tie the two together.
-- Rights are derived from affiliations whenever they are asked for, never copied.

create type public.institution_kind as enum ('think tank', 'civil society', 'research', 'training');
create type public.affiliation_role as enum ('primary representative', 'alternate', 'editor', 'member');
create type public.alliance_role as enum ('coordinator');

create table public.institutions (
  id         uuid primary key default gen_random_uuid(),
  slug       text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80),
  name       text not null check (app.is_single_line(name, 160)),
  acronym    text check (app.is_single_line(acronym, 20)),
  kind       public.institution_kind not null,
  country    char(2) not null check (country ~ '^[A-Z]{2}$'),
  city       text check (app.is_single_line(city, 80)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.people (
  id          uuid primary key default gen_random_uuid(),
  user_id     uuid unique references auth.users (id) on delete set null,
  name        text not null check (app.is_single_line(name, 120)),
  time_zone   text not null default 'UTC' check (char_length(time_zone) <= 64),
  disabled_at timestamptz,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);

-- Addresses live apart from names: a colleague may know who someone is without knowing how to reach them.
create table public.contacts (
  person_id  uuid primary key references public.people (id) on delete cascade,
  email      text not null check (email = lower(email) and email like '%_@_%' and char_length(email) <= 254),
  updated_at timestamptz not null default now()
);
create unique index contacts_email on public.contacts (email);

create table public.affiliations (
  id             uuid primary key default gen_random_uuid(),
  person_id      uuid not null references public.people (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  role           public.affiliation_role not null default 'member',
  started_on     date not null default current_date,
  ended_on       date,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check (ended_on is null or ended_on >= started_on)
);
create index affiliations_person on public.affiliations (person_id);
create index affiliations_institution on public.affiliations (institution_id);
create unique index affiliations_one_open on public.affiliations (person_id, institution_id) where ended_on is null;

create table public.alliance_roles (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references public.people (id) on delete cascade,
  role       public.alliance_role not null,
  started_on date not null default current_date,
  ended_on   date,
  check (ended_on is null or ended_on >= started_on)
);
create index alliance_roles_person on public.alliance_roles (person_id);

create table public.invitations (
  id             uuid primary key default gen_random_uuid(),
  institution_id uuid not null references public.institutions (id) on delete cascade,
  email          text not null check (email = lower(email) and email like '%_@_%' and char_length(email) <= 254),
  name           text not null check (app.is_single_line(name, 120)),
  role           public.affiliation_role not null default 'member',
  token_hash     bytea not null unique,
  invited_by     uuid references public.people (id) on delete set null,
  created_at     timestamptz not null default now(),
  expires_at     timestamptz not null default now() + interval '14 days',
  accepted_at    timestamptz,
  revoked_at     timestamptz
);
create index invitations_institution on public.invitations (institution_id);
create index invitations_invited_by on public.invitations (invited_by);
create unique index invitations_one_open on public.invitations (institution_id, email)
  where accepted_at is null and revoked_at is null;

create trigger institutions_touch before update on public.institutions for each row execute function app.touch();
create trigger people_touch before update on public.people for each row execute function app.touch();
create trigger contacts_touch before update on public.contacts for each row execute function app.touch();
create trigger affiliations_touch before update on public.affiliations for each row execute function app.touch();

-- ── Who is asking ────────────────────────────────────────────────────────────────────────────────

-- The person behind the session: an account that was disabled is nobody.
create function app.me() returns uuid
  language sql stable security definer set search_path = '' as $$
  select p.id from public.people p where p.user_id = (select auth.uid()) and p.disabled_at is null
$$;

create function app.active_affiliations() returns setof public.affiliations
  language sql stable security definer set search_path = '' rows 100 as $$
  select a.* from public.affiliations a
    join public.people p on p.id = a.person_id and p.disabled_at is null
   where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;

create function app.is_coordinator(person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.alliance_roles r
      join public.people p on p.id = r.person_id and p.disabled_at is null
     where r.person_id = person and r.role = 'coordinator'
       and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date))
$$;

create function app.i_coordinate() returns boolean
  language sql stable security definer set search_path = '' as $$
  select app.is_coordinator((select app.me()))
$$;

-- A member is a person with an affiliation that runs today, or a coordinator.
create function app.i_am_member() returns boolean
  language sql stable security definer set search_path = '' as $$
  select (select app.i_coordinate())
      or exists (select 1 from app.active_affiliations() a where a.person_id = (select app.me()))
$$;

create function app.my_institutions() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.institution_id from app.active_affiliations() a where a.person_id = (select app.me())
$$;

-- Institutions that the caller speaks for: as primary representative, or as coordinator for all.
create function app.institutions_i_represent() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.institution_id from app.active_affiliations() a
   where a.person_id = (select app.me()) and a.role = 'primary representative'
  union
  select i.id from public.institutions i where (select app.i_coordinate())
$$;

-- People whose address the caller may know: oneself, and the people of institutions one speaks for, while they are there.
create function app.people_i_may_reach() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select app.me()
  union
  select a.person_id from public.affiliations a join public.people p on p.id = a.person_id
   where a.institution_id in (select app.institutions_i_represent())
     and (a.ended_on is null or a.ended_on > current_date) and p.disabled_at is null
  union
  select p.id from public.people p where (select app.i_coordinate())
$$;

revoke execute on all functions in schema app from public;
grant execute on function app.me(), app.i_coordinate(), app.i_am_member(), app.my_institutions(), app.institutions_i_represent(),
  app.people_i_may_reach() to anon, authenticated, service_role;

-- ── Policies ─────────────────────────────────────────────────────────────────────────────────────

alter table public.institutions   enable row level security;
alter table public.people         enable row level security;
alter table public.contacts       enable row level security;
alter table public.affiliations   enable row level security;
alter table public.alliance_roles enable row level security;
alter table public.invitations    enable row level security;

grant select on public.institutions, public.people, public.contacts, public.affiliations, public.alliance_roles to authenticated;
grant select (id, institution_id, email, name, role, invited_by, created_at, expires_at, accepted_at, revoked_at)
  on public.invitations to authenticated;
grant update (name, acronym, kind, country, city) on public.institutions to authenticated;
grant insert (slug, name, acronym, kind, country, city) on public.institutions to authenticated;
grant update (name, time_zone) on public.people to authenticated;
grant update (role, started_on, ended_on) on public.affiliations to authenticated;
grant insert (person_id, role, started_on, ended_on) on public.alliance_roles to authenticated;
grant update (ended_on) on public.alliance_roles to authenticated;
grant update (revoked_at) on public.invitations to authenticated;
grant all on public.institutions, public.people, public.contacts, public.affiliations, public.alliance_roles,
  public.invitations to service_role;

create policy "members see the institutions of the alliance" on public.institutions
  for select to authenticated using ((select app.i_am_member()));
create policy "coordinators take in institutions" on public.institutions
  for insert to authenticated with check ((select app.i_coordinate()));
create policy "representatives keep their institution's entry" on public.institutions
  for update to authenticated
  using (id in (select app.institutions_i_represent()))
  with check (id in (select app.institutions_i_represent()));

create policy "people see themselves, members see members" on public.people
  for select to authenticated
  using (id = (select app.me()) or (select app.i_am_member()));
create policy "people keep their own name and time zone" on public.people
  for update to authenticated
  using (id = (select app.me()) or (select app.i_coordinate()))
  with check (id = (select app.me()) or (select app.i_coordinate()));

create policy "addresses are seen by their owner and by who speaks for them" on public.contacts
  for select to authenticated using (person_id in (select app.people_i_may_reach()));

create policy "people see their own affiliations, members see all" on public.affiliations
  for select to authenticated
  using (person_id = (select app.me()) or (select app.i_am_member()));
create policy "representatives date and name the affiliations of their institution" on public.affiliations
  for update to authenticated
  using (institution_id in (select app.institutions_i_represent()))
  with check (institution_id in (select app.institutions_i_represent()));

create policy "members know who coordinates" on public.alliance_roles
  for select to authenticated using ((select app.i_am_member()));
create policy "coordinators name coordinators" on public.alliance_roles
  for insert to authenticated with check ((select app.i_coordinate()));
create policy "coordinators end an alliance role" on public.alliance_roles
  for update to authenticated using ((select app.i_coordinate())) with check ((select app.i_coordinate()));

create policy "invitations are seen by who speaks for the institution" on public.invitations
  for select to authenticated using (institution_id in (select app.institutions_i_represent()));
create policy "invitations are withdrawn by who speaks for the institution" on public.invitations
  for update to authenticated
  using (institution_id in (select app.institutions_i_represent()) and accepted_at is null and revoked_at is null)
  with check (institution_id in (select app.institutions_i_represent()) and revoked_at is not null);

-- ── Rules that hold under concurrency ────────────────────────────────────────────────────────────

-- An institution always keeps one primary representative: the last one cannot leave, nor fix a day to leave, without a
-- successor who is there already and has no such day.
create function app.keep_a_representative() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.role <> 'primary representative' or old.ended_on <= current_date then return new; end if;
  if new.role = 'primary representative' and new.started_on <= greatest(old.started_on, current_date)
     and (new.ended_on is null or new.ended_on >= old.ended_on) then return new; end if;
  perform 1 from public.institutions where id = old.institution_id for update;
  if not exists (
    select 1 from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
     where a.institution_id = old.institution_id and a.id <> old.id and a.role = 'primary representative'
       and a.started_on <= current_date and a.ended_on is null) then
    raise exception 'The last primary representative cannot leave without a successor.' using errcode = 'GP001';
  end if;
  return new;
end $$;
create trigger affiliations_keep_a_representative before update on public.affiliations
  for each row execute function app.keep_a_representative();
revoke execute on function app.keep_a_representative() from public;
