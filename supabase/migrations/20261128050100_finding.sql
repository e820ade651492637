-- Finding and ordering: people and institutions are found by their letters, however they are typed, and stand in the order of
-- letters, whatever their accents. A collation for that is not in every Postgres (PGlite has no ICU), so the order is one of
-- folded names by code point, the same everywhere: decision 023.

-- A text without case, accents and what does not show, and with the letters that are typed plainly where a keyboard lacks them:
-- "lodz" finds Łódź, "strasse" Straße, "dordevic" Đorđević.
create or replace function app.folded(value text) returns text
  language sql immutable set search_path = '' as $$
  select translate(replace(replace(replace(replace(
           lower(regexp_replace(normalize(value, nfkd), '[\u00ad\u0300-\u036f\u061c\u0640\u200b-\u200f\u2060-\u2064\ufe0f\ufeff]', '', 'g')),
           'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
         'łđðøħıŋŧɓɖɗɛƒɣƙɲɔƥƭʋƴ’‘ʼʻ´`', 'lddohintbddefgknoptvy''''''''''''')
$$;
-- The words of a text, each set apart by a space: what is searched in and what is searched for are cut alike.
create function app.words_in(value text) returns text
  language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(app.folded(value), '[^[:alnum:]]+', ' ', 'g'))
$$;
revoke execute on function app.words_in(text) from public;
grant execute on function app.words_in(text) to authenticated, service_role;

-- Null when nothing is asked, which finds everything. Signs without a letter or digit among them are asked for and found nowhere.
create or replace function app.words_asked(words text) returns tsquery
  language sql immutable set search_path = '' as $$
  select case when words ~ '[^[:space:]]' then coalesce(to_tsquery('simple', (
    select string_agg(quote_literal(w) || ':*', ' & ') from unnest(string_to_array(app.words_in(left(words, 200)), ' ')) w where w <> '')),
    ''::tsquery) end
$$;

alter table public.institutions drop column search;
alter table public.institutions
  add column search tsvector generated always as
    (to_tsvector('simple', app.words_in(name || ' ' || coalesce(acronym, '') || ' ' || coalesce(city, '')))) stored,
  add column sort_name text collate "C" generated always as (app.folded(name)) stored;
create index institutions_search on public.institutions using gin (search);
alter table public.people drop column search;
alter table public.people
  add column search tsvector generated always as (to_tsvector('simple', app.words_in(name))) stored,
  add column sort_name text collate "C" generated always as (app.folded(name)) stored;
create index people_search on public.people using gin (search);
alter table public.applications drop column search;
alter table public.applications add column search tsvector generated always as
  (to_tsvector('simple', app.words_in(coalesce(legal_name, '') || ' ' || coalesce(acronym, '') || ' ' || coalesce(number::text, '')))) stored;
create index applications_search on public.applications using gin (search);

-- Skipping to a far page reads these indexes and no row.
drop index if exists public.people_by_name, public.institutions_by_name, public.institutions_listed, public.institutions_listed_country,
  public.people_names, public.institutions_listed_names;
create index people_by_name on public.people (sort_name, id);
create index institutions_by_name on public.institutions (sort_name, id);
create index institutions_listed on public.institutions (sort_name, id) where listed and status = 'active';
create index institutions_listed_country on public.institutions (country, sort_name, id) where listed and status = 'active';

-- ── Lists, in the order of letters ───────────────────────────────────────────────────────────────

create or replace function public.institutions_list(words text, page int) returns jsonb
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

-- Institutions by name, whatever their standing ('' for all). Fifty a page; page 0 means all, for a file.
create or replace function public.institutions_managed(words text, status text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  asked  tsquery := app.words_asked(words);
  wanted public.institution_status := nullif(institutions_managed.status, '')::public.institution_status;
  most   int := case when page = 0 then 10000 else 50 end;
  skip   int := (greatest(1, least(page, 400)) - 1) * 50;
  rows   jsonb;
  total  int;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.institutions i where (asked is null or i.search @@ asked) and (wanted is null or i.status = wanted) limit 1000) counted;
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind,
        'country', i.country, 'city', i.city, 'status', i.status, 'listed', i.listed, 'coordinating', i.coordinating, 'joinedOn', i.joined_on,
        'people', (select count(*) from public.affiliations a where a.institution_id = i.id and a.started_on <= current_date
                     and (a.ended_on is null or a.ended_on > current_date))) as row
      from (select * from public.institutions i where (asked is null or i.search @@ asked) and (wanted is null or i.status = wanted)
             order by i.sort_name, i.id limit most offset skip) i) listed;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, page));
