-- Values: what a column may hold is what the forms let through, by whichever way it comes. The check functions here say the same
-- as `app/platform/text.ts` and `days.ts`; a test compares the two on random texts.

-- ── Texts ────────────────────────────────────────────────────────────────────────────────────────

-- Whether a text shows at least one letter or digit: something else than spaces, punctuation, symbols, emoji, combining marks and
-- letters that show nothing. The list stands in `app/platform/letters-in-text.ts` too.
create function app.has_letter(value text) returns boolean
  language sql immutable set search_path = '' as $$
  select value ~ ('[^'
    '\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7'
    '\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u036f\u0375\u037e\u0384-\u0385\u0387\u03f6\u055a-\u055f'
    '\u0589-\u05c6\u05f3-\u061f\u0700-\u070f\u0830-\u083e\u0bf3-\u0bfa\u0f01-\u0f1f\u0f34-\u0f3d\u0fbe-\u0fda\u104a-\u104f'
    '\u115f-\u1160\u1360-\u1368\u1390-\u1399\u17b4-\u17d6\u1800-\u180f\u1940-\u1945\u19de-\u19ff\u1aa0-\u1aa6\u1aa8-\u1aff'
    '\u1b5a-\u1b7f\u1c3b-\u1c3f\u1cc0-\u1cd3\u1dc0-\u1dff\u1ffd-\u206f\u207a-\u207e\u208a-\u208e\u20a0-\u2101\u211e-\u2123'
    '\u2140-\u2144\u218a-\u244a\u249c-\u24e9\u2500-\u2775\u2794-\u2bff\u2ce5-\u2cea\u2e00-\u2e2e\u2e30-\u3004\u3008-\u3020'
    '\u3164\u3196-\u319f\u31c0-\u31ef\u3200-\u321e\u322a-\u3247\u3260-\u327f\u328a-\u32b0\u32c0-\u33ff\u4dc0-\u4dff'
    '\ua490-\ua4c6\ua673-\ua67e\ua6f2-\ua716\ua9c1-\ua9cd\ue000-\uf8ff\ufbb2-\ufbd2\ufd3e-\ufd4f\ufdc8-\ufdcf\ufdfc-\ufe6b'
    '\ufeff-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffa0\uffe0-\ufffd\U0001018c-\U000101fc\U0001bc9c-\U0001ccef'
    '\U0001ccfa-\U0001d245\U0001d800-\U0001da8b\U0001eef0-\U0001f0f5\U0001f10d-\U0001fbef\U000e0000-\U0010fffd'
    ']')
$$;

-- A single line: trimmed, not empty, with a letter or digit, without control characters, separators of lines and marks that turn
-- the direction of what follows.
create or replace function app.is_single_line(value text, longest int) returns boolean
  language sql immutable set search_path = '' as $$
  select char_length(value) between 1 and longest
     and value !~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]'
     and value !~ '^[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]|[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]$'
     and app.has_letter(value)
$$;

-- Several lines, perhaps none: trimmed, with plain line ends and tabs, without the characters above.
create function app.is_text(value text, longest int) returns boolean
  language sql immutable set search_path = '' as $$
  select char_length(value) <= longest
     and value !~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]'
     and value !~ '^[\u0009\u000a \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]|[\u0009\u000a \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]$'
$$;

-- The address of a website: http or https, a host of at least two parts in small letters, no name and password before it.
create function app.is_website(value text, longest int) returns boolean
  language sql immutable set search_path = '' as $$
  select char_length(value) <= longest
     and value !~ '[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028-\u202f\u205f\u2066-\u206f\u3000\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff<>"\\]'
     and value ~ '^https?://[^/?#@:.A-Z]+(\.[^/?#@:.A-Z]+)+(:[0-9]{1,5})?([/?#].*)?$'
$$;

-- An e-mail address in small letters, by the pattern that the forms use.
create function app.is_email(value text) returns boolean
  language sql immutable set search_path = '' as $$
  select char_length(value) <= 254
     and value ~ '^[a-z0-9_''+.-]*[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$' and value !~ '^\.|\.\.'
$$;

-- What is wrong with the ends and the characters of a text, taken out: for rows from before these rules.
create function app.mended_text(value text, line boolean) returns text
  language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(regexp_replace(value, case when line then '[\u0009-\u000d\u0085\u2028\u2029]+' else '\r\n|[\u000b-\u000d\u0085\u2028\u2029]' end,
             case when line then ' ' else E'\n' end, 'g'),
           '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]', '', 'g'),
         E' \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff')
$$;

