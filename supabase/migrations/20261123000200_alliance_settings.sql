-- What the alliance sets for itself: how decisions on applications are made, and how long things may take.

create table public.alliance_settings (
  settings_id      uuid primary key default '00000000-0000-4000-8000-000000000001'
                   check (settings_id = '00000000-0000-4000-8000-000000000001'),
  -- How many coordinating institutions must be heard before a decision; null: all of them.
  quorum           int check (quorum between 1 and 50),
  review_days      int not null default 42 check (review_days between 7 and 365),
  information_days int not null default 21 check (information_days between 7 and 180),
  draft_days       int not null default 60 check (draft_days between 14 and 365),
  warning_days     int not null default 7 check (warning_days between 1 and 13),
  appeal_days      int not null default 30 check (appeal_days between 7 and 180),
  retention_months int not null default 12 check (retention_months between 1 and 60),
  updated_at       timestamptz not null default now()
);
insert into public.alliance_settings default values;

alter table public.alliance_settings enable row level security;
grant select on public.alliance_settings to authenticated, service_role;
grant update (quorum, review_days, information_days, draft_days, warning_days, appeal_days, retention_months)
  on public.alliance_settings to authenticated;
create policy "members know how the alliance decides" on public.alliance_settings
  for select to authenticated using ((select app.i_am_member()));
create policy "coordinators set how the alliance decides" on public.alliance_settings
  for update to authenticated using ((select app.i_coordinate())) with check ((select app.i_coordinate()));
create trigger alliance_settings_touch before update on public.alliance_settings for each row execute function app.touch();
create trigger alliance_settings_in_trail after update on public.alliance_settings
  for each row execute function app.note_in_trail('quorum', 'review_days', 'information_days', 'draft_days', 'warning_days',
    'appeal_days', 'retention_months');

-- ── Institutions in the alliance ─────────────────────────────────────────────────────────────────

create type public.institution_status as enum ('active', 'suspended', 'left', 'merged');
alter table public.institutions
  add column status       public.institution_status not null default 'active',
  add column merged_into  uuid references public.institutions (id),
  -- Those that coordinate the alliance have a voice on applications.
  add column coordinating boolean not null default false,
  add column legal_form   text check (app.is_single_line(legal_form, 80)),
  add column website      text check (website ~ '^https?://[^\s<>"]+$' and char_length(website) <= 300),
  -- Research Organization Registry: 0, six of Crockford's letters and figures, two check digits.
  add column ror          text check (ror ~ '^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$'),
  add column about        text not null default '' check (char_length(about) <= 4000),
  add column themes       text[] not null default '{}' check (cardinality(themes) <= 12),
  add column languages    text[] not null default '{}' check (cardinality(languages) <= 20),
  add column joined_on    date,
  add check ((status = 'merged') = (merged_into is not null) and merged_into <> id);
create index institutions_merged_into on public.institutions (merged_into) where merged_into is not null;
create unique index institutions_ror on public.institutions (ror) where ror is not null and status <> 'merged';

-- Rights come from affiliations to institutions that take part today.
create or replace function app.active_affiliations() returns setof public.affiliations
  language sql stable security definer set search_path = '' rows 100 as $$
  select a.* from public.affiliations a
    join public.people p on p.id = a.person_id and p.disabled_at is null
    join public.institutions i on i.id = a.institution_id and i.status = 'active'
   where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;
create trigger institutions_bear_on_rights after update of status on public.institutions
  for each statement execute function app.note_rights_change();
create trigger institution_standing_in_trail after update on public.institutions
  for each row execute function app.note_in_trail('status', 'merged_into', 'coordinating');

-- ── News that people asked for ───────────────────────────────────────────────────────────────────

create type public.mail_cadence as enum ('at once', 'daily', 'off');
-- What a person wants to be told by letter, and how soon. Without a row the kind's own default holds.
create table public.mail_wishes (
  person_id uuid not null references public.people (id) on delete cascade,
  kind      text not null check (kind in ('new-member', 'application', 'institution')),
  cadence   public.mail_cadence not null,
  primary key (person_id, kind)
);
alter table public.mail_wishes enable row level security;
grant select, insert (person_id, kind, cadence), update (cadence), delete on public.mail_wishes to authenticated;
grant all on public.mail_wishes to service_role;
create policy "people see their own wishes" on public.mail_wishes
  for select to authenticated using (person_id = (select app.me()));
create policy "people make their own wishes" on public.mail_wishes
  for insert to authenticated with check (person_id = (select app.me()));
create policy "people change their own wishes" on public.mail_wishes
  for update to authenticated using (person_id = (select app.me())) with check (person_id = (select app.me()));
create policy "people take back their own wishes" on public.mail_wishes
  for delete to authenticated using (person_id = (select app.me()));

-- News waiting for a person's daily letter. The words are set when it is sent.
create table public.digest_items (
  id         bigint generated always as identity primary key,
  person_id  uuid not null references public.people (id) on delete cascade,
  kind       text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  facts      jsonb not null,
  created_at timestamptz not null default now()
);
create index digest_items_person on public.digest_items (person_id, id);
alter table public.digest_items enable row level security;
grant all on public.digest_items to service_role;

create function app.cadence_of(person uuid, theme text) returns public.mail_cadence
  language sql stable security definer set search_path = '' as $$
  select coalesce((select w.cadence from public.mail_wishes w where w.person_id = person and w.kind = theme),
                  case theme when 'new-member' then 'off' else 'at once' end::public.mail_cadence)
$$;

-- Tells a person something as they wish: by a letter of this kind at once, in the daily one, or not at all. `theme` is the
-- wish that it falls under.
create function app.tell(person uuid, theme text, letter text, facts jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  address text := (select c.email from public.contacts c join public.people p on p.id = c.person_id and p.disabled_at is null
                    where c.person_id = person);
begin
  if address is null then return; end if;
  case app.cadence_of(person, theme)
    when 'at once' then
      insert into public.letters (kind, recipient, facts)
      values (letter, address, facts || jsonb_build_object('name', (select p.name from public.people p where p.id = person)));
    when 'daily' then insert into public.digest_items (person_id, kind, facts) values (person, letter, facts);
    else null;
  end case;
end $$;

-- Everyone who coordinates today.
create function app.coordinators() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select distinct r.person_id from public.alliance_roles r join public.people p on p.id = r.person_id and p.disabled_at is null
   where r.role = 'coordinator' and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date)
$$;
revoke execute on function app.cadence_of(uuid, text), app.tell(uuid, text, text, jsonb), app.coordinators() from public;
