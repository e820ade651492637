-- What members read of each other through the data API: id and name. Which account is somebody's, their zone, and when an
-- account was closed is read by functions that say who may know.

revoke select on public.people from authenticated;
grant select (id, name, sort_name) on public.people to authenticated;

-- Whether a person's account is open; asked for single people by policies and by functions that run as the caller.
create function app.account_is_open(person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.people p where p.id = account_is_open.person and p.disabled_at is null)
$$;
revoke execute on function app.account_is_open(uuid) from public;
grant execute on function app.account_is_open(uuid) to authenticated, service_role;

alter policy "people see what others show them" on public.person_details
  using (person_id = (select app.me())
      or (shown in ('public', 'members') and (select app.i_am_member()) and app.account_is_open(person_id))
      or (shown = 'institution' and person_id in (select app.colleagues())));

-- One institution: who is there, and for who speaks for it also addresses, former people and invitations. Null when unseen.
create or replace function public.institution_page(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
    'abilities', jsonb_build_object('represent', may.represent),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object(
          'affiliationId', a.id, 'personId', p.id, 'name', p.name, 'role', a.role, 'startedOn', a.started_on, 'email', c.email)
          order by a.role, p.sort_name, p.id)
        from public.affiliations a
        join public.people p on p.id = a.person_id
        left join public.contacts c on c.person_id = p.id
       where a.institution_id = i.id and (a.ended_on is null or a.ended_on > current_date) and app.account_is_open(p.id)), '[]'::jsonb),
    'former', case when may.represent then coalesce((
      select jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'startedOn', a.started_on, 'endedOn', a.ended_on)
          order by a.ended_on desc, p.sort_name, p.id)
        from public.affiliations a join public.people p on p.id = a.person_id
       where a.institution_id = i.id and a.ended_on <= current_date), '[]'::jsonb) else '[]'::jsonb end,
    'invitations', coalesce((
      select jsonb_agg(jsonb_build_object(
          'id', v.id, 'name', v.name, 'email', v.email, 'role', v.role, 'expiresAt', v.expires_at, 'lapsed', v.expires_at <= now())
          order by v.created_at desc)
        from public.invitations v
       where v.institution_id = i.id and v.accepted_at is null and v.revoked_at is null), '[]'::jsonb))
    from public.institutions i
    cross join lateral (select i.id in (select app.institutions_i_represent()) as represent) may
   where i.slug = institution_page.slug
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
    from public.people p where p.id = person_page.person and app.account_is_open(p.id)
$$;

-- The caller's own profile, with who sees each detail. Null for nobody.
create or replace function public.my_profile() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', p.name, 'timeZone', p.time_zone, 'stamp', p.updated_at,
    'knownName', (select k.name from public.known_names k where k.person_id = p.id),
    'photo', (select ph.stamp from public.person_photos ph where ph.person_id = p.id),
    'details', coalesce((select jsonb_object_agg(d.detail, jsonb_build_object('value', d.value, 'shown', d.shown))
                 from public.person_details d where d.person_id = p.id), '{}'::jsonb))
    from public.people p where p.id = (select app.me())
$$;

-- Gives a right to a chapter, or changes the one that is there. Outcomes: given · gone · refused.
create or replace function public.give_right(chapter uuid, person uuid, institution uuid, access public.chapter_access) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not app.i_lead_chapter(chapter) then
    return jsonb_build_object('kind', 'refused');
  end if;
  if num_nonnulls(person, institution) <> 1
     or (person is not null and not app.account_is_open(person))
     or (institution is not null and not exists (select 1 from public.institutions i where i.id = institution)) then
    return jsonb_build_object('kind', 'gone');
  end if;
  insert into public.chapter_grants (chapter_id, person_id, institution_id, access)
  values (chapter, person, institution, give_right.access)
  on conflict (chapter_id, person_id, institution_id) do update set access = excluded.access;
  return jsonb_build_object('kind', 'given');
end $$;

-- What a lead sees to change a compendium. Null when unseen.
create or replace function public.compendium_settings(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'visibility', c.visibility,
    'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on, 'updatedAt', c.updated_at,
    'leadInstitution', (select jsonb_build_object('id', i.id, 'name', i.name) from public.institutions i where i.id = c.lead_institution_id),
    'leadEditorId', c.lead_editor_id,
    'abilities', jsonb_build_object('lead', c.id in (select app.compendia_i_lead()), 'remove', (select app.i_coordinate())),
    'institutionIds', to_jsonb(taking.part),
    'invited', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.sort_name, i.id)
      from public.compendium_institutions ci join public.institutions i on i.id = ci.institution_id
     where ci.compendium_id = c.id and ci.accepted_at is null), '[]'::jsonb),
    'offer', public.compendium_choices('', taking.part),
    'editors', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.sort_name, p.id) from (
        select c.lead_editor_id as id
        union
        select a.person_id from public.affiliations a
          join public.compendium_institutions ci on ci.institution_id = a.institution_id and ci.compendium_id = c.id and ci.accepted_at is not null
         where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)
           and app.account_is_open(a.person_id)) able
        join public.people p on p.id = able.id), '[]'::jsonb))
    from public.compendia c
    cross join lateral (
      select coalesce(array_agg(ci.institution_id), '{}') as part
        from public.compendium_institutions ci where ci.compendium_id = c.id) taking
   where c.slug = compendium_settings.slug
$$;
