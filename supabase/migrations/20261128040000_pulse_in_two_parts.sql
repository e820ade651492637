-- The stamp of a compendium says apart what is in it and what is being written: whoever looks at its page need not load
-- it again for each word that somebody types.

-- Two stamps with a full stop between them: of what the compendium and its chapters are, and of how far they are written.
-- Beside them the chapters to ask about who is inside.
create or replace function public.compendium_pulse(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'stamp', concat(
      md5(concat_ws('|', c.updated_at, app.authors_of(c.id)::text, s.chapters)), '.',
      md5(concat_ws('|', s.writing))),
    'chapters', s.ids)
    from public.compendia c
    cross join lateral (
      select string_agg(concat_ws(',', ch.id, ch.parent_id, ch.position, ch.title, ch.status, ch.due_on, ci.institutions), ';' order by ch.id) as chapters,
             string_agg(concat_ws(',', ch.words, ch.last_changed_at, ch.last_changed_by), ';' order by ch.id) as writing,
             coalesce(jsonb_agg(ch.id), '[]'::jsonb) as ids
        from public.chapters ch left join app.chapter_institutions(c.id) ci on ci.chapter_id = ch.id
       where ch.compendium_id = c.id) s
   where c.slug = compendium_pulse.slug
$$;
