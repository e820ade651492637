-- Authoring: what must hold when several people press at once is decided here, under the compendium's row lock.

-- Opens a compendium with its first chapters, led by an institution the caller edits for.
-- chapters: [{"id": uuid, "title": text}], in order. Outcomes: created · refused · slug-taken.
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
  return jsonb_build_object('kind', 'created', 'id', made, 'slug', create_compendium.slug);
end $$;

-- Adds a chapter at the end of its parent. Outcomes: added · refused · gone.
create function public.add_chapter(compendium uuid, parent uuid, title text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  made public.chapters;
begin
  if (compendium in (select app.compendia_i_lead())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  perform 1 from public.compendia c where c.id = compendium for update;
  if parent is not null and not exists (select 1 from public.chapters ch where ch.id = parent and ch.compendium_id = compendium) then
    return jsonb_build_object('kind', 'gone');
  end if;
  insert into public.chapters (compendium_id, parent_id, position, title, language)
  select compendium, parent,
         1 + coalesce((select max(ch.position) from public.chapters ch
                        where ch.compendium_id = compendium and ch.parent_id is not distinct from parent), 0),
         add_chapter.title, c.language
    from public.compendia c where c.id = compendium
  returning * into made;
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
  if (chapter in (select app.chapters_i_may('edit'))) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select ch.title into standing from public.chapters ch where ch.id = chapter for update;
  if standing is distinct from expected and standing is distinct from rename_chapter.title then
    return jsonb_build_object('kind', 'changed-meanwhile', 'title', standing);
  end if;
  update public.chapters ch set title = rename_chapter.title where ch.id = chapter;
  return jsonb_build_object('kind', 'renamed');
end $$;

-- What the caller may do with each chapter of a compendium: the abilities that pages pass down.
create function public.my_chapter_access(compendium uuid) returns table (chapter_id uuid, access public.chapter_access)
  language sql stable security definer set search_path = '' as $$
  select r.chapter_id, r.access from app.chapter_rights_of((select app.me())) r
    join public.chapters ch on ch.id = r.chapter_id where ch.compendium_id = compendium
$$;

-- Who is asking, for the frame of every page: name, institutions with roles, alliance role. Null when nobody is.
create function public.who_am_i() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'name', p.name, 'timeZone', p.time_zone,
    'email', (select c.email from public.contacts c where c.person_id = p.id),
    'coordinator', app.i_coordinate(),
    'member', app.i_am_member(),
    'affiliations', coalesce((
      select jsonb_agg(jsonb_build_object('institutionId', i.id, 'institution', i.name, 'acronym', i.acronym, 'role', a.role) order by i.name)
        from app.active_affiliations() a join public.institutions i on i.id = a.institution_id where a.person_id = p.id), '[]'::jsonb))
  from public.people p where p.id = (select app.me())
$$;

revoke execute on function
  public.create_compendium(text, public.compendium_kind, text, text, text, uuid, uuid[], date, date, date, jsonb),
  public.add_chapter(uuid, uuid, text), public.move_chapter(uuid, uuid, uuid), public.rename_chapter(uuid, text, text),
  public.my_chapter_access(uuid), public.who_am_i() from public, anon, authenticated;
grant execute on function
  public.create_compendium(text, public.compendium_kind, text, text, text, uuid, uuid[], date, date, date, jsonb),
  public.add_chapter(uuid, uuid, text), public.move_chapter(uuid, uuid, uuid), public.rename_chapter(uuid, text, text),
  public.my_chapter_access(uuid), public.who_am_i() to authenticated;