end $$;

-- People by name; words begin a word of the name, or are the whole address. Fifty a page; page 0 means all, for a file,
-- ten thousand at most. `back`: only those whose letters come back. Counting stops at a thousand. Null for who does not coordinate.
create or replace function public.people_managed(words text, page int, back boolean default false) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  asked   tsquery := app.words_asked(words);
  address text := lower(btrim(words));
  most    int := case when page = 0 then 10000 else 50 end;
  skip    int := (greatest(1, least(page, 400)) - 1) * 50;
  found   uuid[];
  rows    jsonb;
  total   int;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  if back then
    -- Few, and found by an index of their own, whatever else is asked.
    select count(*) into total from (
      select 1 from public.contacts c join public.people p on p.id = c.person_id
       where c.bounced_at is not null and (asked is null or p.search @@ asked or c.email = address) limit 1000) counted;
    found := array(
      select p.id from public.contacts c join public.people p on p.id = c.person_id
       where c.bounced_at is not null and (asked is null or p.search @@ asked or c.email = address)
       order by p.sort_name, p.id limit most offset skip);
  elsif asked is null then
    select count(*) into total from (select 1 from public.people p limit 1000) counted;
    found := array(select p.id from public.people p order by p.sort_name, p.id limit most offset skip);
  else
    -- Two ways to fit, each with an index of its own; asked as one question, neither would be used.
    select count(*) into total from (
      select p.id from public.people p where p.search @@ asked
      union select c.person_id from public.contacts c where c.email = address limit 1000) counted;
    found := array(
      select p.id from (
        select p.id, p.sort_name from public.people p where p.search @@ asked
        union select p.id, p.sort_name from public.contacts c join public.people p on p.id = c.person_id where c.email = address) p
       order by p.sort_name, p.id limit most offset skip);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name,
        'email', (select c.email from public.contacts c where c.person_id = p.id),
        'bounced', (select jsonb_build_object('at', c.bounced_at, 'reason', c.bounce_reason) from public.contacts c
                     where c.person_id = p.id and c.bounced_at is not null),
        'closed', p.disabled_at is not null, 'coordinator', app.is_coordinator(p.id), 'lastSeen', app.last_seen(p.user_id),
        'affiliations', coalesce((select jsonb_agg(jsonb_build_object('slug', i.slug, 'name', coalesce(i.acronym, i.name), 'role', a.role) order by a.started_on)
           from public.affiliations a join public.institutions i on i.id = a.institution_id
          where a.person_id = p.id and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)), '[]'::jsonb))
        order by f.place), '[]'::jsonb)
    into rows from unnest(found) with ordinality f(id, place) join public.people p on p.id = f.id;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, page));
end $$;

-- As it was, with the members of a page found before their rows are read, and planned for what is asked: a plan that fits every
-- question uses no index.
create or replace function public.member_directory(words text, country text, kind text, theme text, language text, page int) returns jsonb
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

create or replace function public.compendium_choices(words text default '', chosen uuid[] default '{}') returns jsonb
  language sql stable set search_path = '' as $$
  with asked as materialized (select app.words_asked(words) as words),
  offered as (
    select i.id from (
      select i.id from public.institutions i, asked
       where i.status = 'active' and (asked.words is null or i.search @@ asked.words)
       order by i.sort_name, i.id limit 100) i
    union select unnest(chosen)
    union select a.institution_id from public.affiliations a
           where a.person_id = (select app.me()) and a.role in ('primary representative', 'alternate', 'editor')
             and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)),
  more as materialized (
    select exists (select 1 from public.institutions i where i.status = 'active' offset 100) as more)
  select jsonb_build_object('more', (select more from more), 'choices', coalesce((
    select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'country', i.country,
                                        'mayLead', i.id in (select app.institutions_i_edit_for()),
                                        'fits', asked.words is null or i.search @@ asked.words)
                     order by i.id = any (chosen) and (select more from more) desc, i.sort_name, i.id)
      from public.institutions i, asked where i.id in (select o.id from offered o)), '[]'::jsonb))
$$;

create or replace function public.institution_standing(slug text, words text default '') returns jsonb
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

-- ── Where the palette can jump to ────────────────────────────────────────────────────────────────

-- People the palette can jump to: at most five; words begin words of the name, and the ones whose name begins with all that was
-- typed come first, among the first five hundred that fit. Members find everybody, others themselves.
create or replace function public.find_people(words text) returns jsonb
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
