-- Letters: everything the portal sends by post goes through this one outbox, and a letter is sent once.
-- A row names the occasion and its facts; the words are set when the letter is sent.
create table public.letters (
  id             uuid primary key default gen_random_uuid(),
  kind           text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  recipient      text not null check (recipient like '%_@_%' and char_length(recipient) <= 254),
  facts          jsonb not null default '{}',
  -- A letter about an application is deleted with it.
  application_id uuid references public.applications (id) on delete cascade,
  subject        text,
  body_text      text,
  body_html      text,
  due_at         timestamptz not null default now(),
  claimed_at     timestamptz,
  attempts       int not null default 0,
  last_error     text,
  sent_at        timestamptz,
  given_up_at    timestamptz,
  bounced_at     timestamptz,
  bounce_kind    text check (bounce_kind in ('hard', 'soft')),
  bounce_reason  text check (char_length(bounce_reason) <= 300),
  created_at     timestamptz not null default now()
);
create index letters_due on public.letters (due_at) where sent_at is null and given_up_at is null;
create index letters_application on public.letters (application_id) where application_id is not null;
create index letters_bounced on public.letters (bounced_at) where bounced_at is not null;
create index letters_given_up on public.letters (given_up_at) where given_up_at is not null;
alter table public.letters enable row level security;
grant all on public.letters to service_role;

-- Claims letters that are due, skipping those another process holds. A claim lapses after two minutes.
create function public.claim_letters(most int) returns setof public.letters
  language sql volatile security definer set search_path = '' as $$
  update public.letters set claimed_at = now(), attempts = attempts + 1
   where id in (
     select id from public.letters
      where sent_at is null and given_up_at is null and due_at <= now()
        and (claimed_at is null or claimed_at < now() - interval '2 minutes')
      order by due_at limit most for update skip locked)
  returning *
$$;

-- Notes what became of a claimed letter: sent, or to be tried again later (1, 2, 4 … minutes), or given up after eight tries.
create function public.settle_letter(letter uuid, error text, subject text, body_text text, body_html text) returns void
  language sql volatile security definer set search_path = '' as $$
  update public.letters l set
    subject     = coalesce(settle_letter.subject, l.subject),
    body_text   = coalesce(settle_letter.body_text, l.body_text),
    body_html   = coalesce(settle_letter.body_html, l.body_html),
    last_error  = error,
    claimed_at  = null,
    sent_at     = case when error is null then now() end,
    given_up_at = case when error is not null and l.attempts >= 8 then now() end,
    due_at      = case when error is null then l.due_at else now() + make_interval(mins => (2 ^ least(l.attempts, 8))::int / 2) end
  where l.id = letter
$$;

-- ── News that people asked for ────────────────────────────────────────────────────────────────────

create type public.mail_cadence as enum ('at once', 'daily', 'off');

-- What a person wants to be told by letter, and how soon. Without a row the kind's own default holds.
create table public.mail_wishes (
  person_id uuid not null references public.people (id) on delete cascade,
  kind      text not null check (kind in ('new-member', 'application', 'institution')),
  cadence   public.mail_cadence not null,
  primary key (person_id, kind)
);
alter table public.mail_wishes enable row level security;
-- `keep_mail_wishes` is the one way to write them.
grant select on public.mail_wishes to authenticated;
grant all on public.mail_wishes to service_role;

create policy "people see their own wishes" on public.mail_wishes
  for select to authenticated using (person_id = (select app.me()));

create function app.cadence_of(person uuid, theme text) returns public.mail_cadence
  language sql stable security definer set search_path = '' as $$
  select coalesce((select w.cadence from public.mail_wishes w where w.person_id = person and w.kind = theme),
                  case theme when 'new-member' then 'off' else 'at once' end::public.mail_cadence)
$$;

-- What the caller wants to be told by letter, the kinds' own defaults included.
create function public.my_mail_wishes() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_object_agg(k, app.cadence_of(app.me(), k)) from unnest(array['new-member', 'application', 'institution']) k
   where app.me() is not null
$$;

