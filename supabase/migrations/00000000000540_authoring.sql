-- Authoring: what must hold when several people press at once is decided here, under the compendium's row lock.

-- Appends the first content of chapters that were made just now: [{"id": uuid, "seed": base64 Yjs update}]. Nobody wrote it.
create function app.lay_first_content(chapters jsonb) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.chapter_updates (chapter_id, update)
  select (c.value ->> 'id')::uuid, decode(c.value ->> 'seed', 'base64')
    from jsonb_array_elements(chapters) with ordinality c
   where c.value ->> 'seed' is not null and char_length(c.value ->> 'seed') <= 65536
   order by c.ordinality
$$;

-- Opens a compendium with its first chapters, led by an institution the caller edits for.
-- chapters: [{"id": uuid, "title": text, "seed": base64 or nothing}], in order. Outcomes: created · refused · slug-taken.
create function public.create_compendium(
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

-- Keeps the entry of a compendium, unless somebody kept another one meanwhile. The lead institution always stays an author.
-- Outcomes: kept · refused · changed-meanwhile (with the title that stands) · not-an-author (the lead editor named is at no
-- institution that agreed to be an author). Institutions that are new here are invited, and named once they accept.
create function public.keep_compendium(
  compendium uuid, expected timestamptz, title text, summary text, language text, visibility public.compendium_visibility,
  lead_editor uuid, author_institutions uuid[], drafts_due_on date, review_due_on date, launch_on date
) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  standing public.compendia;
begin
  if not app.i_lead(compendium) then return jsonb_build_object('kind', 'refused'); end if;
  select * into standing from public.compendia c where c.id = compendium for update;
  if not found then return jsonb_build_object('kind', 'refused'); end if;
  if standing.updated_at is distinct from expected then
    return jsonb_build_object('kind', 'changed-meanwhile', 'title', standing.title);
  end if;
  if lead_editor is distinct from standing.lead_editor_id and lead_editor is not null and not exists (
    select 1 from public.affiliations a
     where a.person_id = lead_editor and (a.institution_id = standing.lead_institution_id
         or a.institution_id in (select ci.institution_id from public.compendium_institutions ci
              where ci.compendium_id = compendium and ci.accepted_at is not null and ci.institution_id = any (author_institutions)))
       and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)) then
    return jsonb_build_object('kind', 'not-an-author');
  end if;
  delete from public.compendium_institutions ci
   where ci.compendium_id = compendium and ci.institution_id <> standing.lead_institution_id
     and not (ci.institution_id = any (author_institutions));
  insert into public.compendium_institutions (compendium_id, institution_id)
  select compendium, i.id from public.institutions i where i.id = any (author_institutions) or i.id = standing.lead_institution_id
  on conflict do nothing;
  update public.compendia c
     set title = keep_compendium.title, summary = keep_compendium.summary, language = keep_compendium.language,
         visibility = keep_compendium.visibility, lead_editor_id = lead_editor,
         drafts_due_on = keep_compendium.drafts_due_on, review_due_on = keep_compendium.review_due_on,
         launch_on = keep_compendium.launch_on
   where c.id = compendium;
  return jsonb_build_object('kind', 'kept');
end $$;

-- Adds a chapter at the end of its parent, with an id and first content when the caller names them.
-- Outcomes: added · refused · gone.
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

