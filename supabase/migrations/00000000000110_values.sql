-- Values: what a column may hold is what the forms let through, by whichever way it comes. The check functions here say the same
-- as `app/platform/text.ts` and `days.ts`; a test compares the two on random texts.

-- ── Texts ─────────────────────────────────────────────────────────────────────────────────────────

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
create function app.is_single_line(value text, longest int) returns boolean
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

-- ORCID iDs are four groups of four; the last character checks the others (ISO 7064 mod 11-2, as orcid.org lays down).
create function app.is_orcid(value text) returns boolean
  language sql immutable set search_path = '' as $$
  select value ~ '^([0-9]{4}-){3}[0-9]{3}[0-9X]$'
     and right(value, 1) = (
       select case check_digit when 10 then 'X' else check_digit::text end from (
         select (12 - sum(substr(replace(value, '-', ''), place, 1)::int * (1 << (16 - place))) % 11) % 11 as check_digit
           from generate_series(1, case when value ~ '^[0-9]' then 15 else 0 end) place) sum)
$$;

-- One line of base64; Postgres breaks it every 76 characters. `replace` takes a fifth of the time of `translate`, which looks
-- at each character: for a large chapter 10 ms instead of 50.
create function app.base64(bytes bytea) returns text
  language sql immutable set search_path = '' as $$
  select replace(encode(bytes, 'base64'), E'\n', '')
$$;

-- ── Days and time zones ───────────────────────────────────────────────────────────────────────────

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

-- ── Lists and documents ───────────────────────────────────────────────────────────────────────────

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

revoke execute on all functions in schema app, public from public;
-- A check runs as whoever writes the row.
grant execute on function app.has_letter(text), app.is_single_line(text, int), app.is_text(text, int),
  app.is_website(text, int), app.is_email(text), app.is_day(date), app.is_moment(timestamptz), app.is_time_zone(text),
  app.is_choice_of(text[], text[]), app.themes(), app.languages(), app.is_referees(jsonb), app.is_document(jsonb)
  to anon, authenticated, service_role;
grant execute on function app.is_orcid(text) to authenticated, service_role;
grant execute on function app.base64(bytea) to service_role;
