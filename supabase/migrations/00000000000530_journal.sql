-- The journal: every change to a chapter's text, in the order in which it was committed. What stands here was shown as
-- saved. Folding moves it into a snapshot (opening is quick) and into history (who wrote what, and when).

-- Changes that no snapshot holds yet. Rows leave only through fold_chapter, by name, never by "everything up to".
create table public.chapter_updates (
  id         bigint generated always as identity primary key,
  chapter_id uuid not null references public.chapters (id) on delete cascade,
  person_id  uuid references public.people (id) on delete set null,
  update     bytea not null,
  created_at timestamptz not null default now()
);
create index chapter_updates_chapter on public.chapter_updates (chapter_id, id);
create index chapter_updates_person on public.chapter_updates (person_id) where person_id is not null;
alter table public.chapter_updates enable row level security;
-- No policy for anyone on journal, history and snapshots: only the collaboration server reads and writes them, as the service,
-- after it has decided who may what in one place.
grant all on public.chapter_updates to service_role;

-- The folded journal: what one person changed in one stretch of time, as one compressed Yjs update.
create table public.chapter_history (
  id         bigint generated always as identity primary key,
  chapter_id uuid not null references public.chapters (id) on delete cascade,
  person_id  uuid references public.people (id) on delete set null,
  began_at   timestamptz not null,
  ended_at   timestamptz not null,
  changes    int not null,
  bytes      int not null,
  update     bytea not null,
  check (began_at <= ended_at)
);
-- Already compressed: a second attempt would only cost time.
alter table public.chapter_history alter column update set storage external;
create index chapter_history_chapter on public.chapter_history (chapter_id, id);
create index chapter_history_person on public.chapter_history (person_id) where person_id is not null;
alter table public.chapter_history enable row level security;
grant all on public.chapter_history to service_role;

-- The whole state as of fold number `fold`: a counter, since ids may commit out of order when several processes write.
-- A Yjs update in format 2, brotli: a third of the plain one, and served over HTTP as it lies here.
create table public.chapter_snapshots (
  chapter_id     uuid primary key references public.chapters (id) on delete cascade,
  fold           bigint not null,
  state          bytea not null,
  state_vector   bytea not null,
  upto           bigint not null,
  schema_version int not null,
  -- Whether the snapshot is known to hold nothing but what an editor writes; otherwise it is checked when it is opened.
  clean          boolean not null default false,
  folded_at      timestamptz not null default now()
);
alter table public.chapter_snapshots alter column state set storage external;
alter table public.chapter_snapshots enable row level security;
grant all on public.chapter_snapshots to service_role;

-- The text as people read and search it, rendered at every fold. The first quarter of a million characters are indexed:
-- Postgres refuses a word list over one megabyte.
create table public.chapter_texts (
  chapter_id     uuid primary key references public.chapters (id) on delete cascade,
  content        jsonb not null,
  plain_text     text not null,
  words          int not null,
  outline        jsonb not null,
  rendered_upto  bigint not null,
  schema_version int not null,
  updated_at     timestamptz not null default now(),
  fts            tsvector generated always as (to_tsvector('simple', left(plain_text, 250000))) stored
);
create index chapter_texts_fts on public.chapter_texts using gin (fts);
alter table public.chapter_texts enable row level security;
grant select on public.chapter_texts to anon, authenticated;
grant all on public.chapter_texts to service_role;

create policy "people read the text of chapters they may read" on public.chapter_texts
  for select to authenticated
  using (exists (select 1 from public.chapters ch where ch.id = chapter_id));
create policy "everyone reads the text of public compendia" on public.chapter_texts
  for select to anon
  using (exists (select 1 from public.chapters ch where ch.id = chapter_id));

-- Chapters whose text could not be folded: set aside and tried again later, so that the others go on. One row a chapter,
-- gone with the next fold that works.
create table public.chapter_faults (
  chapter_id uuid primary key references public.chapters (id) on delete cascade,
  failures   int not null default 1 check (failures > 0),
  since      timestamptz not null default now(),
  reason     text not null check (char_length(reason) <= 300)
);
alter table public.chapter_faults enable row level security;
grant select on public.chapter_faults to authenticated;
grant all on public.chapter_faults to service_role;

create policy "leads and coordinators see which chapters were set aside" on public.chapter_faults
  for select to authenticated
  using (chapter_id in (select ch.id from public.chapters ch where ch.compendium_id in (select app.compendia_i_lead())));

-- ── Storing and opening ───────────────────────────────────────────────────────────────────────────

