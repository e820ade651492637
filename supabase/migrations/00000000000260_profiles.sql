-- What people tell about themselves, and who sees it: each detail says for itself whether everybody, members, the people of
-- one's own institutions or nobody does. The row decides, so that no page, list or call can show more (decision 012).
create type public.audience as enum ('public', 'members', 'institution', 'nobody');

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
  constraint person_details_value_check check (value is null or case detail
    when 'position' then app.is_single_line(value, 120)
    when 'about' then app.is_text(value, 600) and value <> ''
    when 'orcid' then app.is_orcid(value)
    when 'languages' then app.is_choice_of(string_to_array(value, ' '), app.languages()) and value <> ''
    else false end)
);
-- Who agreed to be named in public.
create index person_details_public on public.person_details (person_id) where detail = 'name' and shown = 'public';
alter table public.person_details enable row level security;

create trigger person_details_touch before update on public.person_details for each row execute function app.touch();

-- The name behind a pseudonym. Like an address it is known to who speaks for the person, and to nobody else.
create table public.known_names (
  person_id  uuid primary key references public.people (id) on delete cascade,
  name       text not null check (app.is_single_line(name, 120)),
  updated_at timestamptz not null default now()
);
alter table public.known_names enable row level security;

create trigger known_names_touch before update on public.known_names for each row execute function app.touch();

-- One photo a person, drawn anew by the portal: square, small, without anything that the camera noted.
create table public.person_photos (
  person_id  uuid primary key references public.people (id) on delete cascade,
  bytes      bytea not null check (octet_length(bytes) between 1 and 524288),
  -- What the picture is called by caches: the first half of its digest.
  stamp      text not null generated always as (left(encode(sha256(bytes), 'hex'), 32)) stored,
  updated_at timestamptz not null default now()
);
alter table public.person_photos alter column bytes set storage external;
alter table public.person_photos enable row level security;

create trigger person_photos_touch before update on public.person_photos for each row execute function app.touch();

-- The people who are at an institution of the caller's today, as the caller is.
create function app.colleagues() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.person_id from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
   where a.institution_id in (select app.my_institutions())
     and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
$$;

create policy "addresses are seen by those to whom they are shown" on public.contacts
  for select to authenticated
  using (exists (select 1 from public.person_details d where d.person_id = contacts.person_id and d.detail = 'email'));

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

grant select on public.person_details to anon, authenticated;
grant all on public.person_details to service_role;
create policy "people see what others show them" on public.person_details
  for select to authenticated
  using (person_id = (select app.me())
      or (shown in ('public', 'members') and (select app.i_am_member()) and app.account_is_open(person_id))
      or (shown = 'institution' and person_id in (select app.colleagues())));
create policy "everybody sees what is shown in public beside a name" on public.person_details
  for select to anon, authenticated
  using (shown = 'public' and exists (select 1 from app.institutions_naming(person_details.person_id)));

grant select on public.known_names to authenticated;
grant all on public.known_names to service_role;
-- As with addresses: whoever coordinates may know every name behind a pseudonym, and is not made to list everybody first.
create policy "the name behind a pseudonym is known to its owner and to who speaks for them" on public.known_names
  for select to authenticated
  using ((select app.i_coordinate()) or person_id in (select app.people_i_may_reach()));

grant select on public.person_photos to anon, authenticated;
grant all on public.person_photos to service_role;
-- What a reader sees of `person_details` is what they see: a photo whose detail is hidden is hidden.
create policy "photos are seen by those to whom they are shown" on public.person_photos
  for select to anon, authenticated
  using (exists (select 1 from public.person_details d where d.person_id = person_photos.person_id and d.detail = 'photo'));

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

create trigger person_details_in_trail after insert or update or delete on public.person_details
  for each row execute function app.note_audience();
create trigger known_names_in_trail after insert or delete on public.known_names
  for each row execute function app.note_audience('pseudonym');
create trigger person_photos_in_trail after insert or delete on public.person_photos
  for each row execute function app.note_audience('photo');

-- Keeps the caller's profile: {name, timeZone, knownName: '' without a pseudonym, values: {position, about, orcid, languages},
-- shown: {detail: audience}}, unless it was kept by another window since the stamp `expected`. An empty value says nothing, and
-- keeps who would see it. Outcomes: kept · refused · changed-meanwhile · unknown-time-zone (this server does not know it).
create function public.keep_my_profile(profile jsonb, expected timestamptz) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who uuid := app.me();
  stands timestamptz;
begin
  select p.updated_at into stands from public.people p where p.id = who for update;
  if not found then return jsonb_build_object('kind', 'refused'); end if;
  if stands is distinct from expected then return jsonb_build_object('kind', 'changed-meanwhile'); end if;
  if app.is_time_zone(profile ->> 'timeZone') is not true then return jsonb_build_object('kind', 'unknown-time-zone'); end if;
  update public.people p set name = profile ->> 'name', time_zone = profile ->> 'timeZone' where p.id = who;
  if coalesce(profile ->> 'knownName', '') = '' then
    delete from public.known_names k where k.person_id = who;
  else
    insert into public.known_names (person_id, name) values (who, profile ->> 'knownName')
    on conflict (person_id) do update set name = excluded.name;
  end if;
  insert into public.person_details (person_id, detail, value, shown)
  select who, s.key, nullif(profile -> 'values' ->> s.key, ''), s.value::public.audience
    from jsonb_each_text(profile -> 'shown') s
  on conflict (person_id, detail) do update set value = excluded.value, shown = excluded.shown;
  return jsonb_build_object('kind', 'kept');
