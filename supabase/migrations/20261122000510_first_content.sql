-- First content: a chapter begins with the headings of its template. They are written once, here, in the same
-- transaction as the chapter, so that no two editors ever lay them down twice.

-- Appends the first content of chapters that were made just now: [{"id": uuid, "seed": base64 Yjs update}]. Nobody wrote it.
create function app.lay_first_content(chapters jsonb) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.chapter_updates (chapter_id, update)
  select (c.value ->> 'id')::uuid, decode(c.value ->> 'seed', 'base64')
    from jsonb_array_elements(chapters) with ordinality c
   where c.value ->> 'seed' is not null and char_length(c.value ->> 'seed') <= 65536
   order by c.ordinality
$$;
revoke execute on function app.lay_first_content(jsonb) from public, anon, authenticated;

-- Opens a compendium with its first chapters, led by an institution the caller edits for.
-- chapters: [{"id": uuid, "title": text, "seed": base64 or nothing}], in order. Outcomes: created · refused · slug-taken.
create or replace function public.create_compendium(
  slug text, kind public.compendium_kind, title text, summary text, language text,
  lead_institution uuid, author_institutions uuid[], drafts_due_on date, review_due_on date, launch_on date, chapters jsonb
) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made uuid;
begin
  if (lead_institution in (select app.institutions_i_edit_for())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  insert into public.compendia (slug, kind, title, summary, language, lead_institution_id, lead_editor_id,
                                drafts_due_on, review_due_on, launch_on, created_by)
  values (create_compendium.slug, create_compendium.kind, create_compendium.title, create_compendium.summary,
          create_compendium.language, lead_institution, app.me(),
          create_compendium.drafts_due_on, create_compendium.review_due_on, create_compendium.launch_on, app.me())
  on conflict on constraint compendia_slug_key do nothing returning id into made;
  if made is null then return jsonb_build_object('kind', 'slug-taken'); end if;
  insert into public.compendium_institutions (compendium_id, institution_id)
  select made, i.id from public.institutions i where i.id = any (author_institutions) or i.id = lead_institution;
  insert into public.chapters (id, compendium_id, position, title, language)
  select (c.value ->> 'id')::uuid, made, c.ordinality, c.value ->> 'title', create_compendium.language
    from jsonb_array_elements(create_compendium.chapters) with ordinality c;
  perform app.lay_first_content(create_compendium.chapters);
  return jsonb_build_object('kind', 'created', 'id', made, 'slug', create_compendium.slug);
end $$;

-- Adds a chapter at the end of its parent, with an id and first content when the caller names them.
-- Outcomes: added · refused · gone.
drop function public.add_chapter(uuid, uuid, text);
create function public.add_chapter(compendium uuid, parent uuid, title text, chapter uuid default null, seed text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made public.chapters;
begin
  if (compendium in (select app.compendia_i_lead())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  perform 1 from public.compendia c where c.id = compendium for update;
  if parent is not null and not exists (select 1 from public.chapters ch where ch.id = parent and ch.compendium_id = compendium) then
    return jsonb_build_object('kind', 'gone');
  end if;
  insert into public.chapters (id, compendium_id, parent_id, position, title, language)
  select coalesce(chapter, gen_random_uuid()), compendium, parent,
         1 + coalesce((select max(ch.position) from public.chapters ch
                        where ch.compendium_id = compendium and ch.parent_id is not distinct from parent), 0),
         add_chapter.title, c.language
    from public.compendia c where c.id = compendium
  returning * into made;
  perform app.lay_first_content(jsonb_build_array(jsonb_build_object('id', made.id, 'seed', seed)));
  return jsonb_build_object('kind', 'added', 'id', made.id);
end $$;
revoke execute on function public.add_chapter(uuid, uuid, text, uuid, text) from public, anon, authenticated;
grant execute on function public.add_chapter(uuid, uuid, text, uuid, text) to authenticated;
