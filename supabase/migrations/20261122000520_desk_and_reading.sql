-- The desk and the reading view: they need the journal and the texts, so they come after them.

alter policy "everyone reads the text of public compendia" on public.chapter_texts to anon, authenticated;

-- Who else wrote in the chapters I visited, since I was there.
create function app.writers_since_my_visits() returns table (chapter_id uuid, writers jsonb)
  language sql stable security definer set search_path = '' as $$
  with visits as (
    select v.chapter_id, v.visited_at from public.chapter_visits v
     where v.person_id = (select app.me()) and v.chapter_id in (select app.chapters_i_may('read'))),
  wrote as (
    select v.chapter_id, u.person_id from visits v
      join public.chapter_updates u on u.chapter_id = v.chapter_id and u.created_at > v.visited_at
    union
    select v.chapter_id, h.person_id from visits v
      join public.chapter_history h on h.chapter_id = v.chapter_id and h.ended_at > v.visited_at)
  select w.chapter_id, jsonb_agg(p.name order by p.name)
    from wrote w join public.people p on p.id = w.person_id
   where w.person_id <> (select app.me())
   group by w.chapter_id
$$;
revoke execute on function app.writers_since_my_visits() from public;
grant execute on function app.writers_since_my_visits() to authenticated, service_role;

-- What waits for me: chapters that were given to me, that I visited lately or that stand in a volume of mine which I lead;
-- and the compendia I lead.
create function public.desk() returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'mayOpen', exists (select 1 from app.institutions_i_edit_for()),
    'chapters', coalesce((select jsonb_agg(x.entry order by x.touched desc nulls last, x.id) from (
      select ch.id, greatest(ch.last_changed_at, v.visited_at) as touched, jsonb_build_object(
        'id', ch.id, 'number', (select pl.number from app.chapter_places(ch.compendium_id) pl where pl.chapter_id = ch.id),
        'title', ch.title, 'status', ch.status, 'words', ch.words, 'dueOn', ch.due_on, 'access', my.access,
        'changedAt', ch.last_changed_at, 'changedBy', (select p.name from public.people p where p.id = ch.last_changed_by),
        'visitedAt', v.visited_at, 'wordsThen', v.words_then, 'writers', coalesce(w.writers, '[]'::jsonb),
        'compendium', jsonb_build_object('slug', c.slug, 'title', c.title, 'draftsDueOn', c.drafts_due_on,
                                         'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on)) as entry
        from public.chapters ch
        join public.compendia c on c.id = ch.compendium_id
        join app.my_chapter_rights() my on my.chapter_id = ch.id
        left join public.chapter_visits v on v.chapter_id = ch.id and v.person_id = (select app.me())
        left join app.writers_since_my_visits() w on w.chapter_id = ch.id
       where ch.id in (select app.chapters_granted_to_me()) or v.visited_at > now() - interval '60 days'
          or (c.id in (select app.compendia_i_lead()) and c.id in (select app.compendia_of_mine()))
       order by 2 desc nulls last limit 30) x), '[]'::jsonb),
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

-- The name of the lead editor, for members who see the compendium; the public is told institutions only.
create function app.lead_editor_of(compendium uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select p.name from public.compendia c join public.people p on p.id = c.lead_editor_id
   where c.id = lead_editor_of.compendium and (select app.i_am_member()) and c.id in (select app.compendia_i_see())
$$;
revoke execute on function app.lead_editor_of(uuid) from public;
grant execute on function app.lead_editor_of(uuid) to anon, authenticated, service_role;

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

revoke execute on function public.desk(), public.compendium_to_read(text, uuid), public.public_compendia() from public, anon, authenticated;
grant execute on function public.desk() to authenticated;
grant execute on function public.compendium_to_read(text, uuid), public.public_compendia() to anon, authenticated;
