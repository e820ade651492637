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

revoke execute on all functions in schema app, public from public;
grant execute on function public.claim_job(text, int), public.settle_job(text, text) to service_role;
grant execute on function public.run_job_now(text) to authenticated;
