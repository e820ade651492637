-- Texts of the public pages: written by coordinators in the portal, in the grammar of the editor, each version kept.
create table public.site_texts (
  key        text primary key check (key in ('about', 'join', 'privacy')),
  -- Who saves says which version they began from.
  version    int not null default 1 check (version >= 1),
  title      text not null check (app.is_single_line(title, 160)),
  content    jsonb not null check (app.is_document(content)),
  saved_at   timestamptz not null default now(),
  saved_by   uuid references public.people (id) on delete set null
);
create index site_texts_saved_by on public.site_texts (saved_by) where saved_by is not null;
alter table public.site_texts enable row level security;
grant select on public.site_texts to authenticated;
grant select (key, version, title, content, saved_at) on public.site_texts to anon;
grant all on public.site_texts to service_role;

create policy "everybody reads the texts of the public pages" on public.site_texts for select to anon, authenticated using (true);

create table public.site_text_versions (
  key        text not null references public.site_texts (key) on delete cascade,
  version    int not null,
  title      text not null,
  content    jsonb not null,
  saved_at   timestamptz not null,
  saved_by   uuid references public.people (id) on delete set null,
  primary key (key, version)
);
create index site_text_versions_saved_by on public.site_text_versions (saved_by) where saved_by is not null;
alter table public.site_text_versions enable row level security;
grant select on public.site_text_versions to authenticated;
grant all on public.site_text_versions to service_role;

create policy "coordinators read earlier versions" on public.site_text_versions
  for select to authenticated using ((select app.i_coordinate()));

create function app.keep_site_text_version() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.site_text_versions (key, version, title, content, saved_at, saved_by)
  values (new.key, new.version, new.title, new.content, new.saved_at, new.saved_by);
  return null;
end $$;

create trigger site_texts_keep_version after insert or update on public.site_texts
  for each row execute function app.keep_site_text_version();

-- Saves a text that was begun from `version`. Who is told that somebody was quicker is told which version stands, and gives that
-- one the next time: only what was seen is saved over. Outcomes: saved (with the new version) · stale (with who was quicker) · refused.
create function public.save_site_text(key text, version int, title text, content jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "key" below the update is the column
declare
  stands public.site_texts;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into stands from public.site_texts s where s.key = save_site_text.key for update;
  if not found then return jsonb_build_object('kind', 'refused'); end if;
  if stands.version <> save_site_text.version then
    return jsonb_build_object('kind', 'stale', 'version', stands.version,
      'by', (select p.name from public.people p where p.id = stands.saved_by));
  end if;
  update public.site_texts s set version = stands.version + 1, title = btrim(save_site_text.title), content = save_site_text.content,
         saved_at = now(), saved_by = app.me() where s.key = stands.key;
  return jsonb_build_object('kind', 'saved', 'version', stands.version + 1);
end $$;

-- A text with its versions, newest first, for who may change it; `at` picks an earlier one to look at. Null for who does not coordinate.
create function public.site_text_to_edit(key text, at int default null) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('key', s.key, 'version', s.version, 'title', v.title, 'content', v.content, 'shown', v.version,
    'versions', (select jsonb_agg(jsonb_build_object('version', o.version, 'title', o.title, 'at', o.saved_at,
                   'by', (select p.name from public.people p where p.id = o.saved_by)) order by o.version desc)
                   from public.site_text_versions o where o.key = s.key))
  from public.site_texts s
  join public.site_text_versions v on v.key = s.key and v.version = coalesce(site_text_to_edit.at, s.version)
  where s.key = site_text_to_edit.key and (select app.i_coordinate())
$$;

-- All texts in a line each. Null for who does not coordinate.
create function public.site_texts_list() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_agg(jsonb_build_object('key', s.key, 'title', s.title, 'version', s.version, 'at', s.saved_at,
           'by', (select p.name from public.people p where p.id = s.saved_by)) order by s.key)
    from public.site_texts s where (select app.i_coordinate())
$$;

-- What stands there until coordinators write their own.
insert into public.site_texts (key, title, content) values
  ('about', 'About the alliance', $text${"type": "doc", "content": [
    {"type": "paragraph", "content": [{"type": "text", "text": "The Global Alliance for Peace Operations brings together think tanks, civil-society organisations, research and training institutions that work on United Nations peace operations. No one of them sees the whole: a training centre knows what contingents lack before they deploy, a women’s network knows what happens when they leave. The alliance puts such knowledge on one table."}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What the members do together"}]},
    {"type": "bulletList", "content": [
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "They write policy compendia: short signed pieces by many institutions, edited as one volume."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "They hold side events around the ministerials on peacekeeping, and follow up what was said there."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "They share what they publish, so that a brief from Addis Ababa is read in Brussels the same week."}]}]}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "How it is run"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "A few member institutions coordinate the alliance. They look after this portal, prepare decisions and answer letters. Members speak for themselves: what an institution signs is its own view, and nobody signs for another."}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What it is not"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "The alliance is no donor and no contractor. It takes no mandate from a government, and membership is no certificate of quality."}]}]}$text$),
  ('join', 'Joining', $text${"type": "doc", "content": [
    {"type": "paragraph", "content": [{"type": "text", "text": "Institutions join, not persons. Whoever works on peace operations in earnest, wherever and in whatever language, is welcome to apply."}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What we look at"}]},
    {"type": "bulletList", "content": [
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "The institution is registered, or can show in another way that it exists and who governs it."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "It has worked on peace operations for some time, in research, training, advocacy or practice."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "It can name two people outside who know its work."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "It says openly where its money comes from, and where its interests might pull."}]}]}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What members give and get"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "Members take part: they write, comment, host or train at least once a year. In turn they read drafts early, propose events, and are found in the directory. There is no fee."}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What happens to what you send"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "Only the coordinators read an application and its papers. When an application is declined, all of it is deleted after some months; you find the exact time below."}]}]}$text$),
  ('privacy', 'How we treat data about people', $text${"type": "doc", "content": [
    {"type": "paragraph", "content": [{"type": "text", "text": "People who work with the United Nations on human rights can face reprisals. So the portal keeps little, shows less, and deletes what is no longer needed."}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What is kept"}]},
    {"type": "bulletList", "content": [
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Your name as you want it shown, your e-mail address, your affiliations with their dates; what you tell in your profile, and a photo if you give one."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "What you write in chapters, and when."}]}]},
      {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "For some weeks: letters sent to you, and attempts to sign in. For some months after it ended: an application to join, with the people it names."}]}]}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Who sees it"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "Nothing about you is public unless you say so. You choose for each detail whether everybody, members, your own institution or nobody sees it. Coordinators see your name, address and affiliations."}]},
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What you can do"}]},
    {"type": "paragraph", "content": [{"type": "text", "text": "You can take out everything about you as a file, correct it, and have it erased. Texts that you signed stay with the volume; you choose whether under your name or as a former member."}]}]}$text$);

revoke execute on all functions in schema app, public from public;
grant execute on function public.save_site_text(text, int, text, jsonb), public.site_text_to_edit(text, int),
  public.site_texts_list() to authenticated;
