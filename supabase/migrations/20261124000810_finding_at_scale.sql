-- Finding people, institutions and entries of the trail in a large alliance: a page of them at a time, by index.

-- What is searched in, and what is searched for: without case and accents, so that "cisse" finds Cissé in every list.
create function app.folded(value text) returns text
  language sql immutable set search_path = '' as $$
  select lower(regexp_replace(normalize(value, nfd), '[\u0300-\u036f]', '', 'g'))
$$;
revoke execute on function app.folded(text) from public;
-- A generated column is kept up by whoever may write what it is made from.
grant execute on function app.folded(text) to authenticated, service_role;

alter table public.institutions drop column search;
alter table public.institutions add column search tsvector generated always as
  (to_tsvector('simple', app.folded(name || ' ' || coalesce(acronym, '') || ' ' || coalesce(city, '')))) stored;
create index institutions_search on public.institutions using gin (search);
alter table public.people drop column search;
alter table public.people add column search tsvector generated always as (to_tsvector('simple', app.folded(name))) stored;
create index people_search on public.people using gin (search);
alter table public.applications drop column search;
alter table public.applications add column search tsvector generated always as
  (to_tsvector('simple', app.folded(coalesce(legal_name, '') || ' ' || coalesce(acronym, '') || ' ' || coalesce(number::text, '')))) stored;
create index applications_search on public.applications using gin (search);

create or replace function app.words_asked(words text) returns tsquery
  language sql immutable set search_path = '' as $$
  select to_tsquery('simple', string_agg(quote_literal(w) || ':*', ' & '))
    from unnest(string_to_array(btrim(regexp_replace(app.folded(left(words, 200)), '[^[:alnum:]]+', ' ', 'g')), ' ')) w where w <> ''
$$;

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
     order by nullif(position(asked.w in app.folded(f.name)), 0) nulls last, f.name, f.id limit 5) x
$$;

-- Members of the alliance by name, with how many people are there today; fifty a page. Words begin words of name, acronym or
-- city. Counting stops at a thousand. Nothing for who is no member.
drop function public.institutions_list();
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
                        and (a.ended_on is null or a.ended_on > current_date))) order by lower(i.name), i.id), '[]'::jsonb)
      into rows from public.institutions i where i.id in (
        select i.id from public.institutions i where asked is null or i.search @@ asked
         order by lower(i.name), i.id limit 50 offset skip);
  end if;
  return jsonb_build_object('rows', rows, 'total', total, 'page', skip / 50 + 1);
end $$;

-- How an institution stands and came to stand so; null for who does not coordinate. `words`: the first twenty others that it
-- could be merged into are named too, when words of name, acronym or city begin so.
drop function public.institution_standing(text);
create function public.institution_standing(slug text, words text default '') returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', i.id, 'slug', i.slug, 'name', i.name, 'status', i.status, 'coordinating', i.coordinating, 'joinedOn', i.joined_on,
    'mergedInto', (select jsonb_build_object('slug', t.slug, 'name', t.name) from public.institutions t where t.id = i.merged_into),
    'people', (select count(*) from public.affiliations a where a.institution_id = i.id and (a.ended_on is null or a.ended_on > current_date)),
    'history', coalesce((select jsonb_agg(jsonb_build_object('status', h.status, 'reason', h.reason, 'at', h.decided_at,
                  'by', (select p.name from public.people p where p.id = h.decided_by)) order by h.id desc)
                  from public.institution_standings h where h.institution_id = i.id), '[]'::jsonb),
    'others', coalesce((select jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name) order by lower(o.name), o.id) from (
                  select o.id, o.slug, o.name from public.institutions o
                   where o.search @@ app.words_asked(words) and o.status = 'active' and o.id <> i.id
                   order by lower(o.name), o.id limit 20) o), '[]'::jsonb))
  from public.institutions i
  where i.slug = institution_standing.slug and (select app.i_coordinate())
$$;

-- ── The trail ────────────────────────────────────────────────────────────────────────────────────

create index audit_trail_subject_at on public.audit_trail (subject, at desc, id desc);
create index audit_trail_actor_at on public.audit_trail (actor_id, at desc, id desc) where actor_id is not null;
drop index public.audit_trail_actor;

-- Entries of the trail, newest first, fifty before an entry. Coordinators read all of it, everybody else what they did; `own`:
-- coordinators too. subject: a table, or ''; words: begin words of the name of who did it (the first thousand who fit); since,
-- until: days in UTC, or null.
drop function public.trail_page(text, text, date, date, bigint);
create function public.trail_page(subject text, words text, since date, until date, before bigint, own boolean default false) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  me     uuid := app.me();
  asked  tsquery := app.words_asked(words);
  ends   timestamptz := until + 1;
  -- Where the page before this one ended.
  moment timestamptz := (select t.at from public.audit_trail t where t.id = trail_page.before);
  who    uuid[];
  found  bigint[];
begin
  if me is null then return null; end if;
  if own or (select app.i_coordinate()) is not true then
    who := array[me];
  elsif asked is not null then
    who := array(select p.id from public.people p where p.search @@ asked limit 1000);
  end if;
  if who is null then
    found := array(
      select t.id from public.audit_trail t
       where (trail_page.subject = '' or t.subject = trail_page.subject)
         and (trail_page.before is null or (t.at, t.id) < (moment, trail_page.before))
         and (since is null or t.at >= since) and (ends is null or t.at < ends)
       order by t.at desc, t.id desc limit 50);
  else
    -- The newest of each, and of those the newest: however much was done by others, it is not looked at.
    found := array(
      select newest.id from unnest(who) one cross join lateral (
        select t.id, t.at from public.audit_trail t
         where t.actor_id = one and (trail_page.subject = '' or t.subject = trail_page.subject)
           and (trail_page.before is null or (t.at, t.id) < (moment, trail_page.before))
           and (since is null or t.at >= since) and (ends is null or t.at < ends)
         order by t.at desc, t.id desc limit 50) newest
       order by newest.at desc, newest.id desc limit 50);
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'at', t.at, 'actorKind', t.actor_kind, 'action', t.action, 'subject', t.subject,
        'before', t.before, 'after', t.after,
        'actor', (select p.name from public.people p where p.id = t.actor_id),
        'about', case t.subject
          when 'institutions' then (select i.name from public.institutions i where i.id = t.subject_id)
          when 'people' then (select p.name from public.people p where p.id = t.subject_id)
          when 'applications' then (select a.legal_name from public.applications a where a.id = t.subject_id)
          when 'affiliations' then (select p.name || ' · ' || coalesce(i.acronym, i.name) from public.affiliations a
                 join public.people p on p.id = a.person_id join public.institutions i on i.id = a.institution_id where a.id = t.subject_id)
        end) order by t.at desc, t.id desc), '[]'::jsonb)
      from public.audit_trail t where t.id = any (found));
end $$;

revoke execute on function public.institutions_list(text, int), public.institution_standing(text, text),
  public.trail_page(text, text, date, date, bigint, boolean) from public, anon, authenticated;
grant execute on function public.institutions_list(text, int), public.institution_standing(text, text),
  public.trail_page(text, text, date, date, bigint, boolean) to authenticated;
