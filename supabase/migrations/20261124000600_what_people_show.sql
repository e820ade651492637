-- What people tell about themselves, and who sees it: each detail says for itself whether everybody, members, the people of
-- one's own institutions or nobody does. The row decides, so that no page, list or call can show more (decision 012).

create type public.audience as enum ('public', 'members', 'institution', 'nobody');

-- ORCID iDs are four groups of four; the last character checks the others (ISO 7064 mod 11-2, as orcid.org lays down).
create function app.is_orcid(value text) returns boolean
  language sql immutable set search_path = '' as $$
  select value ~ '^([0-9]{4}-){3}[0-9]{3}[0-9X]$'
     and right(value, 1) = (
       select case check_digit when 10 then 'X' else check_digit::text end from (
         select (12 - sum(substr(replace(value, '-', ''), place, 1)::int * (1 << (16 - place))) % 11) % 11 as check_digit
           from generate_series(1, case when value ~ '^[0-9]' then 15 else 0 end) place) sum)
$$;
revoke execute on function app.is_orcid(text) from public;
grant execute on function app.is_orcid(text) to authenticated, service_role;

-- A detail, what it says, and to whom. Name, photo and address stand in their own tables: here stands who sees them. Members
-- write together and see who writes, so a name is shown to them at least; who is in danger shows a pseudonym.
create table public.person_details (
  person_id  uuid not null references public.people (id) on delete cascade,
  detail     text not null check (detail in ('name', 'email', 'photo', 'position', 'about', 'orcid', 'languages')),
  value      text,
  shown      public.audience not null,
  updated_at timestamptz not null default now(),
  primary key (person_id, detail),
  check (detail <> 'name' or shown in ('public', 'members')),
  check (value is null or case detail
    when 'position' then app.is_single_line(value, 120)
    when 'about' then char_length(value) between 1 and 600 and value = btrim(value)
    when 'orcid' then app.is_orcid(value)
    when 'languages' then value ~ '^[a-z]{2,3}( [a-z]{2,3}){0,19}$'
    else false end)
);
-- Who agreed to be named in public.
create index person_details_public on public.person_details (person_id) where detail = 'name' and shown = 'public';

-- The name behind a pseudonym. Like an address it is known to who speaks for the person, and to nobody else.
create table public.known_names (
  person_id  uuid primary key references public.people (id) on delete cascade,
  name       text not null check (app.is_single_line(name, 120)),
  updated_at timestamptz not null default now()
);

-- One photo a person, drawn anew by the portal: square, small, without anything that the camera noted.
create table public.person_photos (
  person_id  uuid primary key references public.people (id) on delete cascade,
  bytes      bytea not null check (octet_length(bytes) between 1 and 524288),
  -- What the picture is called by caches: the first half of its digest.
  stamp      text not null generated always as (left(encode(sha256(bytes), 'hex'), 32)) stored,
  updated_at timestamptz not null default now()
);
alter table public.person_photos alter column bytes set storage external;

create trigger person_details_touch before update on public.person_details for each row execute function app.touch();
create trigger known_names_touch before update on public.known_names for each row execute function app.touch();
create trigger person_photos_touch before update on public.person_photos for each row execute function app.touch();

-- ── Who sees it ──────────────────────────────────────────────────────────────────────────────────

-- The people who are at an institution of the caller's today, as the caller is.
create function app.colleagues() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.person_id from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
   where a.institution_id in (select app.my_institutions())
     and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;

