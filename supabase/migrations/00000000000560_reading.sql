-- Reading a compendium, the desk, and where the palette leads.

-- A compendium to read, with the text of all chapters or of one; null when the caller may not. People are named to members only.
create function public.compendium_to_read(slug text, chapter uuid default null) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'slug', c.slug, 'title', c.title, 'summary', c.summary, 'kind', c.kind, 'language', c.language, 'visibility', c.visibility,
    'launchOn', c.launch_on, 'institutions', app.authors_of(c.id),
    'leadEditor', app.lead_editor_of(c.id),
    'chapters', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', ch.id, 'parentId', ch.parent_id, 'number', pl.number, 'title', ch.title, 'status', ch.status,
        'language', ch.language, 'words', ch.words, 'changedAt', ch.last_changed_at,
        'institutions', coalesce(ci.institutions, '[]'::jsonb), 'outline', coalesce(t.outline, '[]'::jsonb),
        'content', case when compendium_to_read.chapter is null or ch.id = compendium_to_read.chapter then t.content end) order by pl.path)
        from public.chapters ch
        join app.chapter_places(c.id) pl on pl.chapter_id = ch.id
        left join app.chapter_institutions(c.id) ci on ci.chapter_id = ch.id
        left join public.chapter_texts t on t.chapter_id = ch.id
       where ch.compendium_id = c.id), '[]'::jsonb))
    from public.compendia c where c.slug = compendium_to_read.slug
$$;

-- What everyone may read, for the first page: the latest launch first. At most 50.
create function public.public_compendia() returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(x.entry order by x.due desc nulls last, x.title), '[]'::jsonb) from (
    select c.launch_on as due, c.title, jsonb_build_object(
      'slug', c.slug, 'title', c.title, 'summary', c.summary, 'kind', c.kind, 'language', c.language, 'launchOn', c.launch_on,
      'institutions', app.authors_of(c.id),
      'chapters', (select count(*)::int from public.chapters ch where ch.compendium_id = c.id),
      'changedAt', (select max(ch.last_changed_at) from public.chapters ch where ch.compendium_id = c.id)) as entry
      from public.compendia c where c.visibility = 'public'
     order by c.launch_on desc nulls last, c.title limit 50) x
$$;

-- Who wrote in each chapter since the caller looked at it last.
create function app.writers_since_my_visits() returns table (chapter_id uuid, writers jsonb)
  language sql stable security definer set search_path = '' as $$
  with me as materialized (select app.me() as id),
  visits as (
    select v.chapter_id, v.visited_at from public.chapter_visits v, me
     where v.person_id = me.id and app.access_to(me.id, v.chapter_id) is not null),
  wrote as (
    select v.chapter_id, u.person_id from visits v
      join public.chapter_updates u on u.chapter_id = v.chapter_id and u.created_at > v.visited_at
    union
    select v.chapter_id, h.person_id from visits v
      join public.chapter_history h on h.chapter_id = v.chapter_id and h.ended_at > v.visited_at)
  select w.chapter_id, jsonb_agg(p.name order by p.sort_name, p.id)
    from wrote w join public.people p on p.id = w.person_id
   where w.person_id <> (select me.id from me)
   group by w.chapter_id
$$;

