-- Finding and ordering: people and institutions are found by their letters, however they are typed, and stand in the order of
-- letters, whatever their accents. A collation for that is not in every Postgres (PGlite has no ICU), so the order is one of
-- folded names by code point, the same everywhere: decision 023.

-- A text without case, accents and what does not show, and with the letters that are typed plainly where a keyboard lacks them:
-- "lodz" finds Łódź, "strasse" Straße, "dordevic" Đorđević.
create function app.folded(value text) returns text
  language sql immutable set search_path = '' as $$
  select translate(replace(replace(replace(replace(
           lower(regexp_replace(normalize(value, nfkd), '[\u00ad\u0300-\u036f\u061c\u0640\u200b-\u200f\u2060-\u2064\ufe0f\ufeff]', '', 'g')),
           'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
         'łđðøħıŋŧɓɖɗɛƒɣƙɲɔƥƭʋƴ’‘ʼʻ´`', 'lddohintbddefgknoptvy''''''''''''')
$$;

-- The words of a text, each set apart by a space: what is searched in and what is searched for are cut alike.
create function app.words_in(value text) returns text
  language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(app.folded(value), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- What people type, as a search for words that begin so. Null when nothing is asked, which finds everything. Signs without a letter
-- or digit among them are asked for and found nowhere.
create function app.words_asked(words text) returns tsquery
  language sql immutable set search_path = '' as $$
  select case when words ~ '[^[:space:]]' then coalesce(to_tsquery('simple', (
    select string_agg(quote_literal(w) || ':*', ' & ') from unnest(string_to_array(app.words_in(left(words, 200)), ' ')) w where w <> '')),
    ''::tsquery) end
$$;

-- A name without accents, case, punctuation and the words that many share, for comparing.
create function app.plain_name(name text) returns text
  language sql immutable set search_path = '' as $$
  select btrim(regexp_replace(regexp_replace(lower(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g')),
    '\m(the|of|for|and|de|des|du|la|le|les|et|pour|institute|institut|centre|center|foundation|fondation|association|ngo|ong)\M', ' ', 'g'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Free-mail domains say nothing about an institution.
create function app.domain_of(address text) returns text
  language sql immutable set search_path = '' as $$
  select nullif(d, '') from (select regexp_replace(lower(regexp_replace(address, '^(https?://|.*@)', '')), '^www\.|[/:?#].*$', '', 'g') as d) x
   where d !~ '^(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|proton|protonmail|gmx|web|mail|yandex)\.'
$$;

revoke execute on all functions in schema app, public from public;
-- Generated columns and indexes are kept up by whoever may write what they are made from.
grant execute on function app.folded(text), app.words_in(text), app.plain_name(text), app.domain_of(text)
  to authenticated, service_role;
grant execute on function app.words_asked(text) to authenticated;
