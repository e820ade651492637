-- Letters that come back. A mail server says so by the webhook, or a coordinator writes it down. A hard return ("no such
-- mailbox") is noted at the person's address too, which then gets no news until it has proven itself; a soft one ("mailbox
-- full") at the letter alone.

alter table public.letters
  add column bounced_at    timestamptz,
  add column bounce_kind   text check (bounce_kind in ('hard', 'soft')),
  add column bounce_reason text check (char_length(bounce_reason) <= 300);
create index letters_bounced on public.letters (bounced_at) where bounced_at is not null;
create index letters_given_up on public.letters (given_up_at) where given_up_at is not null;
alter table public.contacts
  add column bounced_at    timestamptz,
  add column bounce_reason text check (char_length(bounce_reason) <= 300);
create index contacts_bounced on public.contacts (bounced_at) where bounced_at is not null;

-- Another address starts without a stain.
create function app.forget_return() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.bounced_at := null;
  new.bounce_reason := null;
  return new;
end $$;
create trigger contacts_forget_return before update of email on public.contacts
  for each row when (old.email is distinct from new.email) execute function app.forget_return();

-- Who marked an address, and who cleared it; never the address itself.
create function app.note_return_in_trail() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (app.me(), case when app.me() is null then 'portal' else 'person' end, 'update', 'people', new.person_id,
          jsonb_build_object('letters_come_back_since', old.bounced_at), jsonb_build_object('letters_come_back_since', new.bounced_at));
  return null;
end $$;
create trigger contacts_return_in_trail after update of bounced_at on public.contacts
  for each row when (old.bounced_at is distinct from new.bounced_at) execute function app.note_return_in_trail();

-- An invitation that was accepted had a letter that arrived.
create function app.invitation_arrived() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.contacts c set bounced_at = null, bounce_reason = null where c.email = new.email and c.bounced_at is not null;
  return null;
end $$;
create trigger invitations_arrived after update of accepted_at on public.invitations
  for each row when (old.accepted_at is null and new.accepted_at is not null) execute function app.invitation_arrived();

-- One line without control characters, 300 at most.
create function app.return_reason(reason text) returns text
  language sql immutable set search_path = '' as $$
  select left(btrim(regexp_replace(coalesce(reason, ''), '[[:cntrl:]\s]+', ' ', 'g')), 300)
$$;

-- Writes down that a letter came back, or that an address takes none. Told twice, it changes nothing: what was cleared
-- meanwhile stays clear. Answers noted · known · nobody.
create function app.note_return(letter uuid, address text, kind text, reason text) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.letters;
  whose  text := lower(btrim(address));
begin
  if letter is not null then
    select * into stands from public.letters l where l.id = letter and l.attempts > 0 for update;
    if not found then return 'nobody'; end if;
    -- What is no more than soft is not worse than what is known.
    if stands.bounced_at is not null and (stands.bounce_kind = 'hard' or kind = 'soft') then return 'known'; end if;
    update public.letters l set bounced_at = now(), bounce_kind = note_return.kind, bounce_reason = app.return_reason(note_return.reason) where l.id = stands.id;
    whose := lower(stands.recipient);
  end if;
  if kind = 'hard' then
    update public.contacts c set bounced_at = now(), bounce_reason = app.return_reason(note_return.reason)
     where c.email = whose and c.bounced_at is null;
    if letter is null and not found then
      return case when exists (select 1 from public.contacts c where c.email = whose) then 'known' else 'nobody' end;
    end if;
  elsif letter is null then
    return 'nobody';
  end if;
  return 'noted';
end $$;

-- What a mail server tells: which letter, or only which address.
create function public.note_bounce(letter uuid, recipient text, kind text, reason text) returns jsonb
  language sql volatile security definer set search_path = '' as $$
  select jsonb_build_object('kind', app.note_return(note_bounce.letter, note_bounce.recipient, note_bounce.kind, note_bounce.reason))
$$;

-- A coordinator writes down that a letter came back. Outcomes: noted · known · refused.
create function public.letter_came_back(letter uuid, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (select app.i_coordinate()) is not true or letter is null then return jsonb_build_object('kind', 'refused'); end if;
  return jsonb_build_object('kind', replace(app.note_return(letter, null, 'hard', reason), 'nobody', 'refused'));
end $$;

-- A coordinator writes down that a person's address takes no letters. Outcomes: noted · known · refused.
create function public.address_came_back(person uuid, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  address text := (select c.email from public.contacts c where c.person_id = person);
begin
  if (select app.i_coordinate()) is not true or address is null then return jsonb_build_object('kind', 'refused'); end if;
  return jsonb_build_object('kind', app.note_return(null, address, 'hard', reason));
end $$;

-- An address takes letters again: said by its owner, whom a link in a letter has just let in, or by a coordinator. Without a
-- person it is the caller's own. Outcomes: cleared · refused.
create function public.address_works(person uuid default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  whose uuid := coalesce(person, app.me());
begin
  if (whose = app.me() or (select app.i_coordinate())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  update public.contacts c set bounced_at = null, bounce_reason = null where c.person_id = whose and c.bounced_at is not null;
  return jsonb_build_object('kind', 'cleared');
end $$;

-- A letter that was given up is tried once more, from the beginning. Outcomes: soon · closed · refused.
create function public.send_letter_again(letter uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  update public.letters l set given_up_at = null, attempts = 0, claimed_at = null, due_at = now()
   where l.id = letter and l.given_up_at is not null and l.sent_at is null;
  return jsonb_build_object('kind', case when found then 'soon' else 'closed' end);
end $$;

-- ── News waits for an address that works ─────────────────────────────────────────────────────────

-- As before, except that an address which letters come back from is told nothing: sign-in letters and those to applicants
-- do not pass here.
create or replace function app.tell(person uuid, theme text, letter text, facts jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  address text := (select c.email from public.contacts c join public.people p on p.id = c.person_id and p.disabled_at is null
                    where c.person_id = person and c.bounced_at is null);
begin
  if address is null then return; end if;
  case app.cadence_of(person, theme)
    when 'at once' then
      insert into public.letters (kind, recipient, facts)
      values (letter, address, facts || jsonb_build_object('name', (select p.name from public.people p where p.id = person)));
    when 'daily' then insert into public.digest_items (person_id, kind, facts) values (person, letter, facts);
    else null;
  end case;
end $$;

create or replace function public.send_digests() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one   record;
  made  int := 0;
  today date;
begin
  for one in
    select p.id, p.name, p.time_zone, c.email from public.people p join public.contacts c on c.person_id = p.id
     where p.disabled_at is null and c.bounced_at is null and exists (select 1 from public.digest_items d where d.person_id = p.id)
       and extract(hour from now() at time zone p.time_zone) >= 7
       and not exists (select 1 from public.digests_sent s where s.person_id = p.id and s.sent_on >= (now() at time zone p.time_zone)::date)
     order by p.id limit 200 for update of p skip locked
  loop
    today := (now() at time zone one.time_zone)::date;
    -- Looked at again under the lock: another process may have served them a moment ago.
    continue when exists (select 1 from public.digests_sent s where s.person_id = one.id and s.sent_on >= today);
    insert into public.letters (kind, recipient, facts)
    select 'digest', one.email, jsonb_build_object('name', one.name,
             'items', jsonb_agg(jsonb_build_object('kind', d.kind, 'facts', d.facts || jsonb_build_object('name', one.name)) order by d.id))
      from public.digest_items d where d.person_id = one.id;
    delete from public.digest_items d where d.person_id = one.id;
    insert into public.digests_sent (person_id, sent_on) values (one.id, today)
      on conflict (person_id) do update set sent_on = excluded.sent_on;
    made := made + 1;
  end loop;
  return to_jsonb(made);
end $$;

revoke execute on function app.forget_return(), app.note_return_in_trail(), app.invitation_arrived(), app.return_reason(text),
  app.note_return(uuid, text, text, text) from public;
revoke execute on function public.note_bounce(uuid, text, text, text), public.letter_came_back(uuid, text),
  public.address_came_back(uuid, text), public.address_works(uuid), public.send_letter_again(uuid) from public, anon, authenticated;
grant execute on function public.note_bounce(uuid, text, text, text) to service_role;
grant execute on function public.letter_came_back(uuid, text), public.address_came_back(uuid, text), public.address_works(uuid),
  public.send_letter_again(uuid) to authenticated;
