-- How an institution stands in the alliance: it can be suspended and taken back, leave and return, and be merged into another.
-- Coordinators decide; each step has a reason, and nothing that people wrote or were given is lost.
create table public.institution_standings (
  id             bigint generated always as identity primary key,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  status         public.institution_status not null,
  reason         text not null check (app.is_text(reason, 1000) and reason <> ''),
  decided_by     uuid references public.people (id) on delete set null,
  decided_at     timestamptz not null default now()
);
create index institution_standings_institution on public.institution_standings (institution_id, id desc);
create index institution_standings_decided_by on public.institution_standings (decided_by) where decided_by is not null;
alter table public.institution_standings enable row level security;
grant select on public.institution_standings to authenticated;
grant all on public.institution_standings to service_role;

create policy "coordinators know why an institution stands as it does" on public.institution_standings
  for select to authenticated using ((select app.i_coordinate()));

-- Suspends, takes back, or records that an institution left. Rights follow at once, open editors included.
-- Outcomes: changed · unchanged · coordinating (an institution that coordinates the alliance stays) · merged · reason-missing · refused.
create function public.set_institution_standing(institution uuid, status text, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.institutions;
  wanted public.institution_status := set_institution_standing.status::public.institution_status;
  why    text := btrim(coalesce(set_institution_standing.reason, ''));
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into stands from public.institutions i where i.id = institution for update;
  if not found or wanted = 'merged' then return jsonb_build_object('kind', 'refused'); end if;
  if stands.status = 'merged' then return jsonb_build_object('kind', 'merged'); end if;
  if stands.status = wanted then return jsonb_build_object('kind', 'unchanged'); end if;
  if stands.coordinating then return jsonb_build_object('kind', 'coordinating'); end if;
  if why = '' then return jsonb_build_object('kind', 'reason-missing'); end if;
  update public.institutions i set status = wanted where i.id = stands.id;
  insert into public.institution_standings (institution_id, status, reason, decided_by) values (stands.id, wanted, why, app.me());
  return jsonb_build_object('kind', 'changed');
end $$;

-- How an institution stands and came to stand so; null for who does not coordinate. `words`: the first twenty others that it
-- could be merged into are named too, when words of name, acronym or city begin so.
create function public.institution_standing(slug text, words text default '') returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', i.id, 'slug', i.slug, 'name', i.name, 'status', i.status, 'coordinating', i.coordinating, 'joinedOn', i.joined_on,
    'mergedInto', (select jsonb_build_object('slug', t.slug, 'name', t.name) from public.institutions t where t.id = i.merged_into),
    'people', (select count(*) from public.affiliations a where a.institution_id = i.id and (a.ended_on is null or a.ended_on > current_date)),
    'history', coalesce((select jsonb_agg(jsonb_build_object('status', h.status, 'reason', h.reason, 'at', h.decided_at,
                  'by', (select p.name from public.people p where p.id = h.decided_by)) order by h.id desc)
                  from public.institution_standings h where h.institution_id = i.id), '[]'::jsonb),
    'others', coalesce((select jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name) order by o.sort_name, o.id) from (
                  select o.id, o.slug, o.name, o.sort_name from public.institutions o
                   where o.search @@ app.words_asked(words) and o.status = 'active' and o.id <> i.id
                   order by o.sort_name, o.id limit 20) o), '[]'::jsonb))
  from public.institutions i
  where i.slug = institution_standing.slug and (select app.i_coordinate())
$$;

