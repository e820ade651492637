-- What a function writes is written by that function alone: its tables grant nobody the same write past its rules. What is
-- granted on tables beside that is listed with its reason in `supabase/tests/writable.ts`.

-- Keeps the caller's profile: {name, timeZone, knownName: '' without a pseudonym, values: {position, about, orcid, languages},
-- shown: {detail: audience}}, unless it was kept by another window since the stamp `expected`. An empty value says nothing, and
-- keeps who would see it. Outcomes: kept · refused · changed-meanwhile · unknown-time-zone (this server does not know it).
drop function public.keep_my_profile(jsonb);
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
create or replace function public.set_my_photo(content text) returns jsonb
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

-- Keeps the logo of an institution (base64), or takes it away when there is none. Outcomes: kept · removed · refused.
create or replace function public.set_institution_logo(institution uuid, content text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (institution in (select app.institutions_i_represent())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  if content is null then
    delete from public.institution_logos l where l.institution_id = institution;
    return jsonb_build_object('kind', 'removed');
  end if;
  insert into public.institution_logos (institution_id, bytes) values (institution, decode(content, 'base64'))
  on conflict (institution_id) do update set bytes = excluded.bytes;
  return jsonb_build_object('kind', 'kept');
end $$;

-- ── What was granted beside them ─────────────────────────────────────────────────────────────────

-- `keep_my_profile`, `set_my_photo`; accounts are closed and opened by the service.
revoke update (name, time_zone) on public.people from authenticated;
drop policy "people keep their own name and time zone" on public.people;
revoke insert (person_id, detail, value, shown), update (value, shown) on public.person_details from authenticated;
drop policy "people tell about themselves" on public.person_details;
drop policy "people change what they told" on public.person_details;
revoke insert (person_id, name), update (name), insert, update, delete on public.known_names from authenticated;
drop policy "people leave their name with who speaks for them" on public.known_names;
drop policy "people correct the name they left" on public.known_names;
drop policy "people give up their pseudonym" on public.known_names;
revoke insert (person_id, bytes), update (bytes), delete on public.person_photos from authenticated;
drop policy "people give a photo of themselves" on public.person_photos;
drop policy "people replace their photo" on public.person_photos;
drop policy "people take their photo away" on public.person_photos;

-- `set_institution_logo`; institutions are taken in with their application, and merged by `merge_institutions`.
revoke insert (institution_id, bytes), update (bytes), delete on public.institution_logos from authenticated;
drop policy "representatives give a logo to their institution" on public.institution_logos;
drop policy "representatives replace the logo of their institution" on public.institution_logos;
drop policy "representatives take the logo of their institution away" on public.institution_logos;
revoke insert (slug, name, acronym, kind, country, city) on public.institutions from authenticated;
drop policy "coordinators take in institutions" on public.institutions;
-- A list that was put away stays so.
revoke delete on public.onboarding_put_away from authenticated;
drop policy "people take a list out again" on public.onboarding_put_away;

-- `keep_compendium` and `answer_authorship`.
revoke update (title, summary, language, visibility, lead_editor_id, drafts_due_on, review_due_on, launch_on)
  on public.compendia from authenticated;
drop policy "leads keep the compendium's entry" on public.compendia;
revoke delete on public.compendium_institutions from authenticated;
drop policy "leads add author institutions" on public.compendium_institutions;
drop policy "leads remove author institutions" on public.compendium_institutions;

-- `rename_chapter`, `give_right` and `note_visit`.
revoke update (title) on public.chapters from authenticated;
revoke insert (chapter_id, person_id, institution_id, access) on public.chapter_grants from authenticated;
drop policy "leads give rights to a chapter" on public.chapter_grants;
revoke insert, update, delete on public.chapter_visits from authenticated;
drop policy "people note their own visits to chapters they may read" on public.chapter_visits;
drop policy "people renew their own visits" on public.chapter_visits;
drop policy "people forget their own visits" on public.chapter_visits;

-- `save_application_part`, which looks first whether another window saved meanwhile.
revoke execute on function public.save_application(text, jsonb) from public, anon, authenticated;
revoke execute on function public.keep_my_profile(jsonb, timestamptz) from public, anon, authenticated;
grant execute on function public.keep_my_profile(jsonb, timestamptz) to authenticated;
