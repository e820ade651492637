-- Public pages: the directory of members and a page for each, with what the institution chose to show.

-- The directory: listed members by name, fifty a page. Empty texts filter nothing. Counting stops at a thousand. The members of a
-- page are found before their rows are read, and each question has a plan of its own: one that fits every question uses no index.
create function public.member_directory(words text, country text, kind text, theme text, language text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  asked tsquery := app.words_asked(words);
  wanted public.institution_kind := nullif(kind, '')::public.institution_kind;
  skip  int := (greatest(1, least(page, 400)) - 1) * 50;
  rows  jsonb;
  total int;
  lands jsonb;
begin
  select count(*) into total from (
    select 1 from public.institutions i
     where i.listed and i.status = 'active' and (asked is null or i.search @@ asked)
       and (member_directory.country = '' or i.country = member_directory.country) and (wanted is null or i.kind = wanted)
       and (theme = '' or i.themes @> array[theme]) and (language = '' or i.languages @> array[language])
     limit 1000) counted;
  select coalesce(jsonb_agg(jsonb_build_object('slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind,
             'country', i.country, 'city', i.city, 'themes', i.themes, 'about', left(i.about, 280)) order by i.sort_name, i.id), '[]'::jsonb)
    into rows from public.institutions i where i.id in (
      select i.id from public.institutions i
       where i.listed and i.status = 'active' and (asked is null or i.search @@ asked)
         and (member_directory.country = '' or i.country = member_directory.country) and (wanted is null or i.kind = wanted)
         and (theme = '' or i.themes @> array[theme]) and (language = '' or i.languages @> array[language])
       order by i.sort_name, i.id limit 50 offset skip);
  -- Each country once, by stepping through the index instead of reading every member.
  with recursive step as (
    (select i.country from public.institutions i where i.listed and i.status = 'active' order by i.country limit 1)
    union all
    select (select i.country from public.institutions i where i.listed and i.status = 'active' and i.country > step.country
             order by i.country limit 1) from step where step.country is not null)
  select coalesce(jsonb_agg(step.country order by step.country), '[]'::jsonb) into lands from step where step.country is not null;
  return jsonb_build_object('rows', rows, 'total', total, 'page', skip / 50 + 1, 'countries', lands);
end $$;

-- One member for everybody; null when it is not listed. Compendia are those that anybody may read; people are those who are
-- there today and agreed to be named, with what each of them shows in public.
create function public.member_page(slug text) returns jsonb
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
             order by a.role, p.sort_name, p.id)
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
             select 1 from public.compendium_institutions x where x.compendium_id = c.id and x.institution_id = i.id and x.accepted_at is not null))), '[]'::jsonb))
  from public.institutions i
  where i.slug = member_page.slug and i.listed and i.status = 'active'
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.member_directory(text, text, text, text, text, int), public.member_page(text)
  to anon, authenticated;
