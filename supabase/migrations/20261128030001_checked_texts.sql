-- Texts that are checked before they are taken: which snapshots hold nothing else, and chapters whose text cannot be folded.

-- Whether a snapshot is known to hold nothing but what an editor writes. What was folded before there was such a check is
-- checked when it is opened.
alter table public.chapter_snapshots add column clean boolean not null default false;

-- Chapters whose text could not be folded: set aside and tried again later, so that the others go on. One row a chapter,
-- gone with the next fold that works.
create table public.chapter_faults (
  chapter_id uuid primary key references public.chapters (id) on delete cascade,
  failures   int not null default 1 check (failures > 0),
  since      timestamptz not null default now(),
  reason     text not null check (char_length(reason) <= 300)
);
alter table public.chapter_faults enable row level security;
grant all on public.chapter_faults to service_role;
grant select on public.chapter_faults to authenticated;
create policy "leads and coordinators see which chapters were set aside" on public.chapter_faults
  for select to authenticated
  using (chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())));

-- Notes that a chapter could not be folded.
create function public.note_chapter_fault(chapter uuid, reason text) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.chapter_faults as f (chapter_id, reason)
  select ch.id, left(note_chapter_fault.reason, 300) from public.chapters ch where ch.id = chapter
  on conflict (chapter_id) do update set failures = f.failures + 1, reason = excluded.reason
$$;
revoke execute on function public.note_chapter_fault(uuid, text) from public, anon, authenticated;
grant execute on function public.note_chapter_fault(uuid, text) to service_role;

-- A chapter as it stands: snapshot plus the rows that it does not hold, seen at one moment.
-- known: the fold that the caller has at hand; its snapshot is then left out.
-- Returns {exists, fold, schema, upto, snapshot, snapshotVector, clean, updates: [base64], ids, people, times (ms), last}.
create or replace function public.chapter_state(chapter uuid, known bigint default null) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'exists', exists (select 1 from public.chapters ch where ch.id = chapter),
    'fold', coalesce(s.fold, 0), 'schema', s.schema_version, 'upto', coalesce(s.upto, 0),
    'snapshot', case when s.fold is distinct from known then app.base64(s.state) end,
    'snapshotVector', app.base64(s.state_vector), 'clean', coalesce(s.clean, true),
    'updates', coalesce(u.updates, '[]'::jsonb), 'ids', coalesce(u.ids, '[]'::jsonb),
    'people', coalesce(u.people, '[]'::jsonb), 'times', coalesce(u.times, '[]'::jsonb),
    'last', coalesce(u.last, s.upto, 0))
  from (select 1) one
  left join public.chapter_snapshots s on s.chapter_id = chapter
  left join lateral (
    select jsonb_agg(app.base64(r.update) order by r.id) as updates, jsonb_agg(r.id order by r.id) as ids,
           jsonb_agg(r.person_id order by r.id) as people,
           jsonb_agg((extract(epoch from r.created_at) * 1000)::bigint order by r.id) as times, max(r.id) as last
      from public.chapter_updates r where r.chapter_id = chapter) u on true
$$;

