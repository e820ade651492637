-- Pages of the coordinators: people, institutions, the trail, what runs by itself. One call a page.

alter table public.people add column search tsvector generated always as (to_tsvector('simple', name)) stored;
create index people_search on public.people using gin (search);
create index people_by_name on public.people (lower(name), id);

-- When a person was last here, by day: when one of their sessions was made or renewed.
create function app.last_seen(account uuid) returns date
  language sql stable security definer set search_path = '' as $$
  select max(coalesce((to_jsonb(s) ->> 'refreshed_at')::timestamptz, (to_jsonb(s) ->> 'updated_at')::timestamptz,
                      (to_jsonb(s) ->> 'created_at')::timestamptz))::date
    from auth.sessions s where s.user_id = account
$$;
revoke execute on function app.last_seen(uuid) from public;

-- People by name; words begin a word of the name, or are the whole address. Fifty a page; page 0 means all, for a file,
-- ten thousand at most. Counting stops at a thousand. Null for who does not coordinate.
create function public.people_managed(words text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  asked   tsquery := app.words_asked(words);
  address text := lower(btrim(words));
  most    int := case when page = 0 then 10000 else 50 end;
  skip    int := (greatest(1, least(page, 400)) - 1) * 50;
  rows    jsonb;
  total   int;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.people p where asked is null or p.search @@ asked
        or p.id in (select c.person_id from public.contacts c where c.email = address) limit 1000) counted;
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('id', p.id, 'name', p.name,
        'email', (select c.email from public.contacts c where c.person_id = p.id),
        'closed', p.disabled_at is not null, 'coordinator', app.is_coordinator(p.id), 'lastSeen', app.last_seen(p.user_id),
        'affiliations', coalesce((select jsonb_agg(jsonb_build_object('slug', i.slug, 'name', coalesce(i.acronym, i.name), 'role', a.role) order by a.started_on)
           from public.affiliations a join public.institutions i on i.id = a.institution_id
          where a.person_id = p.id and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)), '[]'::jsonb)) as row
      from (select * from public.people p
             where asked is null or p.search @@ asked or p.id in (select c.person_id from public.contacts c where c.email = address)
             order by lower(p.name), p.id limit most offset skip) p) listed;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, page));
end $$;

-- Institutions by name, whatever their standing ('' for all). Fifty a page; page 0 means all, for a file.
create function public.institutions_managed(words text, status text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  asked  tsquery := app.words_asked(words);
  wanted public.institution_status := nullif(institutions_managed.status, '')::public.institution_status;
  most   int := case when page = 0 then 10000 else 50 end;
  skip   int := (greatest(1, least(page, 400)) - 1) * 50;
  rows   jsonb;
  total  int;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.institutions i where (asked is null or i.search @@ asked) and (wanted is null or i.status = wanted) limit 1000) counted;
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind,
        'country', i.country, 'city', i.city, 'status', i.status, 'listed', i.listed, 'coordinating', i.coordinating, 'joinedOn', i.joined_on,
        'people', (select count(*) from public.affiliations a where a.institution_id = i.id and a.started_on <= current_date
                     and (a.ended_on is null or a.ended_on > current_date))) as row
      from (select * from public.institutions i where (asked is null or i.search @@ asked) and (wanted is null or i.status = wanted)
             order by lower(i.name), i.id limit most offset skip) i) listed;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, page));
end $$;
create index institutions_by_name on public.institutions (lower(name), id);

-- Entries of the trail, newest first, fifty before an entry. Coordinators read all of it, everybody else what they did.
-- subject: a table, or ''; words: of the name of who did it; since, until: days in UTC, or null.
create function public.trail_page(subject text, words text, since date, until date, before bigint) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select case when app.me() is null then null else coalesce(jsonb_agg(row order by id desc), '[]'::jsonb) end from (
    select t.id, jsonb_build_object('id', t.id, 'at', t.at, 'actorKind', t.actor_kind, 'action', t.action, 'subject', t.subject,
        'before', t.before, 'after', t.after,
        'actor', (select p.name from public.people p where p.id = t.actor_id),
        'about', case t.subject
          when 'institutions' then (select i.name from public.institutions i where i.id = t.subject_id)
          when 'people' then (select p.name from public.people p where p.id = t.subject_id)
          when 'applications' then (select a.legal_name from public.applications a where a.id = t.subject_id)
          when 'affiliations' then (select p.name || ' · ' || coalesce(i.acronym, i.name) from public.affiliations a
                 join public.people p on p.id = a.person_id join public.institutions i on i.id = a.institution_id where a.id = t.subject_id)
        end) as row
      from public.audit_trail t
     where ((select app.i_coordinate()) or t.actor_id = (select app.me()))
       and (trail_page.subject = '' or t.subject = trail_page.subject)
       and (trail_page.before is null or t.id < trail_page.before)
       and (since is null or t.at >= since) and (until is null or t.at < until + 1)
       and (app.words_asked(words) is null or t.actor_id in (select p.id from public.people p where p.search @@ app.words_asked(words)))
     order by t.id desc limit 50) listed