-- The institution of this id, if everybody may know of it.
create function app.listed_institution(institution uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select i.id from public.institutions i where i.id = institution and i.listed and i.status = 'active'
$$;

-- The sign of an institution: drawn anew by the portal like the photos of people, kept by who speaks for it.
create table public.institution_logos (
  institution_id uuid primary key references public.institutions (id) on delete cascade,
  bytes          bytea not null check (octet_length(bytes) between 1 and 524288),
  stamp          text not null generated always as (left(encode(sha256(bytes), 'hex'), 32)) stored,
  updated_at     timestamptz not null default now()
);
alter table public.institution_logos alter column bytes set storage external;
alter table public.institution_logos enable row level security;
grant select on public.institution_logos to anon, authenticated;
grant all on public.institution_logos to service_role;

create policy "everybody sees the logos of listed institutions" on public.institution_logos
  for select to anon, authenticated using (exists (select 1 from app.listed_institution(institution_logos.institution_id)));
create policy "members see all logos" on public.institution_logos
  for select to authenticated using ((select app.i_am_member()));

create trigger institution_logos_touch before update on public.institution_logos for each row execute function app.touch();

-- The trail tells that the logo changed, but does not keep the picture.
create function app.note_logo() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.me();
begin
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (me, case when me is not null then 'person' else 'portal' end, 'update', 'institutions',
          case when tg_op = 'DELETE' then old.institution_id else new.institution_id end,
          jsonb_build_object('logo', case when tg_op <> 'INSERT' then left(old.stamp, 8) end),
          jsonb_build_object('logo', case when tg_op <> 'DELETE' then left(new.stamp, 8) end));
  return null;
end $$;

create trigger institution_logos_in_trail after insert or update or delete on public.institution_logos
  for each row execute function app.note_logo();

-- Keeps the logo of an institution (base64), or takes it away when there is none. Outcomes: kept · removed · refused.
create function public.set_institution_logo(institution uuid, content text) returns jsonb
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

-- Which institution an address names. It says no more than the address itself.
create function app.institution_at(slug text) returns uuid
  language sql stable security definer set search_path = '' as $$
  select i.id from public.institutions i where i.slug = institution_at.slug
$$;

-- An institution's logo for who may see it: {stamp, open, content}, as `person_photo` answers.
create function public.institution_logo(slug text, known text default '') returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object('stamp', l.stamp, 'open', exists (select 1 from app.listed_institution(l.institution_id)),
      'content', case when l.stamp <> known then translate(encode(l.bytes, 'base64'), E'\n', '') end)
    from public.institution_logos l where l.institution_id = app.institution_at(institution_logo.slug)
$$;

-- The logos of up to a hundred institutions by their addresses, for lists: {slug: stamp}. Looked up one by one first, and
-- then asked whether the caller may see them, as the policies say: the other way round would ask about every logo there is.
create function public.logos_of(slugs text[]) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(i.slug, l.stamp), '{}'::jsonb) from public.institutions i
    join public.institution_logos l on l.institution_id = i.id
   where i.slug = any (slugs[1:100]) and (i.listed and i.status = 'active' or (select app.i_am_member()))
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

-- ── Pages ─────────────────────────────────────────────────────────────────────────────────────────

-- Members of the alliance by name, with how many people are there today; fifty a page. Words begin words of name, acronym or
-- city. Counting stops at a thousand. Nothing for who is no member.
create function public.institutions_list(words text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  asked tsquery := app.words_asked(words);
  skip  int := (greatest(1, least(page, 400)) - 1) * 50;
  total int := 0;
  rows  jsonb := '[]';
begin
  if (select app.i_am_member()) then
    select count(*) into total from (
      select 1 from public.institutions i where asked is null or i.search @@ asked limit 1000) counted;
    select coalesce(jsonb_agg(jsonb_build_object(
          'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
          'people', (select count(*) from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
                      where a.institution_id = i.id and a.started_on <= current_date
                        and (a.ended_on is null or a.ended_on > current_date))) order by i.sort_name, i.id), '[]'::jsonb)
      into rows from public.institutions i where i.id in (
        select i.id from public.institutions i where asked is null or i.search @@ asked
         order by i.sort_name, i.id limit 50 offset skip);
  end if;
  return jsonb_build_object('rows', rows, 'total', total, 'page', skip / 50 + 1);
end $$;

-- One institution: who is there, and for who speaks for it also addresses, former people and invitations. Null when unseen.
create function public.institution_page(slug text) returns jsonb
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

-- What representatives may change about their institution; null for everybody else.
create function public.institution_profile(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country,
    'city', i.city, 'legalForm', i.legal_form, 'website', i.website, 'ror', i.ror, 'about', i.about, 'themes', i.themes,
    'languages', i.languages, 'listed', i.listed, 'stamp', i.updated_at)
  from public.institutions i
  where i.slug = institution_profile.slug and i.id in (select app.institutions_i_represent())
$$;

-- Where an address that was merged leads to today; null for every other one. For everybody: addresses outlive sessions.
create function public.merged_into(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select to_jsonb(t.slug) from public.institutions s join public.institutions t on t.id = s.merged_into
   where s.slug = merged_into.slug and s.status = 'merged'
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.set_institution_standing(uuid, text, text), public.institution_standing(text, text),
  public.set_institution_logo(uuid, text), public.institution_pictures(text), public.institutions_list(text, int),
  public.institution_page(text), public.institution_profile(text) to authenticated;
grant execute on function app.listed_institution(uuid), app.institution_at(text) to anon, authenticated, service_role;
grant execute on function public.institution_logo(text, text), public.logos_of(text[]), public.merged_into(text)
  to anon, authenticated;
