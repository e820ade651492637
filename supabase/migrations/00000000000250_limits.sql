-- What may be done so many times an hour and a day is counted here, for everybody together: by whatever way somebody asks,
-- through the pages or through the data API.

-- One row for each occasion: what was done, and by or for whom. Addresses are kept as digests. Rows are dropped after a day.
create table app.counted (
  what text not null,
  who  text not null,
  at   timestamptz not null default now()
);
create index counted_what on app.counted (what, who, at);
create index counted_at on app.counted (at);
alter table app.counted enable row level security;

create function app.digest_of(words text) returns text
  language sql immutable set search_path = '' as $$
  select encode(extensions.digest(words, 'sha256'), 'hex')
$$;

-- Whoever counts the same waits here until the end of the transaction.
create function app.count_in_turn(what text, who text) returns void
  language sql volatile security definer set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('counted ' || what || ' ' || who, 0))
$$;

-- Counts an occasion if there was room for it within the hour and the day; false where there was none.
create function app.may_again(what text, who text, hourly int, daily int) returns boolean
  language plpgsql volatile security definer set search_path = '' as $$
declare
  lately int;
  today  int;
begin
  perform app.count_in_turn(what, who);
  select count(*) filter (where c.at > now() - interval '1 hour'), count(*) into lately, today
    from app.counted c where c.what = may_again.what and c.who = may_again.who and c.at > now() - interval '1 day';
  if lately >= hourly or today >= daily then return false; end if;
  insert into app.counted (what, who) values (may_again.what, may_again.who);
  delete from app.counted old where old.ctid in (
    select c.ctid from app.counted c where c.at < now() - interval '1 day' limit 20 for update skip locked);
  return true;
end $$;

-- The key with which the portal says where a visitor comes from. The service reads it; nobody else can.
create table app.portal_key (
  only_row boolean primary key default true check (only_row),
  key      bytea not null default extensions.gen_random_bytes(32)
);
alter table app.portal_key enable row level security;

insert into app.portal_key default values;

create function public.portal_key() returns text
  language sql stable security definer set search_path = '' as $$
  select encode(k.key, 'hex') from app.portal_key k
$$;

-- Where an anonymous caller comes from, as a digest; null when nobody knows. The portal says it, with a proof that only the portal
-- can make. For direct calls of the data API the gateway's header says it, and only what the last gateway wrote is believed.
create function app.origin_of_call(origin text, proof text) returns table (digest text, by_portal boolean)
  language plpgsql stable security definer set search_path = '' as $$
declare
  secret  bytea := (select k.key from app.portal_key k);
  headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  address text;
begin
  if origin is not null and proof = encode(extensions.hmac(convert_to('origin ' || origin, 'UTF8'), secret, 'sha256'), 'hex') then
    return query select app.digest_of(origin), true;
    return;
  end if;
  address := coalesce(nullif(headers ->> 'cf-connecting-ip', ''), nullif(btrim(split_part(headers ->> 'x-forwarded-for', ',', -1)), ''));
  -- Whoever has one IPv6 address usually has its whole /64 network.
  if address like '%:%' and address ~ '^[0-9a-fA-F:]{2,39}$' then
    begin
      address := host(network(set_masklen(address::inet, 64)));
    exception when others then null;
    end;
  end if;
  return query select case when address is not null then app.digest_of(encode(secret, 'hex') || ' ' || address) end, false;
end $$;

-- A name as a letter may greet it: short, and no sentence, address or figure. Null for everything else: such a letter greets
-- without a name, since its words go to somebody who never asked for them.
create function app.fit_to_greet(name text) returns text
  language sql immutable set search_path = '' as $$
  select name where char_length(name) <= 60 and name !~ '[0-9:/\\@<>#?&=%_|{}()"!*;,\[\]]' and name !~ '\.[[:alnum:]]{2,}'
     and cardinality(regexp_split_to_array(name, '\s+')) <= 6
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.portal_key() to service_role;
