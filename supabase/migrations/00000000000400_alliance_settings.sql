-- What the alliance sets for itself: how decisions on applications are made, and how long things may take.
create table public.alliance_settings (
  settings_id      uuid primary key default '00000000-0000-4000-8000-000000000001'
                   check (settings_id = '00000000-0000-4000-8000-000000000001'),
  -- How many coordinating institutions must be heard before a decision; null: all of them.
  quorum           int check (quorum between 1 and 50),
  review_days      int not null default 42 check (review_days between 7 and 365),
  information_days int not null default 21 check (information_days between 7 and 180),
  draft_days       int not null default 60 check (draft_days between 14 and 365),
  warning_days     int not null default 7 check (warning_days between 1 and 13),
  appeal_days      int not null default 30 check (appeal_days between 7 and 180),
  retention_months int not null default 12 check (retention_months between 1 and 60),
  updated_at       timestamptz not null default now()
);
alter table public.alliance_settings enable row level security;
grant select on public.alliance_settings to authenticated, service_role;
grant update (review_days, information_days, draft_days, warning_days, appeal_days, retention_months)
  on public.alliance_settings to authenticated;

create policy "members know how the alliance decides" on public.alliance_settings
  for select to authenticated using ((select app.i_am_member()));
create policy "coordinators set how the alliance decides" on public.alliance_settings
  for update to authenticated using ((select app.i_coordinate())) with check ((select app.i_coordinate()));

create trigger alliance_settings_touch before update on public.alliance_settings for each row execute function app.touch();
create trigger alliance_settings_in_trail after update on public.alliance_settings
  for each row execute function app.note_in_trail('quorum', 'review_days', 'information_days', 'draft_days', 'warning_days',
    'appeal_days', 'retention_months');

insert into public.alliance_settings default values;

-- How joining works, in the days that the alliance has set: for everybody.
create function public.joining_terms() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('reviewDays', s.review_days, 'informationDays', s.information_days, 'appealDays', s.appeal_days,
           'draftDays', s.draft_days, 'retentionMonths', s.retention_months) from public.alliance_settings s
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.joining_terms() to anon, authenticated;
