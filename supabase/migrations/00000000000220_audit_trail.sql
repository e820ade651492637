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
create index audit_trail_subject_at on public.audit_trail (subject, at desc, id desc);
create index audit_trail_actor_at on public.audit_trail (actor_id, at desc, id desc) where actor_id is not null;
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

create trigger institutions_in_trail after insert or update or delete on public.institutions
  for each row execute function app.note_in_trail('name', 'acronym', 'kind', 'country', 'city');
create trigger affiliations_in_trail after insert or update or delete on public.affiliations
  for each row execute function app.note_in_trail('person_id', 'institution_id', 'role', 'started_on', 'ended_on');
create trigger alliance_roles_in_trail after insert or update or delete on public.alliance_roles
  for each row execute function app.note_in_trail('person_id', 'role', 'started_on', 'ended_on');
create trigger people_in_trail after update of disabled_at on public.people
  for each row execute function app.note_in_trail('disabled_at');
create trigger institution_standing_in_trail after update on public.institutions
  for each row execute function app.note_in_trail('status', 'merged_into', 'coordinating');
-- The trail tells that an institution changed whether the public sees it.
create trigger institutions_visibility_in_trail after update of listed on public.institutions
  for each row execute function app.note_in_trail('listed');

-- Entries of the audit log, newest first, fifty before an entry. Coordinators read all of it, everybody else what they did; `own`:
-- coordinators too. `about` names what an entry is about, `names` the people, institutions, chapters and compendia whose ids it holds:
-- those that are still there and that the reader may see. subject: a table, or ''; words: each begins a word of the name of who did it (the first thousand who fit);
-- since, until: days in UTC, or null.
create function public.trail_page(subject text, words text, since date, until date, before bigint, own boolean default false) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  me     uuid := app.me();
  asked  tsquery := app.words_asked(words);
  ends   timestamptz := until + 1;
  -- Where the page before this one ended.
  moment timestamptz := (select t.at from public.audit_trail t where t.id = trail_page.before);
  who    uuid[];
  found  bigint[];
begin
  if me is null then return null; end if;
  if own or (select app.i_coordinate()) is not true then
    who := array[me];
  elsif asked is not null then
    who := array(select p.id from public.people p where p.search @@ asked limit 1000);
  end if;
  if who is null then
    found := array(
      select t.id from public.audit_trail t
       where (trail_page.subject = '' or t.subject = trail_page.subject)
         and (trail_page.before is null or (t.at, t.id) < (moment, trail_page.before))
         and (since is null or t.at >= since) and (ends is null or t.at < ends)
       order by t.at desc, t.id desc limit 50);
  else
    -- The newest of each, and of those the newest: however much was done by others, it is not looked at.
    found := array(
      select newest.id from unnest(who) one cross join lateral (
        select t.id, t.at from public.audit_trail t
         where t.actor_id = one and (trail_page.subject = '' or t.subject = trail_page.subject)
           and (trail_page.before is null or (t.at, t.id) < (moment, trail_page.before))
           and (since is null or t.at >= since) and (ends is null or t.at < ends)
         order by t.at desc, t.id desc limit 50) newest
       order by newest.at desc, newest.id desc limit 50);
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'at', t.at, 'actorKind', t.actor_kind, 'action', t.action, 'subject', t.subject,
        'before', t.before, 'after', t.after,
        'actor', (select p.name from public.people p where p.id = t.actor_id),
        'about', case t.subject
          when 'institutions' then (select i.name from public.institutions i where i.id = t.subject_id)
          when 'people' then (select p.name from public.people p where p.id = t.subject_id)
          when 'applications' then (select a.legal_name from public.applications a where a.id = t.subject_id)
          when 'affiliations' then (select p.name || ' · ' || coalesce(i.acronym, i.name) from public.affiliations a
                 join public.people p on p.id = a.person_id join public.institutions i on i.id = a.institution_id where a.id = t.subject_id)
          when 'alliance_roles' then (select p.name from public.alliance_roles r join public.people p on p.id = r.person_id where r.id = t.subject_id)
          when 'alliance_proposals' then (select p.name from public.alliance_proposals o join public.people p on p.id = o.person_id where o.id = t.subject_id)
          when 'invitations' then (select i.name from public.invitations v join public.institutions i on i.id = v.institution_id where v.id = t.subject_id)
          when 'compendia' then (select c.title from public.compendia c where c.id = t.subject_id
                                    and (app.i_coordinate() or c.id in (select app.compendia_of_mine())))
        end,
        'names', (
          select coalesce(jsonb_object_agg(of.id, of.name), '{}'::jsonb) from (
            select distinct e.value as id, case
                when e.key in ('person_id', 'assigned_to', 'decided_by', 'settled_by') then (select p.name from public.people p where p.id = e.value::uuid)
                when e.key in ('institution_id', 'lead_institution_id', 'merged_into') then (select i.name from public.institutions i where i.id = e.value::uuid)
                when e.key = 'chapter_id' then (select c.title from public.chapters c where c.id = e.value::uuid and app.my_access_to(c.id) is not null)
                when e.key = 'compendium_id' then (select c.title from public.compendia c where c.id = e.value::uuid
                                                      and (app.i_coordinate() or c.id in (select app.compendia_of_mine())))
              end as name
              from (select * from jsonb_each_text(coalesce(t.before, '{}')) union all select * from jsonb_each_text(coalesce(t.after, '{}'))) e
             where e.value is not null) of
           where of.name is not null)) order by t.at desc, t.id desc), '[]'::jsonb)
      from public.audit_trail t where t.id = any (found));
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.trail_page(text, text, date, date, bigint, boolean) to authenticated;
