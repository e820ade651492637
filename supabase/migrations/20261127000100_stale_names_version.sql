-- Who is told that somebody was quicker is told which version stands, and says so the next time: what was seen is what is saved over.

create or replace function public.save_site_text(key text, version int, title text, content jsonb) returns jsonb
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

create or replace function public.save_letter_text(key text, locale text, version int, subject text, body text) returns jsonb
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
