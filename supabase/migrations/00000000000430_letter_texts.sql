-- The words of letters, where coordinators wrote others than the standard ones. Every version is a row that stays, the newest
-- is in force, and one without words goes back to the standard.
create table public.letter_texts (
  id         uuid primary key default gen_random_uuid(),
  key        text not null check (key ~ '^[a-z]+(-[a-z]+)*$' and char_length(key) <= 60),
  locale     text not null default 'en' check (locale ~ '^[a-z]{2}$'),
  version    int not null check (version >= 1),
  subject    text check (app.is_single_line(subject, 160)),
  -- Paragraphs, with an empty line between them.
  body       text check (app.is_text(body, 8000) and body <> ''),
  saved_at   timestamptz not null default now(),
  saved_by   uuid references public.people (id) on delete set null,
  unique (key, locale, version),
  check ((subject is null) = (body is null))
);
create index letter_texts_saved_by on public.letter_texts (saved_by) where saved_by is not null;
alter table public.letter_texts enable row level security;
grant select on public.letter_texts to authenticated;
grant all on public.letter_texts to service_role;

create policy "coordinators read the words of letters" on public.letter_texts
  for select to authenticated using ((select app.i_coordinate()));

-- That a text changed, and by whom; the words themselves stand here.
create trigger letter_texts_in_trail after insert on public.letter_texts
  for each row execute function app.note_in_trail('key', 'locale', 'version');

-- The newest version of each text that has one; without words it is the standard.
create function app.letter_texts_newest(locale text) returns setof public.letter_texts
  language sql stable security definer set search_path = '' as $$
  select distinct on (l.key) l.* from public.letter_texts l
   where l.locale = letter_texts_newest.locale order by l.key, l.version desc
$$;

-- Saves the words of a letter that were begun from `version`, 0 where there was none; null words are the standard ones. Who is
-- told that somebody was quicker is told which version stands, and gives that one the next time: only what was seen is saved over.
-- Outcomes: saved (with the new version) · stale (with who was quicker) · refused.
create function public.save_letter_text(key text, locale text, version int, subject text, body text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.letter_texts;
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  -- A text without a version has no row that could be locked.
  perform pg_advisory_xact_lock(hashtextextended('letter text ' || save_letter_text.locale || ' ' || save_letter_text.key, 0));
  select * into stands from public.letter_texts l
   where l.key = save_letter_text.key and l.locale = save_letter_text.locale order by l.version desc limit 1;
  if coalesce(stands.version, 0) <> save_letter_text.version then
    return jsonb_build_object('kind', 'stale', 'version', coalesce(stands.version, 0),
      'by', (select p.name from public.people p where p.id = stands.saved_by));
  end if;
  insert into public.letter_texts (key, locale, version, subject, body, saved_by)
  values (save_letter_text.key, save_letter_text.locale, save_letter_text.version + 1, btrim(save_letter_text.subject),
          btrim(save_letter_text.body, E' \n'), app.me());
  return jsonb_build_object('kind', 'saved', 'version', save_letter_text.version + 1);
end $$;

-- A text with its versions, newest first, thirty at most; version 0 and no words where the standard was never changed. Null
-- for who does not coordinate.
create function public.letter_text_to_edit(key text, locale text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('version', coalesce(max(v.version), 0), 'versions',
      coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'subject', v.subject, 'body', v.body, 'at', v.saved_at,
        'by', (select p.name from public.people p where p.id = v.saved_by)) order by v.version desc), '[]'::jsonb))
    from (select * from public.letter_texts l
           where l.key = letter_text_to_edit.key and l.locale = letter_text_to_edit.locale order by l.version desc limit 30) v
  having (select app.i_coordinate())
$$;

-- The texts that were ever changed, in a line each. Null for who does not coordinate.
create function public.letter_texts_list(locale text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('key', l.key, 'version', l.version, 'standard', l.subject is null, 'at', l.saved_at,
           'by', (select p.name from public.people p where p.id = l.saved_by))), '[]'::jsonb)
    from app.letter_texts_newest(letter_texts_list.locale) l
  having (select app.i_coordinate())
$$;

-- The words that letters leave with, where they are not the standard ones.
create function public.letter_texts_in_force(locale text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('key', l.key, 'subject', l.subject, 'body', l.body)), '[]'::jsonb)
    from app.letter_texts_newest(letter_texts_in_force.locale) l where l.subject is not null
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.save_letter_text(text, text, int, text, text), public.letter_text_to_edit(text, text),
  public.letter_texts_list(text) to authenticated;
grant execute on function public.letter_texts_in_force(text) to service_role;
