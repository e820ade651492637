-- Letters that come back. A mail server says so by the webhook, or a coordinator writes it down. A hard return ("no such
-- mailbox") is noted at the person's address too, which then gets no news until it has proven itself; a soft one ("mailbox
-- full") at the letter alone.

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

-- A new address starts without the returns of the old one.
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

-- A letter that was given up is tried once more, from the beginning. Outcomes: soon · closed · refused.
create function public.send_letter_again(letter uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  update public.letters l set given_up_at = null, attempts = 0, claimed_at = null, due_at = now()
   where l.id = letter and l.given_up_at is not null and l.sent_at is null;
  return jsonb_build_object('kind', case when found then 'soon' else 'closed' end);
end $$;

-- ── The list of letters that wait, were given up or came back ─────────────────────────────────────

-- Letters that wait to be sent, were given up ('failed'), or came back ('back'). Each fate has an index of its own.
create function app.letters_of_fate(fate text) returns setof public.letters
  language sql stable security definer set search_path = '' as $$
  select * from public.letters l where fate = 'waiting' and l.sent_at is null and l.given_up_at is null
  union all select * from public.letters l where fate = 'failed' and l.given_up_at is not null
  union all select * from public.letters l where fate = 'back' and l.bounced_at is not null
$$;

-- Letters of one fate, the newest first, fifty a page: 'waiting', 'failed' (given up) or 'back'. Counting stops at a thousand.
-- Null for who does not coordinate.
create function public.letters_managed(fate text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  skip  int := (greatest(1, least(page, 400)) - 1) * 50;
  total int;
  rows  jsonb;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (select 1 from app.letters_of_fate(fate) limit 1000) counted;
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('id', l.id, 'kind', l.kind, 'to', l.recipient, 'at', l.created_at,
        'dueAt', l.due_at, 'attempts', l.attempts, 'error', l.last_error, 'sentAt', l.sent_at, 'givenUpAt', l.given_up_at,
        'bouncedAt', l.bounced_at, 'bounceKind', l.bounce_kind, 'bounceReason', l.bounce_reason,
        'application', (select a.number from public.applications a where a.id = l.application_id),
        'person', (select c.person_id from public.contacts c where c.email = lower(l.recipient))) as row
      from (select * from app.letters_of_fate(fate) l
             order by coalesce(l.bounced_at, l.given_up_at, l.created_at) desc, l.id limit 50 offset skip) l) listed;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, least(page, 400)));
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.note_bounce(uuid, text, text, text) to service_role;
grant execute on function public.letter_came_back(uuid, text), public.address_came_back(uuid, text),
  public.address_works(uuid), public.send_letter_again(uuid), public.letters_managed(text, int) to authenticated;