-- ── Days, time zones, lists ──────────────────────────────────────────────────────────────────────

-- A day of this age. Infinity is none.
create function app.is_day(value date) returns boolean
  language sql immutable set search_path = '' as $$
  select value between date '1950-01-01' and date '2100-12-31'
$$;
create function app.is_moment(value timestamptz) returns boolean
  language sql immutable set search_path = '' as $$
  select value between timestamptz '1950-01-01 00:00+00' and timestamptz '2101-01-01 00:00+00'
$$;

-- A time zone by its IANA name, as this server knows it. The pattern keeps out what only Postgres reads: abbreviations ("PST")
-- and rules written out ("FOO3").
create function app.is_time_zone(value text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  if char_length(value) > 64 or value !~ '^(UTC|GMT|Etc/(UTC|GMT(\+([0-9]|1[0-2])|-([0-9]|1[0-4]))?)|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_]+(-[A-Za-z_]+)*){1,2})$' then
    return false;
  end if;
  perform now() at time zone value;
  return true;
exception when invalid_parameter_value then
  return false;
end $$;

-- The day and hour of it somewhere; in UTC where the zone is not known. For jobs: one person's zone stops nobody else's letter.
create function app.local_now(zone text) returns timestamp
  language plpgsql stable set search_path = '' as $$
begin
  return now() at time zone zone;
exception when others then
  return now() at time zone 'UTC';
end $$;

-- A list of some of the words offered: one dimension, nothing missing, nothing twice.
create function app.is_choice_of(value text[], offered text[]) returns boolean
  language sql immutable set search_path = '' as $$
  select cardinality(value) = 0
      or (array_ndims(value) = 1 and array_position(value, null) is null and value <@ offered
          and cardinality(value) = (select count(distinct v) from unnest(value) v))
$$;
-- What institutions work on, and the languages they and people can be reached in; `vocabulary.ts` and `languages.ts` say the same.
create function app.themes() returns text[] language sql immutable set search_path = '' as $$
  select array['mandates', 'protection', 'police', 'wps', 'mediation', 'ssr', 'logistics', 'technology', 'climate', 'regional',
               'transitions', 'training']
$$;
create function app.languages() returns text[] language sql immutable set search_path = '' as $$
  select array['en', 'fr', 'ar', 'es', 'pt', 'sw', 'am', 'de', 'ru', 'zh']
$$;

-- The referees of an application: up to three, each {name, institution, email}; the last two may be empty or left out.
create function app.is_referees(value jsonb) returns boolean
  language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(value) <> 'array' then false
              when jsonb_array_length(value) > 3 then false
              else coalesce((select bool_and(case when jsonb_typeof(r) <> 'object' then false else
                     r - array['name', 'institution', 'email'] = '{}'
                     and coalesce(jsonb_typeof(r -> 'name') = 'string' and app.is_single_line(r ->> 'name', 120), false)
                     and (r -> 'institution' is null or jsonb_typeof(r -> 'institution') = 'string')
                     and (coalesce(r ->> 'institution', '') = '' or app.is_single_line(r ->> 'institution', 160))
                     and (r -> 'email' is null or jsonb_typeof(r -> 'email') = 'string')
                     and (coalesce(r ->> 'email', '') = '' or app.is_email(r ->> 'email')) end)
                   from jsonb_array_elements(value) r), true) end
$$;

-- A document of the editor, as far as a constraint can tell: an object of type doc, no deeper than a person can nest, with a type
-- wherever something is contained.
create function app.is_document(value jsonb) returns boolean
  language sql immutable set search_path = '' as $$
  select jsonb_typeof(value) = 'object' and coalesce(value ->> 'type', '') = 'doc' and pg_column_size(value) <= 200000
     and not jsonb_path_exists(value, 'lax $.**{60 to last}')
     and not jsonb_path_exists(value, 'strict $.**.content ? (@.type() != "array")', '{}', true)
     and not jsonb_path_exists(value, 'strict $.**.content[*] ? (@.type() != "object" || !exists(@.type))', '{}', true)
$$;

revoke execute on all functions in schema app from public;
-- A check runs as whoever writes the row.
grant execute on function app.has_letter(text), app.is_single_line(text, int), app.is_text(text, int), app.is_website(text, int),
  app.is_email(text), app.is_day(date), app.is_moment(timestamptz), app.is_time_zone(text), app.is_choice_of(text[], text[]),
  app.themes(), app.languages(), app.is_referees(jsonb), app.is_document(jsonb) to anon, authenticated, service_role;

-- ── Rows from before these rules ─────────────────────────────────────────────────────────────────

-- What no longer fits is brought into shape as far as that keeps its meaning. A line that shows nothing becomes its id or nothing.
do $$
declare
  one record;
begin
  for one in select * from (values
      ('institutions', 'name', true, $f$'Institution ' || left(id::text, 8)$f$), ('institutions', 'acronym', true, 'null'),
      ('institutions', 'city', true, 'null'), ('institutions', 'legal_form', true, 'null'), ('institutions', 'about', false, $f$''$f$),
      ('people', 'name', true, $f$'Person ' || left(id::text, 8)$f$), ('invitations', 'name', true, $f$'Invitation ' || left(id::text, 8)$f$),
      ('chapters', 'title', true, $f$'Chapter ' || left(id::text, 8)$f$), ('compendia', 'title', true, $f$'Compendium ' || left(id::text, 8)$f$),
      ('compendia', 'summary', false, $f$''$f$),
      ('applications', 'legal_name', true, 'null'), ('applications', 'acronym', true, 'null'), ('applications', 'legal_form', true, 'null'),
      ('applications', 'city', true, 'null'), ('applications', 'focal_name', true, 'null'), ('applications', 'focal_position', true, 'null'),
      ('applications', 'mandate', false, 'null'), ('applications', 'work', false, 'null'), ('applications', 'conflicts', false, $f$''$f$),
      ('applications', 'decision_reason', false, 'null'), ('application_papers', 'name', true, $f$'paper'$f$),
      ('application_messages', 'body', false, $f$'(empty)'$f$), ('application_notes', 'body', false, $f$'(empty)'$f$),
      ('application_voices', 'reasons', false, $f$'(empty)'$f$), ('application_conflicts', 'reason', false, $f$'(empty)'$f$),
      ('institution_standings', 'reason', false, $f$'(empty)'$f$), ('letter_texts', 'body', false, $f$'(empty)'$f$),
      ('site_texts', 'title', true, 'key'), ('known_names', 'name', true, $f$'Person'$f$)) v(tbl, col, line, otherwise) loop
    execute format(
      'update public.%1$I set %2$I = coalesce(case when %3$s then app.mended_text(%2$I, %4$L) end, %5$s) where %2$I is not null and %6$s',
      one.tbl, one.col, case when one.line then format('app.has_letter(app.mended_text(%I, true))', one.col) else format('app.mended_text(%I, false) <> %L', one.col, '') end,
      one.line, one.otherwise,
      case when one.line then format('app.is_single_line(%I, 100000) is not true', one.col)
           when one.otherwise in ('null', $f$''$f$) then format('app.is_text(%I, 1000000) is not true', one.col)
           else format('(app.is_text(%1$I, 1000000) and %1$I <> %2$L) is not true', one.col, '') end);
  end loop;
  for one in select * from (values
      ('affiliations', 'started_on', 'current_date'), ('affiliations', 'ended_on', 'null'), ('alliance_roles', 'started_on', 'current_date'),
      ('alliance_roles', 'ended_on', 'null'), ('chapters', 'due_on', 'null'), ('compendia', 'drafts_due_on', 'null'),
      ('compendia', 'review_due_on', 'null'), ('compendia', 'launch_on', 'null'), ('institutions', 'joined_on', 'null')) v(tbl, col, otherwise) loop
    execute format('update public.%1$I set %2$I = %3$s where %2$I is not null and app.is_day(%2$I) is not true', one.tbl, one.col, one.otherwise);
  end loop;
  for one in select * from (values ('institutions', 'themes', 'app.themes()'), ('institutions', 'languages', 'app.languages()'),
      ('applications', 'themes', 'app.themes()'), ('applications', 'languages', 'app.languages()')) v(tbl, col, offered) loop
    execute format('update public.%1$I set %2$I = array(select distinct v from unnest(%2$I) v where v = any (%3$s)) where app.is_choice_of(%2$I, %3$s) is not true',
      one.tbl, one.col, one.offered);
  end loop;
  update public.people set time_zone = 'UTC' where app.is_time_zone(time_zone) is not true;
  update public.applications set referees = '[]' where app.is_referees(referees) is not true;
  update public.applications a set website = null where website is not null and app.is_website(website, 300) is not true;
  update public.institutions i set website = null where website is not null and app.is_website(website, 300) is not true;
  update public.chapter_visits set visited_at = now() where app.is_moment(visited_at) is not true;
  update public.chapter_visits set words_then = 0 where words_then not between 0 and 10000000;
  update public.invitations set revoked_at = now() where revoked_at is not null and app.is_moment(revoked_at) is not true;
end $$;
drop function app.mended_text(text, boolean);

-- ── The constraints ──────────────────────────────────────────────────────────────────────────────

alter table public.institutions
  drop constraint institutions_website_check, drop constraint institutions_about_check,
  drop constraint institutions_themes_check, drop constraint institutions_languages_check,
  add constraint institutions_website_check check (app.is_website(website, 300)),
  add constraint institutions_about_check check (app.is_text(about, 4000)),
  add constraint institutions_themes_check check (app.is_choice_of(themes, app.themes())),
  add constraint institutions_languages_check check (app.is_choice_of(languages, app.languages())),
  add constraint institutions_joined_on_check check (app.is_day(joined_on));

alter table public.people
  drop constraint people_time_zone_check, add constraint people_time_zone_check check (app.is_time_zone(time_zone));
alter table public.contacts
  drop constraint contacts_email_check, add constraint contacts_email_check check (app.is_email(email));
alter table public.person_details
  drop constraint person_details_check1,
  add constraint person_details_value_check check (value is null or case detail
    when 'position' then app.is_single_line(value, 120)
    when 'about' then app.is_text(value, 600) and value <> ''
    when 'orcid' then app.is_orcid(value)
    when 'languages' then app.is_choice_of(string_to_array(value, ' '), app.languages()) and value <> ''
    else false end);

alter table public.affiliations
  add constraint affiliations_days_check check (app.is_day(started_on) and app.is_day(ended_on));
alter table public.alliance_roles
  add constraint alliance_roles_days_check check (app.is_day(started_on) and app.is_day(ended_on));
alter table public.invitations
  drop constraint invitations_email_check, add constraint invitations_email_check check (app.is_email(email)),
  add constraint invitations_moments_check check (app.is_moment(expires_at) and app.is_moment(accepted_at) and app.is_moment(revoked_at));

alter table public.compendia
  drop constraint compendia_summary_check, add constraint compendia_summary_check check (app.is_text(summary, 2000)),
  add constraint compendia_days_check check (app.is_day(drafts_due_on) and app.is_day(review_due_on) and app.is_day(launch_on));
alter table public.chapters
  add constraint chapters_due_on_check check (app.is_day(due_on));
alter table public.chapter_visits
  add constraint chapter_visits_visited_at_check check (app.is_moment(visited_at)),
  add constraint chapter_visits_words_then_check check (words_then between 0 and 10000000);

alter table public.applications
  drop constraint applications_email_check, drop constraint applications_website_check, drop constraint applications_mandate_check,
  drop constraint applications_work_check, drop constraint applications_themes_check, drop constraint applications_languages_check,
  drop constraint applications_referees_check, drop constraint applications_conflicts_check, drop constraint applications_decision_reason_check,
  add constraint applications_email_check check (app.is_email(email)),
  add constraint applications_website_check check (app.is_website(website, 300)),
  add constraint applications_mandate_check check (app.is_text(mandate, 3000)),
  add constraint applications_work_check check (app.is_text(work, 6000)),
  add constraint applications_themes_check check (app.is_choice_of(themes, app.themes())),
  add constraint applications_languages_check check (app.is_choice_of(languages, app.languages())),
  add constraint applications_referees_check check (app.is_referees(referees)),
  add constraint applications_conflicts_check check (app.is_text(conflicts, 3000)),
  add constraint applications_decision_reason_check check (app.is_text(decision_reason, 3000));
alter table public.application_messages
  drop constraint application_messages_body_check,
  add constraint application_messages_body_check check (app.is_text(body, 6000) and body <> '');
alter table public.application_notes
  drop constraint application_notes_body_check,
  add constraint application_notes_body_check check (app.is_text(body, 6000) and body <> '');
alter table public.application_voices
  drop constraint application_voices_reasons_check,
  add constraint application_voices_reasons_check check (app.is_text(reasons, 3000) and reasons <> '');
alter table public.application_conflicts
  drop constraint application_conflicts_reason_check,
  add constraint application_conflicts_reason_check check (app.is_text(reason, 1000) and reason <> '');

alter table public.institution_standings
  drop constraint institution_standings_reason_check,
  add constraint institution_standings_reason_check check (app.is_text(reason, 1000) and reason <> '');
alter table public.letter_texts
  drop constraint letter_texts_body_check,
  add constraint letter_texts_body_check check (app.is_text(body, 8000) and body <> '');
alter table public.site_texts
  drop constraint site_texts_content_check, add constraint site_texts_content_check check (app.is_document(content));
