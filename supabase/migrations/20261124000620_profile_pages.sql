-- Pages about people with what they show: one's own profile, a person, and the people on a member's public page.

-- What the caller tells about themselves, for the form: {detail: {value, shown}}. Null for nobody.
create function public.my_profile() returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', p.name, 'timeZone', p.time_zone,
    'knownName', (select k.name from public.known_names k where k.person_id = p.id),
    'photo', (select ph.stamp from public.person_photos ph where ph.person_id = p.id),
    'details', coalesce((select jsonb_object_agg(d.detail, jsonb_build_object('value', d.value, 'shown', d.shown))
                 from public.person_details d where d.person_id = p.id), '{}'::jsonb))
    from public.people p where p.id = (select app.me())
$$;

-- Keeps the caller's profile: {name, timeZone, knownName: '' without a pseudonym, values: {position, about, orcid, languages},
-- shown: {detail: audience}}. An empty value says nothing, and keeps who would see it. Outcomes: kept · refused.
create function public.keep_my_profile(profile jsonb) returns jsonb
  language plpgsql volatile set search_path = '' as $$
declare
  who uuid := app.me();
begin
  update public.people p set name = profile ->> 'name', time_zone = profile ->> 'timeZone' where p.id = who;
  if not found then return jsonb_build_object('kind', 'refused'); end if;
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
  language plpgsql volatile set search_path = '' as $$
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
create or replace function public.person_page(person uuid) returns jsonb
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
    from public.people p where p.id = person_page.person and p.disabled_at is null
$$;

-- The pictures on an institution's page for who may see them: {logo: stamp, photos: {person: stamp}}. Null when unseen.
create function public.institution_pictures(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'logo', (select l.stamp from public.institution_logos l where l.institution_id = i.id),
    'photos', coalesce((select jsonb_object_agg(a.person_id, ph.stamp) from public.affiliations a
                join public.person_photos ph on ph.person_id = a.person_id
               where a.institution_id = i.id and (a.ended_on is null or a.ended_on > current_date)), '{}'::jsonb))
    from public.institutions i where i.slug = institution_pictures.slug
$$;

-- One member for everybody; null when it is not listed. Compendia are those that anybody may read; people are those who are
-- there today and agreed to be named, with what each of them shows in public.
create or replace function public.member_page(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
    'about', i.about, 'themes', i.themes, 'languages', i.languages, 'website', i.website, 'ror', i.ror, 'joinedOn', i.joined_on,
    'logo', (select l.stamp from public.institution_logos l where l.institution_id = i.id),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', a.role,
               'photo', (select ph.stamp from public.person_photos ph join public.person_details d on d.person_id = ph.person_id
                          where ph.person_id = p.id and d.detail = 'photo' and d.shown = 'public'),
               'email', (select c.email from public.contacts c join public.person_details d on d.person_id = c.person_id
                          where c.person_id = p.id and d.detail = 'email' and d.shown = 'public'),
               'details', coalesce((select jsonb_object_agg(d.detail, d.value) from public.person_details d
                            where d.person_id = p.id and d.shown = 'public' and d.value is not null), '{}'::jsonb))
             order by a.role, lower(p.name), p.id)
        from public.affiliations a
        join public.people p on p.id = a.person_id and p.disabled_at is null
        join public.person_details n on n.person_id = p.id and n.detail = 'name' and n.shown = 'public'
       where a.institution_id = i.id
         and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)), '[]'::jsonb),
    'compendia', coalesce((
      select jsonb_agg(jsonb_build_object('slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'launchOn', c.launch_on)
               order by c.launch_on desc nulls last, c.title)
        from public.compendia c
       where c.visibility = 'public' and (c.lead_institution_id = i.id or exists (
             select 1 from public.compendium_institutions x where x.compendium_id = c.id and x.institution_id = i.id))), '[]'::jsonb))
  from public.institutions i
  where i.slug = member_page.slug and i.listed and i.status = 'active'
$$;

revoke execute on function public.my_profile(), public.keep_my_profile(jsonb), public.set_my_photo(text),
  public.institution_pictures(text), public.person_photo(uuid, text) from public, anon, authenticated;
grant execute on function public.my_profile(), public.keep_my_profile(jsonb), public.set_my_photo(text),
  public.institution_pictures(text) to authenticated;
grant execute on function public.person_photo(uuid, text) to anon, authenticated;