-- Appends changes: [{"chapter": uuid, "person": uuid or null, "update": base64}], in order, all in one statement.
-- A chapter that was taken down meanwhile is named under "gone" and does not hold up the others.
-- Returns {"stored": {chapter: id of its last row}, "gone": [chapter]}.
-- This is the most frequent statement. It is PL/pgSQL, which keeps its plan from call to call; a function in SQL is planned anew
-- each time, which is a third of what the call costs.
create function public.append_updates(batch jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  outcome jsonb;
begin
  with incoming as (
    select x.ordinality as n, (x.value ->> 'chapter')::uuid as chapter, (x.value ->> 'person')::uuid as person,
           decode(x.value ->> 'update', 'base64') as update
      from jsonb_array_elements(batch) with ordinality x
  ),
  -- Held until commit, so that no chapter is deleted between this look and the foreign key's.
  standing as materialized (
    select ch.id, ch.last_changed_at from public.chapters ch
     where ch.id in (select i.chapter from incoming i) order by ch.id for key share
  ),
  appended as (
    insert into public.chapter_updates (chapter_id, person_id, update)
    select i.chapter, p.id, i.update
      from incoming i join standing s on s.id = i.chapter left join public.people p on p.id = i.person
     order by i.n
    returning id, chapter_id, person_id
  ),
  -- Folding writes the exact time and author; here once in a while is enough, so that the row is not written at every keystroke.
  -- A row that another transaction holds, as moving chapters does, is left out: storing waits for nobody and holds up nobody.
  noted as (
    update public.chapters ch
       set last_changed_at = now(),
           last_changed_by = (select a.person_id from appended a where a.chapter_id = ch.id order by a.id desc limit 1)
     where ch.id in (
       select free.id from public.chapters free
        where free.id in (select s.id from standing s where s.last_changed_at is null or s.last_changed_at < now() - interval '2 seconds')
        for no key update skip locked)
    returning 1
  )
  select jsonb_build_object(
    'stored', coalesce((select jsonb_object_agg(a.chapter_id, a.last)
                          from (select chapter_id, max(id) as last from appended group by chapter_id) a), '{}'::jsonb),
    'gone', coalesce((select jsonb_agg(distinct i.chapter) from incoming i where i.chapter not in (select s.id from standing s)), '[]'::jsonb))
    into outcome;
  return outcome;
end $$;

-- A chapter as it stands: snapshot plus the rows that it does not hold, seen at one moment.
-- known: the fold that the caller has at hand; its snapshot is then left out.
-- Returns {exists, fold, schema, upto, snapshot, snapshotVector, clean, updates: [base64], ids, people, times (ms), last}.
create function public.chapter_state(chapter uuid, known bigint default null) returns jsonb
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

-- The stretches of history that the next fold may still add to: the last one of each person, not older than `since`.
create function public.chapter_open_history(chapter uuid, since timestamptz) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', h.id, 'person', h.person_id, 'update', app.base64(h.update), 'bytes', h.bytes, 'changes', h.changes,
           'began', (extract(epoch from h.began_at) * 1000)::bigint)), '[]'::jsonb)
    from (select distinct on (person_id) * from public.chapter_history
           where chapter_id = chapter order by person_id, id desc) h
   where h.began_at >= since
$$;

-- All that was ever folded of a chapter, oldest first: [{began (ms), update}].
create function public.chapter_whole_history(chapter uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'began', (extract(epoch from h.began_at) * 1000)::bigint, 'update', app.base64(h.update))
           order by h.ended_at, h.id), '[]'::jsonb)
    from public.chapter_history h where h.chapter_id = chapter
$$;

-- Puts a folded state in place of snapshot and journal rows, if nobody folded since `base`.
-- folded: {base, ids, state, stateVector, clean, schema, history: [{id or null, person, began, ended (ms), changes, bytes, update}],
--          text: {content, plain, words, outline} or null}. Outcomes: folded (with the new fold) · stale · gone.
create function public.fold_chapter(chapter uuid, folded jsonb) returns jsonb
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

-- Notes that a chapter could not be folded.
create function public.note_chapter_fault(chapter uuid, reason text) returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.chapter_faults as f (chapter_id, reason)
  select ch.id, left(note_chapter_fault.reason, 300) from public.chapters ch where ch.id = chapter
  on conflict (chapter_id) do update set failures = f.failures + 1, reason = excluded.reason
$$;

-- Whoever leads a compendium may have a chapter's last good text restored, by typing the chapter's title. Noted in the
-- audit trail; the collaboration server then writes the text. Outcomes: noted · refused · wrong-name.
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

revoke execute on all functions in schema app, public from public;
grant execute on function public.append_updates(jsonb), public.chapter_state(uuid, bigint),
  public.chapter_open_history(uuid, timestamptz), public.chapter_whole_history(uuid), public.fold_chapter(uuid, jsonb),
  public.note_chapter_fault(uuid, text) to service_role;
grant execute on function public.ask_for_restore(uuid, text) to authenticated;
