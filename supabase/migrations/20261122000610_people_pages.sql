-- Pages about people and institutions: one call a page, answered with the caller's own rights.

-- Every institution with how many people are there today, by name.
create function public.institutions_list() returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
      'people', (select count(*) from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
                  where a.institution_id = i.id and a.started_on <= current_date
                    and (a.ended_on is null or a.ended_on > current_date))) order by i.name, i.id), '[]'::jsonb)
    from public.institutions i
$$;

-- One institution: who is there, and for who speaks for it also addresses, former people and invitations. Null when unseen.
create function public.institution_page(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
    'abilities', jsonb_build_object('represent', may.represent),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object(
          'affiliationId', a.id, 'personId', p.id, 'name', p.name, 'role', a.role, 'startedOn', a.started_on, 'email', c.email)
          order by a.role, p.name, p.id)
        from public.affiliations a
        join public.people p on p.id = a.person_id and p.disabled_at is null
        left join public.contacts c on c.person_id = p.id
       where a.institution_id = i.id and (a.ended_on is null or a.ended_on > current_date)), '[]'::jsonb),
    'former', case when may.represent then coalesce((
      select jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'startedOn', a.started_on, 'endedOn', a.ended_on)
          order by a.ended_on desc, p.name)
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

-- One person: name, affiliations past and present, the address when the caller may know it. Null when unseen.
create function public.person_page(person uuid) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'name', p.name,
    'me', p.id = (select app.me()),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
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

-- People the palette can jump to: at most five, the ones whose name begins with the words first.
create function public.find_people(words text) returns jsonb
  language sql stable set search_path = '' as $$
  with asked as (select lower(btrim(find_people.words)) as w)
  select coalesce(jsonb_agg(to_jsonb(x)), '[]'::jsonb) from (
    select p.id, p.name,
           (select i.name from public.affiliations a join public.institutions i on i.id = a.institution_id
             where a.person_id = p.id and (a.ended_on is null or a.ended_on > current_date)
             order by a.started_on limit 1) as institution
      from public.people p, asked
     where p.disabled_at is null and asked.w <> '' and position(asked.w in lower(p.name)) > 0
     order by position(asked.w in lower(p.name)), p.name, p.id limit 5) x
$$;

revoke execute on function public.institutions_list(), public.institution_page(text), public.person_page(uuid),
  public.find_people(text) from public, anon, authenticated;
grant execute on function public.institutions_list(), public.institution_page(text), public.person_page(uuid),
  public.find_people(text) to authenticated;