$$;

-- ── What runs by itself ──────────────────────────────────────────────────────────────────────────

-- A job runs in one process at a time: whoever claims it. A claim that was never settled lapses after ten minutes.
create table public.jobs (
  name            text primary key check (name ~ '^[a-z]+(-[a-z]+)*$'),
  every_seconds   int not null check (every_seconds between 1 and 86400),
  next_at         timestamptz not null default now(),
  claimed_at      timestamptz,
  last_started_at timestamptz,
  last_ended_at   timestamptz,
  last_error      text,
  failures        int not null default 0
);
alter table public.jobs enable row level security;
grant select on public.jobs to authenticated;
grant all on public.jobs to service_role;
create policy "coordinators see what runs by itself" on public.jobs for select to authenticated using ((select app.i_coordinate()));

-- Claims a job that is due; false when it is not, or another process has it.
create function public.claim_job(name text, every_seconds int) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "name" in the insert is the column
begin
  insert into public.jobs (name, every_seconds) values (claim_job.name, claim_job.every_seconds) on conflict (name) do nothing;
  update public.jobs j set claimed_at = now(), last_started_at = now(), every_seconds = claim_job.every_seconds
   where j.name = claim_job.name and j.next_at <= now()
     and (j.claimed_at is null or j.claimed_at < now() - interval '10 minutes');
  return to_jsonb(found);
end $$;

-- Notes how a claimed job ended. After a failure the pause doubles, up to an hour.
create function public.settle_job(name text, error text) returns void
  language sql volatile security definer set search_path = '' as $$
  update public.jobs j set claimed_at = null, last_ended_at = now(), last_error = left(settle_job.error, 500),
         failures = case when settle_job.error is null then 0 else j.failures + 1 end,
         next_at = now() + case when settle_job.error is null then make_interval(secs => j.every_seconds)
                                else least(interval '1 hour', make_interval(secs => 30 * 2 ^ least(j.failures, 10))) end
   where j.name = settle_job.name
$$;

-- Lets a job run in a moment. Outcomes: soon · refused.
create function public.run_job_now(name text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  update public.jobs j set next_at = now() where j.name = run_job_now.name;
  return jsonb_build_object('kind', case when found then 'soon' else 'refused' end);
end $$;

-- What the desk of the coordinators counts. Null for who does not coordinate.
create function public.managing() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'waiting', (select count(*) from public.applications a where a.state in ('submitted', 'under review')),
    'overdue', (select count(*) from public.applications a where a.state in ('submitted', 'under review') and a.review_due_at < now()),
    'members', (select count(*) from public.institutions i where i.status = 'active'),
    'people', (select count(*) from public.people p where p.disabled_at is null),
    'lettersDue', (select count(*) from public.letters l where l.sent_at is null and l.given_up_at is null),
    'lettersFailed', (select count(*) from public.letters l where l.given_up_at is not null),
    'jobsFailing', (select count(*) from public.jobs j where j.failures > 0))
  where (select app.i_coordinate())
$$;

revoke execute on function public.people_managed(text, int), public.institutions_managed(text, text, int),
  public.trail_page(text, text, date, date, bigint), public.managing(), public.claim_job(text, int), public.settle_job(text, text),
  public.run_job_now(text) from public, anon, authenticated;
grant execute on function public.people_managed(text, int), public.institutions_managed(text, text, int),
  public.trail_page(text, text, date, date, bigint), public.managing(), public.run_job_now(text) to authenticated;
grant execute on function public.claim_job(text, int), public.settle_job(text, text) to service_role;
