-- Letters: everything the portal sends by post goes through this one outbox, and a letter is sent once.
-- A row names the occasion and its facts; the words are set when the letter is sent.

create table public.letters (
  id           uuid primary key default gen_random_uuid(),
  kind         text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  recipient    text not null check (recipient like '%_@_%' and char_length(recipient) <= 254),
  facts        jsonb not null default '{}',
  subject      text,
  body_text    text,
  body_html    text,
  due_at       timestamptz not null default now(),
  claimed_at   timestamptz,
  attempts     int not null default 0,
  last_error   text,
  sent_at      timestamptz,
  given_up_at  timestamptz,
  created_at   timestamptz not null default now()
);
create index letters_due on public.letters (due_at) where sent_at is null and given_up_at is null;

-- No policy for anyone: letters hold links that open accounts. Only the outbox job reads them, as the service.
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
revoke execute on function public.claim_letters(int), public.settle_letter(uuid, text, text, text, text) from public, anon, authenticated;
grant execute on function public.claim_letters(int), public.settle_letter(uuid, text, text, text, text) to service_role;
