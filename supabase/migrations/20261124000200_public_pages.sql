-- The public face: the directory of members and a page for each, with what the institution chose to show.

alter table public.institutions
  -- Members see each other in any case; this is for everybody else.
  add column listed boolean not null default true;
grant update (listed, about, themes, languages, website, ror, legal_form) on public.institutions to authenticated;

-- What an applicant wished is how the institution begins.
create function app.list_as_wished() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.institutions i set listed = coalesce(new.show_in_directory, false) where i.id = new.institution_id;
  return null;
end $$;
revoke execute on function app.list_as_wished() from public;
create trigger applications_list_as_wished after update of institution_id on public.applications
  for each row when (old.institution_id is null and new.institution_id is not null and new.state = 'accepted')
  execute function app.list_as_wished();

alter table public.institutions add column search tsvector generated always as
  (to_tsvector('simple', name || ' ' || coalesce(acronym, '') || ' ' || coalesce(city, ''))) stored;
create index institutions_search on public.institutions using gin (search);
create index institutions_listed on public.institutions (lower(name), id) where listed and status = 'active';
create index institutions_listed_country on public.institutions (country, lower(name), id) where listed and status = 'active';
create index institutions_themes on public.institutions using gin (themes) where listed and status = 'active';
create index institutions_languages on public.institutions using gin (languages) where listed and status = 'active';

-- What people type, as a search for words that begin so; null for nothing to search for.
create function app.words_asked(words text) returns tsquery
  language sql immutable set search_path = '' as $$
  select to_tsquery('simple', string_agg(quote_literal(w) || ':*', ' & '))
    from unnest(string_to_array(btrim(regexp_replace(lower(left(words, 200)), '[^[:alnum:]]+', ' ', 'g')), ' ')) w where w <> ''
$$;
revoke execute on function app.words_asked(text) from public;

-- The directory: listed members by name, fifty a page. Empty texts filter nothing. Counting stops at a thousand.
create function public.member_directory(words text, country text, kind text, theme text, language text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
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
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind,
             'country', i.country, 'city', i.city, 'themes', i.themes, 'about', left(i.about, 280)) as row
      from (select * from public.institutions i
             where i.listed and i.status = 'active' and (asked is null or i.search @@ asked)
               and (member_directory.country = '' or i.country = member_directory.country) and (wanted is null or i.kind = wanted)
               and (theme = '' or i.themes @> array[theme]) and (language = '' or i.languages @> array[language])
             order by lower(i.name), i.id limit 50 offset skip) i) listed;
  -- Each country once, by stepping through the index instead of reading every member.
  with recursive step as (
    (select i.country from public.institutions i where i.listed and i.status = 'active' order by i.country limit 1)
    union all
    select (select i.country from public.institutions i where i.listed and i.status = 'active' and i.country > step.country
             order by i.country limit 1) from step where step.country is not null)
  select coalesce(jsonb_agg(step.country order by step.country), '[]'::jsonb) into lands from step where step.country is not null;
  return jsonb_build_object('rows', rows, 'total', total, 'page', skip / 50 + 1, 'countries', lands);
end $$;

-- One member for everybody; null when it is not listed. Compendia are those that anybody may read.
create function public.member_page(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
    'about', i.about, 'themes', i.themes, 'languages', i.languages, 'website', i.website, 'ror', i.ror, 'joinedOn', i.joined_on,
    'compendia', coalesce((
      select jsonb_agg(jsonb_build_object('slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'launchOn', c.launch_on)
               order by c.launch_on desc nulls last, c.title)
        from public.compendia c
       where c.visibility = 'public' and (c.lead_institution_id = i.id or exists (
             select 1 from public.compendium_institutions x where x.compendium_id = c.id and x.institution_id = i.id))), '[]'::jsonb))
  from public.institutions i
  where i.slug = member_page.slug and i.listed and i.status = 'active'
$$;

revoke execute on function public.member_directory(text, text, text, text, text, int), public.member_page(text) from public, anon, authenticated;
grant execute on function public.member_directory(text, text, text, text, text, int), public.member_page(text) to anon, authenticated;
