-- The audit trail: who changed what, and from what to what. Rows are added by triggers and by nobody else; no role may
-- change or remove one, the service included.

create table public.audit_trail (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  actor_id   uuid references public.people (id) on delete set null,
  -- 'person' signed in, 'visitor' without an account (an applicant), 'portal' by itself (a job, a tool of the database).
  actor_kind text not null check (actor_kind in ('person', 'visitor', 'portal')),
  action     text not null check (action in ('insert', 'update', 'delete')),
  subject    text not null,
  subject_id uuid not null,
  before     jsonb,
  after      jsonb
);
create index audit_trail_at on public.audit_trail (at desc, id desc);
create index audit_trail_subject on public.audit_trail (subject, subject_id, id desc);
create index audit_trail_actor on public.audit_trail (actor_id, id desc) where actor_id is not null;

alter table public.audit_trail enable row level security;
revoke all on public.audit_trail from service_role;
grant select on public.audit_trail to authenticated, service_role;

create policy "coordinators read the audit trail, people their own entries" on public.audit_trail
  for select to authenticated
  using ((select app.i_coordinate()) or actor_id = (select app.me()));

-- Notes a change of the columns named by the trigger: what is not named (addresses, secrets, long texts) stays out.
create function app.note_in_trail() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  is_ jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  me  uuid := app.me();
  was_part jsonb; is_part jsonb;
begin
  select jsonb_object_agg(c, was -> c) filter (where was -> c is distinct from is_ -> c),
         jsonb_object_agg(c, is_ -> c) filter (where was -> c is distinct from is_ -> c)
    into was_part, is_part from unnest(tg_argv) c;
  if was_part is null and is_part is null then return null; end if;
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (me,
          case when me is not null then 'person'
               when coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), (select auth.jwt() ->> 'role')) = 'anon' then 'visitor'
               else 'portal' end,
          lower(tg_op), tg_table_name,
          (coalesce(is_, was) ->> case tg_table_name when 'alliance_settings' then 'settings_id' else 'id' end)::uuid,
          case when tg_op <> 'INSERT' then was_part end, case when tg_op <> 'DELETE' then is_part end);
  return null;
end $$;
revoke execute on function app.note_in_trail() from public;

create trigger institutions_in_trail after insert or update or delete on public.institutions
  for each row execute function app.note_in_trail('name', 'acronym', 'kind', 'country', 'city');
create trigger affiliations_in_trail after insert or update or delete on public.affiliations
  for each row execute function app.note_in_trail('person_id', 'institution_id', 'role', 'started_on', 'ended_on');
create trigger alliance_roles_in_trail after insert or update or delete on public.alliance_roles
  for each row execute function app.note_in_trail('person_id', 'role', 'started_on', 'ended_on');
create trigger people_in_trail after update of disabled_at on public.people
  for each row execute function app.note_in_trail('disabled_at');
create trigger invitations_in_trail after insert or update on public.invitations
  for each row execute function app.note_in_trail('institution_id', 'role', 'accepted_at', 'revoked_at');