end $$;

-- Keeps the caller's photo (base64), or takes it away when there is none. Who sees it stays as it was; at first it is
-- members. Outcomes: kept · removed · refused.
create function public.set_my_photo(content text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who uuid := app.me();
begin
  if who is null then return jsonb_build_object('kind', 'refused'); end if;
  if content is null then
    delete from public.person_photos ph where ph.person_id = who;
    return jsonb_build_object('kind', 'removed');
  end if;
  insert into public.person_details (person_id, detail, shown) values (who, 'photo', 'members')
  on conflict (person_id, detail) do nothing;
  insert into public.person_photos (person_id, bytes) values (who, decode(content, 'base64'))
  on conflict (person_id) do update set bytes = excluded.bytes;
  return jsonb_build_object('kind', 'kept');
end $$;

-- The caller's own profile, with who sees each detail. Null for nobody.
create function public.my_profile() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', p.name, 'timeZone', p.time_zone, 'stamp', p.updated_at,
    'knownName', (select k.name from public.known_names k where k.person_id = p.id),
    'photo', (select ph.stamp from public.person_photos ph where ph.person_id = p.id),
    'details', coalesce((select jsonb_object_agg(d.detail, jsonb_build_object('value', d.value, 'shown', d.shown))
                 from public.person_details d where d.person_id = p.id), '{}'::jsonb))
    from public.people p where p.id = (select app.me())
$$;

-- A person's photo for who may see it: {stamp, open: whether visitors may, content: base64, unless it is the known one}.
create function public.person_photo(person uuid, known text default '') returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object('stamp', ph.stamp,
      'open', d.shown is not distinct from 'public' and exists (select 1 from app.institutions_naming(ph.person_id)),
      'content', case when ph.stamp <> known then translate(encode(ph.bytes, 'base64'), E'\n', '') end)
    from public.person_photos ph
    left join public.person_details d on d.person_id = ph.person_id and d.detail = 'photo'
   where ph.person_id = person_photo.person
$$;

-- One person: name, affiliations past and present, and what they show the caller. Who sees each detail is told to themselves
-- only. Null when unseen.
create function public.person_page(person uuid) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'name', p.name,
    'me', p.id = (select app.me()),
    'knownName', (select k.name from public.known_names k where k.person_id = p.id),
    'photo', (select ph.stamp from public.person_photos ph where ph.person_id = p.id),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
    'details', coalesce((select jsonb_object_agg(d.detail, d.value) from public.person_details d
                          where d.person_id = p.id and d.value is not null), '{}'::jsonb),
    'shown', case when p.id = (select app.me()) then coalesce((select jsonb_object_agg(d.detail, d.shown)
                          from public.person_details d where d.person_id = p.id), '{}'::jsonb) end,
    'coordinator', exists (
      select 1 from public.alliance_roles r where r.person_id = p.id and r.role = 'coordinator'
         and r.started_on <= current_date and (r.ended_on is null or r.ended_on > current_date)),
    'affiliations', coalesce((
      select jsonb_agg(jsonb_build_object(
          'id', a.id, 'slug', i.slug, 'institution', i.name, 'role', a.role, 'startedOn', a.started_on, 'endedOn', a.ended_on,
          'running', a.ended_on is null or a.ended_on > current_date)
          order by a.ended_on desc nulls first, a.started_on desc)
        from public.affiliations a join public.institutions i on i.id = a.institution_id
       where a.person_id = p.id), '[]'::jsonb))
    from public.people p where p.id = person_page.person and app.account_is_open(p.id)
$$;

-- People the palette can jump to: at most five; words begin words of the name, and the ones whose name begins with all that was
-- typed come first, among the first five hundred that fit. Members find everybody, others themselves.
create function public.find_people(words text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with asked as (select app.folded(btrim(find_people.words)) as w, app.words_asked(find_people.words) as q),
  fitting as (
    select p.id, p.name from asked join public.people p on p.search @@ asked.q
     where p.disabled_at is null and ((select app.i_am_member()) or p.id = (select app.me())) limit 500)
  select coalesce(jsonb_agg(to_jsonb(x)), '[]'::jsonb) from (
    select f.id, f.name,
           (select i.name from public.affiliations a join public.institutions i on i.id = a.institution_id
             where a.person_id = f.id and (a.ended_on is null or a.ended_on > current_date) and (select app.i_am_member())
             order by a.started_on limit 1) as institution
      from fitting f, asked
     order by nullif(position(asked.w in app.folded(f.name)), 0) nulls last, app.folded(f.name), f.id limit 5) x
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function app.colleagues() to authenticated, service_role;
grant execute on function app.institutions_naming(uuid) to anon, authenticated, service_role;
grant execute on function public.keep_my_profile(jsonb, timestamptz), public.set_my_photo(text), public.my_profile(),
  public.person_page(uuid), public.find_people(text) to authenticated;
grant execute on function public.person_photo(uuid, text) to anon, authenticated;