-- The desk: chapters that concern the caller, the latest first, at most thirty; compendia they lead, at most twelve; and where
-- institutions that they sign for are asked to be named as authors.
create function public.desk() returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'mayOpen', exists (select 1 from app.institutions_i_edit_for()),
    'authorships', public.my_authorships(),
    'chapters', coalesce((select jsonb_agg(jsonb_build_object(
        'id', ch.id, 'number', (select pl.number from app.chapter_places(ch.compendium_id) pl where pl.chapter_id = ch.id),
        'title', ch.title, 'status', ch.status, 'words', ch.words, 'dueOn', ch.due_on, 'access', app.my_access_to(ch.id),
        'changedAt', ch.last_changed_at, 'changedBy', (select p.name from public.people p where p.id = ch.last_changed_by),
        'visitedAt', x.visited_at, 'wordsThen', x.words_then, 'writers', coalesce(w.writers, '[]'::jsonb),
        'compendium', jsonb_build_object('slug', c.slug, 'title', c.title, 'draftsDueOn', c.drafts_due_on,
                                         'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on)) order by x.touched desc nulls last, x.id)
      from (
        select ch.id, greatest(ch.last_changed_at, v.visited_at) as touched, v.visited_at, v.words_then
          from (select app.chapters_given_to_me() as id
                union
                select v.chapter_id from public.chapter_visits v
                 where v.person_id = (select app.me()) and v.visited_at > now() - interval '60 days'
                union
                select ch.id from public.chapters ch
                 where ch.compendium_id in (select led from app.compendia_of_mine() led where app.i_lead(led))) near
          join public.chapters ch on ch.id = near.id
          left join public.chapter_visits v on v.chapter_id = ch.id and v.person_id = (select app.me())
         order by 2 desc nulls last limit 30) x
      join public.chapters ch on ch.id = x.id
      join public.compendia c on c.id = ch.compendium_id
      left join app.writers_since_my_visits() w on w.chapter_id = ch.id
     where app.my_access_to(ch.id) is not null), '[]'::jsonb),
    'compendia', coalesce((select jsonb_agg(x.entry order by x.mine desc, x.due, x.id) from (
      select c.id, c.id in (select app.compendia_of_mine()) as mine, least(c.drafts_due_on, c.review_due_on, c.launch_on) as due,
        jsonb_build_object(
          'slug', c.slug, 'title', c.title, 'kind', c.kind, 'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on,
          'launchOn', c.launch_on, 'words', (select coalesce(sum(ch.words), 0)::int from public.chapters ch where ch.compendium_id = c.id),
          'byStatus', (select coalesce(jsonb_object_agg(s.status, s.n), '{}'::jsonb) from (
             select ch.status, count(*)::int as n from public.chapters ch where ch.compendium_id = c.id group by ch.status) s)) as entry
        from public.compendia c where c.id in (select app.compendia_i_lead())
       order by 2 desc, 3 limit 12) x), '[]'::jsonb))
$$;

-- Compendia, chapters and institutions that the palette can jump to: at most five of each, by beginnings of words, those in
-- which the words stand earliest first.
create function public.find_places(words text) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  asked tsquery := app.words_asked(words);
  said  text := app.folded(btrim(words));
  all_of_them boolean := app.i_coordinate();
  member boolean := app.i_am_member();
  part  uuid[] := array(select app.compendia_i_take_part_in());
  given uuid[] := array(select app.chapters_given_to_me());
  given_in uuid[] := array(select app.compendia_given_to_me());
begin
  return jsonb_build_object(
    'compendia', coalesce((select jsonb_agg(jsonb_build_object('slug', x.slug, 'title', x.title) order by x.place, x.title) from (
      select c.slug, c.title, coalesce(nullif(position(said in app.folded(c.title)), 0), 1000) as place from (
        select c.slug, c.title from public.compendia c
         where to_tsvector('simple', app.words_in(c.title || ' ' || c.summary)) @@ asked
           and to_tsvector('simple', app.words_in(c.title)) @@ asked
           and (all_of_them or c.visibility = 'public' or (member and c.visibility = 'members') or c.id = any (part) or c.id = any (given_in))
         limit 200) c
       order by 3, 2 limit 5) x), '[]'::jsonb),
    'chapters', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title, 'compendium', x.compendium) order by x.place, x.title, x.id) from (
      select ch.id, ch.title, ch.compendium, coalesce(nullif(position(said in app.folded(ch.title)), 0), 1000) as place from (
        select ch.id, ch.title, c.title as compendium
          from public.chapters ch join public.compendia c on c.id = ch.compendium_id
         where to_tsvector('simple', app.words_in(ch.title)) @@ asked
           and (all_of_them or c.visibility = 'public' or (member and c.visibility = 'members') or c.id = any (part) or ch.id = any (given))
         limit 200) ch
       order by 4, 2, 1 limit 5) x), '[]'::jsonb),
    'institutions', coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'slug', x.slug, 'name', x.name, 'acronym', x.acronym) order by x.place, x.name) from (
      select i.id, i.slug, i.name, i.acronym, coalesce(nullif(position(said in app.folded(concat_ws(' ', i.acronym, i.name))), 0), 1000) as place from (
        select i.id, i.slug, i.name, i.acronym from public.institutions i where i.search @@ asked and member limit 200) i
       order by 5, 3 limit 5) x), '[]'::jsonb));
end $$;

-- The chapters that the caller was in last and may still read, the latest first: at most five.
create function public.last_places() returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title, 'compendium', x.compendium)
                                    order by x.visited_at desc, x.id) from (
    select ch.id, ch.title, c.title as compendium, v.visited_at from public.chapter_visits v
      join public.chapters ch on ch.id = v.chapter_id
      join public.compendia c on c.id = ch.compendium_id
     where v.person_id = (select app.me())
     order by v.visited_at desc, ch.id limit 5) x), '[]'::jsonb)
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.compendium_to_read(text, uuid), public.public_compendia() to anon, authenticated;
grant execute on function app.writers_since_my_visits() to authenticated, service_role;
grant execute on function public.desk(), public.find_places(text), public.last_places() to authenticated;