-- The institutions on whose public page a person is named: the person agreed, is there today, and the institution takes part
-- and is listed.
create function app.institutions_naming(person uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.institution_id from public.affiliations a
    join public.people p on p.id = a.person_id and p.disabled_at is null
    join public.institutions i on i.id = a.institution_id and i.status = 'active' and i.listed
    join public.person_details d on d.person_id = p.id and d.detail = 'name' and d.shown = 'public'
   where a.person_id = person
     and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;
revoke execute on function app.colleagues(), app.institutions_naming(uuid) from public;
grant execute on function app.colleagues() to authenticated, service_role;
grant execute on function app.institutions_naming(uuid) to anon, authenticated, service_role;

alter table public.person_details enable row level security;
alter table public.known_names    enable row level security;
alter table public.person_photos  enable row level security;

grant select on public.person_details, public.person_photos to anon, authenticated;
grant insert (person_id, detail, value, shown), update (value, shown) on public.person_details to authenticated;
grant select, insert (person_id, name), update (name), delete on public.known_names to authenticated;
grant insert (person_id, bytes), update (bytes), delete on public.person_photos to authenticated;
grant all on public.person_details, public.known_names, public.person_photos to service_role;

create policy "people see what others show them" on public.person_details
  for select to authenticated
  using (person_id = (select app.me())
      or (shown in ('public', 'members') and (select app.i_am_member())
          and exists (select 1 from public.people p where p.id = person_details.person_id and p.disabled_at is null))
      or (shown = 'institution' and person_id in (select app.colleagues())));
create policy "everybody sees what is shown in public beside a name" on public.person_details
  for select to anon, authenticated
  using (shown = 'public' and exists (select 1 from app.institutions_naming(person_details.person_id)));
create policy "people tell about themselves" on public.person_details
  for insert to authenticated with check (person_id = (select app.me()));
create policy "people change what they told" on public.person_details
  for update to authenticated using (person_id = (select app.me())) with check (person_id = (select app.me()));

-- As with addresses: whoever coordinates may know every name behind a pseudonym, and is not made to list everybody first.
create policy "the name behind a pseudonym is known to its owner and to who speaks for them" on public.known_names
  for select to authenticated
  using ((select app.i_coordinate()) or person_id in (select app.people_i_may_reach()));
create policy "people leave their name with who speaks for them" on public.known_names
  for insert to authenticated with check (person_id = (select app.me()));
create policy "people correct the name they left" on public.known_names
  for update to authenticated using (person_id = (select app.me())) with check (person_id = (select app.me()));
create policy "people give up their pseudonym" on public.known_names
  for delete to authenticated using (person_id = (select app.me()));

-- What a reader sees of `person_details` is what they see: a photo whose detail is hidden is hidden.
create policy "photos are seen by those to whom they are shown" on public.person_photos
  for select to anon, authenticated
  using (exists (select 1 from public.person_details d where d.person_id = person_photos.person_id and d.detail = 'photo'));
create policy "people give a photo of themselves" on public.person_photos
  for insert to authenticated with check (person_id = (select app.me()));
create policy "people replace their photo" on public.person_photos
  for update to authenticated using (person_id = (select app.me())) with check (person_id = (select app.me()));
create policy "people take their photo away" on public.person_photos
  for delete to authenticated using (person_id = (select app.me()));

-- Others may see an address now, so what else is noted beside it is not for the data API.
revoke select on public.contacts from authenticated;
grant select (person_id, email, updated_at) on public.contacts to authenticated;
create policy "addresses are seen by those to whom they are shown" on public.contacts
  for select to authenticated
  using (exists (select 1 from public.person_details d where d.person_id = contacts.person_id and d.detail = 'email'));

-- ── In the trail ─────────────────────────────────────────────────────────────────────────────────

-- Notes that somebody shows something to others than before; never what it says.
create function app.note_audience() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  me   uuid := app.me();
  was  jsonb; is_ jsonb;
  whom uuid;
begin
  if tg_table_name = 'person_details' then
    if tg_op <> 'INSERT' then whom := old.person_id; was := jsonb_build_object(old.detail || '_shown_to', old.shown); end if;
    if tg_op <> 'DELETE' then whom := new.person_id; is_ := jsonb_build_object(new.detail || '_shown_to', new.shown); end if;
  else
    whom := case when tg_op = 'DELETE' then old.person_id else new.person_id end;
    was := jsonb_build_object(tg_argv[0], tg_op <> 'INSERT');
    is_ := jsonb_build_object(tg_argv[0], tg_op <> 'DELETE');
  end if;
  if was is not distinct from is_ then return null; end if;
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (me, case when me is not null then 'person' else 'portal' end, 'update', 'people', whom, was, is_);
  return null;
end $$;
revoke execute on function app.note_audience() from public;
create trigger person_details_in_trail after insert or update or delete on public.person_details
  for each row execute function app.note_audience();
create trigger known_names_in_trail after insert or delete on public.known_names
  for each row execute function app.note_audience('pseudonym');
create trigger person_photos_in_trail after insert or delete on public.person_photos
  for each row execute function app.note_audience('photo');