-- Keeps what the caller wants to be told by letter: {"application": "daily", …}. Kinds that are not named stay as they are.
-- Answers all wishes as they are then.
create function public.keep_mail_wishes(wishes jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  me uuid := app.me();
begin
  if me is null then
    raise exception 'Nobody is signed in.' using errcode = 'insufficient_privilege';
  end if;
  insert into public.mail_wishes as w (person_id, kind, cadence)
  select me, wish.key, wish.value::public.mail_cadence from jsonb_each_text(wishes) wish
  on conflict (person_id, kind) do update set cadence = excluded.cadence;
  return public.my_mail_wishes();
end $$;

-- News waiting for a person's daily letter. The words are set when it is sent.
create table public.digest_items (
  id         bigint generated always as identity primary key,
  person_id  uuid not null references public.people (id) on delete cascade,
  kind       text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  facts      jsonb not null,
  created_at timestamptz not null default now()
);
create index digest_items_person on public.digest_items (person_id, id);
alter table public.digest_items enable row level security;
grant all on public.digest_items to service_role;

-- Tells a person something as they wish: by a letter of this kind at once, in the daily one, or not at all. `theme` is the
-- wish that it falls under. An address which letters come back from is told nothing. A sixth letter about the same thing within
-- an hour waits for the daily one.
create function app.tell(person uuid, theme text, letter text, facts jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  address text := (select c.email from public.contacts c join public.people p on p.id = c.person_id and p.disabled_at is null
                    where c.person_id = person and c.bounced_at is null);
begin
  if address is null then return; end if;
  case app.cadence_of(person, theme)
    when 'at once' then
      if not app.may_again('letters about one thing', concat_ws(' ', person, letter, coalesce(facts ->> 'application', facts ->> 'id', facts ->> 'slug')), 5, 20) then
        insert into public.digest_items (person_id, kind, facts) values (person, letter, facts);
        return;
      end if;
      insert into public.letters (kind, recipient, facts)
      values (letter, address, facts || jsonb_build_object('name', (select p.name from public.people p where p.id = person)));
    when 'daily' then insert into public.digest_items (person_id, kind, facts) values (person, letter, facts);
    else null;
  end case;
end $$;

-- On which day a person last had their daily letter, in their own zone.
create table public.digests_sent (
  person_id uuid primary key references public.people (id) on delete cascade,
  sent_on   date not null
);
alter table public.digests_sent enable row level security;
grant all on public.digests_sent to service_role;

-- Puts the daily letters that are due into the outbox: from seven in the morning where the person is, once a day. Answers how
-- many were made, and who got none because theirs could not be: [{person, reason}].
create function public.send_digests() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one      record;
  made     int := 0;
  today    date;
  left_out jsonb := '[]';
begin
  for one in
    select p.id, p.name, p.time_zone, c.email from public.people p join public.contacts c on c.person_id = p.id
     where p.disabled_at is null and c.bounced_at is null and exists (select 1 from public.digest_items d where d.person_id = p.id)
       and extract(hour from app.local_now(p.time_zone)) >= 7
       and not exists (select 1 from public.digests_sent s where s.person_id = p.id and s.sent_on >= app.local_now(p.time_zone)::date)
     order by p.id limit 200 for update of p skip locked
  loop
    today := app.local_now(one.time_zone)::date;
    -- Looked at again under the lock: another process may have served them a moment ago.
    continue when exists (select 1 from public.digests_sent s where s.person_id = one.id and s.sent_on >= today);
    begin
      insert into public.letters (kind, recipient, facts)
      select 'digest', one.email, jsonb_build_object('name', one.name,
               'items', jsonb_agg(jsonb_build_object('kind', d.kind, 'facts', d.facts || jsonb_build_object('name', one.name)) order by d.id))
        from public.digest_items d where d.person_id = one.id;
      delete from public.digest_items d where d.person_id = one.id;
      insert into public.digests_sent (person_id, sent_on) values (one.id, today)
        on conflict (person_id) do update set sent_on = excluded.sent_on;
      made := made + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('person', one.id, 'reason', sqlstate);
    end;
  end loop;
  return jsonb_build_object('made', made, 'leftOut', left_out);
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.claim_letters(int), public.settle_letter(uuid, text, text, text, text),
  public.send_digests() to service_role;
grant execute on function public.my_mail_wishes(), public.keep_mail_wishes(jsonb) to authenticated;