-- Puts a folded state in place of snapshot and journal rows, if nobody folded since `base`.
-- folded: {base, ids, state, stateVector, clean, schema, history: [{id or null, person, began, ended (ms), changes, bytes, update}],
--          text: {content, plain, words, outline} or null}. Outcomes: folded (with the new fold) · stale · gone.
create or replace function public.fold_chapter(chapter uuid, folded jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  base   bigint := (folded ->> 'base')::bigint;
  schema int := (folded ->> 'schema')::int;
  rows   bigint[] := array(select x::bigint from jsonb_array_elements_text(folded -> 'ids') x);
  latest public.chapter_updates;
begin
  perform 1 from public.chapters ch where ch.id = chapter for no key update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if base is distinct from coalesce((select s.fold from public.chapter_snapshots s where s.chapter_id = chapter), 0) then
    return jsonb_build_object('kind', 'stale');
  end if;
  select * into latest from public.chapter_updates r where r.chapter_id = chapter and r.id = any (rows) order by r.id desc limit 1;

  insert into public.chapter_snapshots as s (chapter_id, fold, state, state_vector, upto, schema_version, clean)
  values (chapter, base + 1, decode(folded ->> 'state', 'base64'), decode(folded ->> 'stateVector', 'base64'),
          coalesce(latest.id, 0), schema, coalesce((folded ->> 'clean')::boolean, false))
  on conflict (chapter_id) do update
    set fold = excluded.fold, state = excluded.state, state_vector = excluded.state_vector,
        upto = greatest(s.upto, excluded.upto), schema_version = excluded.schema_version, clean = excluded.clean,
        folded_at = now();
  delete from public.chapter_faults f where f.chapter_id = chapter;

  delete from public.chapter_history h
   where h.chapter_id = chapter
     and h.id in (select (x ->> 'id')::bigint from jsonb_array_elements(folded -> 'history') x where x ->> 'id' is not null);
  insert into public.chapter_history (chapter_id, person_id, began_at, ended_at, changes, bytes, update)
  select chapter, p.id, to_timestamp((x ->> 'began')::numeric / 1000), to_timestamp((x ->> 'ended')::numeric / 1000),
         (x ->> 'changes')::int, (x ->> 'bytes')::int, decode(x ->> 'update', 'base64')
    from jsonb_array_elements(folded -> 'history') x left join public.people p on p.id = (x ->> 'person')::uuid;
  delete from public.chapter_updates r where r.chapter_id = chapter and r.id = any (rows);

  if jsonb_typeof(folded -> 'text') = 'object' then
    insert into public.chapter_texts as t (chapter_id, content, plain_text, words, outline, rendered_upto, schema_version)
    values (chapter, folded #> '{text,content}', folded #>> '{text,plain}', (folded #>> '{text,words}')::int,
            folded #> '{text,outline}', coalesce(latest.id, 0), schema)
    on conflict (chapter_id) do update
      set content = excluded.content, plain_text = excluded.plain_text, words = excluded.words, outline = excluded.outline,
          rendered_upto = greatest(t.rendered_upto, excluded.rendered_upto), schema_version = excluded.schema_version,
          updated_at = now();
  end if;
  update public.chapters ch
     set words = coalesce((folded #>> '{text,words}')::int, ch.words),
         last_changed_at = greatest(ch.last_changed_at, latest.created_at),
         last_changed_by = case when latest.id is null then ch.last_changed_by else coalesce(latest.person_id, ch.last_changed_by) end
   where ch.id = chapter;
  return jsonb_build_object('kind', 'folded', 'fold', base + 1);
end $$;

-- ── Restoring ────────────────────────────────────────────────────────────────────────────────────

-- All that was ever folded of a chapter, oldest first: [{began (ms), update}].
create function public.chapter_whole_history(chapter uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'began', (extract(epoch from h.began_at) * 1000)::bigint, 'update', app.base64(h.update))
           order by h.ended_at, h.id), '[]'::jsonb)
    from public.chapter_history h where h.chapter_id = chapter
$$;
revoke execute on function public.chapter_whole_history(uuid) from public, anon, authenticated;
grant execute on function public.chapter_whole_history(uuid) to service_role;

-- Whoever leads a compendium may have a chapter's last good text restored, by typing the chapter's title. Noted in the
-- audit trail; the wire then writes the text. Outcomes: noted · refused · wrong-name.
create function public.ask_for_restore(chapter uuid, title text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  found public.chapters;
begin
  select ch.* into found from public.chapters ch
   where ch.id = ask_for_restore.chapter and ch.compendium_id in (select app.compendia_i_lead());
  if found.id is null then return jsonb_build_object('kind', 'refused'); end if;
  if ask_for_restore.title is distinct from found.title then return jsonb_build_object('kind', 'wrong-name'); end if;
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, after)
  values (app.me(), 'person', 'update', 'chapters', found.id, jsonb_build_object('restored', found.title));
  return jsonb_build_object('kind', 'noted');
end $$;
revoke execute on function public.ask_for_restore(uuid, text) from public, anon;
grant execute on function public.ask_for_restore(uuid, text) to authenticated;