-- Puts a chapter below a parent (null: top level) right after a sibling (null: first). The places of the others are kept.
-- Outcomes: moved · refused · gone · cycle.
create function public.move_chapter(chapter uuid, parent uuid, after uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  volume uuid;
begin
  select ch.compendium_id into volume from public.chapters ch where ch.id = chapter;
  if volume is null then return jsonb_build_object('kind', 'gone'); end if;
  if volume not in (select app.compendia_i_lead()) then return jsonb_build_object('kind', 'refused'); end if;
  perform 1 from public.compendia c where c.id = volume for update;
  if parent is not null then
    if not exists (select 1 from public.chapters ch where ch.id = parent and ch.compendium_id = volume) then
      return jsonb_build_object('kind', 'gone');
    end if;
    if exists (
      with recursive up as (
        select ch.id, ch.parent_id from public.chapters ch where ch.id = parent
        union all
        select ch.id, ch.parent_id from public.chapters ch join up on ch.id = up.parent_id)
      select 1 from up where up.id = chapter) then
      return jsonb_build_object('kind', 'cycle');
    end if;
  end if;
  with placed as (
    select s.id, row_number() over (order by s.place, s.tie) as place from (
      select ch.id, row_number() over (order by ch.position, ch.created_at, ch.id)::numeric as place, 0 as tie
        from public.chapters ch
       where ch.compendium_id = volume and ch.parent_id is not distinct from parent and ch.id <> chapter
      union all
      select chapter,
             coalesce((select o.place from (
                 select ch.id, row_number() over (order by ch.position, ch.created_at, ch.id)::numeric as place
                   from public.chapters ch
                  where ch.compendium_id = volume and ch.parent_id is not distinct from parent and ch.id <> chapter) o
               where o.id = after), case when after is null then 0 else 1e6 end),
             1) s)
  update public.chapters ch
     set position = placed.place, parent_id = move_chapter.parent
    from placed
   where ch.id = placed.id
     and (ch.position <> placed.place or ch.parent_id is distinct from move_chapter.parent);
  return jsonb_build_object('kind', 'moved');
end $$;

-- Renames a chapter unless somebody renamed it meanwhile. Outcomes: renamed · refused · changed-meanwhile (with the title that stands).
create function public.rename_chapter(chapter uuid, title text, expected text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  standing text;
begin
  if (app.my_access_to(chapter) = 'edit') is not true then return jsonb_build_object('kind', 'refused'); end if;
  select ch.title into standing from public.chapters ch where ch.id = chapter for update;
  if standing is distinct from expected and standing is distinct from rename_chapter.title then
    return jsonb_build_object('kind', 'changed-meanwhile', 'title', standing);
  end if;
  update public.chapters ch set title = rename_chapter.title where ch.id = chapter;
  return jsonb_build_object('kind', 'renamed');
end $$;

-- Gives a right to a chapter, or changes the one that is there. Outcomes: given · gone · refused.
create function public.give_right(chapter uuid, person uuid, institution uuid, access public.chapter_access) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not app.i_lead_chapter(chapter) then
    return jsonb_build_object('kind', 'refused');
  end if;
  if num_nonnulls(person, institution) <> 1
     or (person is not null and not app.account_is_open(person))
     or (institution is not null and not exists (select 1 from public.institutions i where i.id = institution)) then
    return jsonb_build_object('kind', 'gone');
  end if;
  insert into public.chapter_grants (chapter_id, person_id, institution_id, access)
  values (chapter, person, institution, give_right.access)
  on conflict (chapter_id, person_id, institution_id) do update set access = excluded.access;
  return jsonb_build_object('kind', 'given');
end $$;

-- Notes that the caller looked at a chapter. False where they may not read it.
create function public.note_visit(chapter uuid, words int) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.chapter_visits (person_id, chapter_id, words_then)
  select app.me(), note_visit.chapter, greatest(note_visit.words, 0)
   where app.me() is not null and app.my_access_to(note_visit.chapter) is not null
  on conflict (person_id, chapter_id) do update set visited_at = now(), words_then = excluded.words_then;
  return found;
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function
  public.create_compendium(text, public.compendium_kind, text, text, text, uuid, uuid[], date, date, date, jsonb),
  public.keep_compendium(uuid, timestamptz, text, text, text, public.compendium_visibility, uuid, uuid[], date, date, date),
  public.add_chapter(uuid, uuid, text, uuid, text), public.move_chapter(uuid, uuid, uuid),
  public.rename_chapter(uuid, text, text), public.give_right(uuid, uuid, uuid, public.chapter_access),
  public.note_visit(uuid, int) to authenticated;
