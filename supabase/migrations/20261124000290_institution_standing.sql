-- How an institution stands in the alliance: it can be suspended and taken back, leave and return, and be merged into another.
-- Coordinators decide; each step has a reason, and nothing that people wrote or were given is lost.

create table public.institution_standings (
  id             bigint generated always as identity primary key,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  status         public.institution_status not null,
  reason         text not null check (char_length(btrim(reason)) between 1 and 1000),
  decided_by     uuid references public.people (id) on delete set null,
  decided_at     timestamptz not null default now()
);
create index institution_standings_institution on public.institution_standings (institution_id, id desc);
create index institution_standings_decided_by on public.institution_standings (decided_by) where decided_by is not null;

alter table public.institution_standings enable row level security;
grant select on public.institution_standings to authenticated;
grant all on public.institution_standings to service_role;
create policy "coordinators know why an institution stands as it does" on public.institution_standings
  for select to authenticated using ((select app.i_coordinate()));

-- What was merged needs nobody to speak for it: who came after it does.
create or replace function app.keep_a_representative() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if old.role <> 'primary representative' or old.ended_on <= current_date then return new; end if;
  if new.role = 'primary representative' and new.started_on <= greatest(old.started_on, current_date)
     and (new.ended_on is null or new.ended_on >= old.ended_on) then return new; end if;
  perform 1 from public.institutions where id = old.institution_id for update;
  if exists (select 1 from public.institutions i where i.id = old.institution_id and i.status = 'merged') then return new; end if;
  if not exists (
    select 1 from public.affiliations a join public.people p on p.id = a.person_id and p.disabled_at is null
     where a.institution_id = old.institution_id and a.id <> old.id and a.role = 'primary representative'
       and a.started_on <= current_date and a.ended_on is null) then
    raise exception 'The last primary representative cannot leave without a successor.' using errcode = 'GP001';
  end if;
  return new;
end $$;

-- Suspends, takes back, or records that an institution left. Rights follow at once, open editors included.
-- Outcomes: changed · unchanged · coordinating (an institution that coordinates the alliance stays) · merged · reason-missing · refused.
create function public.set_institution_standing(institution uuid, status text, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.institutions;
  wanted public.institution_status := set_institution_standing.status::public.institution_status;
  why    text := btrim(coalesce(set_institution_standing.reason, ''));
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into stands from public.institutions i where i.id = institution for update;
  if not found or wanted = 'merged' then return jsonb_build_object('kind', 'refused'); end if;
  if stands.status = 'merged' then return jsonb_build_object('kind', 'merged'); end if;
  if stands.status = wanted then return jsonb_build_object('kind', 'unchanged'); end if;
  if stands.coordinating then return jsonb_build_object('kind', 'coordinating'); end if;
  if why = '' then return jsonb_build_object('kind', 'reason-missing'); end if;
  update public.institutions i set status = wanted where i.id = stands.id;
  insert into public.institution_standings (institution_id, status, reason, decided_by) values (stands.id, wanted, why, app.me());
  return jsonb_build_object('kind', 'changed');
end $$;

-- ── Merging ──────────────────────────────────────────────────────────────────────────────────────

-- What a merger would carry from one institution to another; null for who does not coordinate and where there is nothing to merge.
create function public.merger_preview(source uuid, target text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'target', jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name),
    'people', (select count(*) from public.affiliations a where a.institution_id = s.id and (a.ended_on is null or a.ended_on > current_date)),
    'peopleAtBoth', (select count(*) from public.affiliations a join public.affiliations b on b.person_id = a.person_id and b.institution_id = t.id
                       and (b.ended_on is null or b.ended_on > current_date)
                      where a.institution_id = s.id and (a.ended_on is null or a.ended_on > current_date)),
    'compendiaLed', (select count(*) from public.compendia c where c.lead_institution_id = s.id),
    'compendia', (select count(*) from public.compendium_institutions c where c.institution_id = s.id),
    'chapters', (select count(*) from public.chapter_grants g where g.institution_id = s.id),
    'invitations', (select count(*) from public.invitations v where v.institution_id = s.id and v.accepted_at is null and v.revoked_at is null))
  from public.institutions s join public.institutions t on t.slug = merger_preview.target and t.id <> s.id and t.status = 'active'
  where s.id = merger_preview.source and s.status <> 'merged' and (select app.i_coordinate())
$$;

-- Merges an institution into another. People go on at the other one from today, and who is at both keeps what they have there;
-- compendia, rights to chapters and open invitations go along, the higher right wins; the old address leads to the new one.
-- Outcomes: merged (with the slug of the other one) · coordinating · unfit (either is merged already, the target does not take
-- part, or both are the same) · reason-missing · refused.
create function public.merge_institutions(source uuid, target uuid, reason text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  leaving public.institutions;
  staying public.institutions;
  why     text := btrim(coalesce(merge_institutions.reason, ''));
begin
  if (select app.i_coordinate()) is not true then return jsonb_build_object('kind', 'refused'); end if;
  -- Always in the same order, so that two mergers that meet do not wait for each other.
  perform 1 from public.institutions i where i.id in (source, target) order by i.id for update;
  select * into leaving from public.institutions i where i.id = source;
  select * into staying from public.institutions i where i.id = target;
  if leaving.id is null or staying.id is null or leaving.id = staying.id or leaving.status = 'merged' or staying.status <> 'active' then
    return jsonb_build_object('kind', 'unfit');
  end if;
  if leaving.coordinating then return jsonb_build_object('kind', 'coordinating'); end if;
  if why = '' then return jsonb_build_object('kind', 'reason-missing'); end if;

  update public.institutions i set status = 'merged', merged_into = staying.id where i.id = leaving.id;
  update public.institutions i set merged_into = staying.id where i.merged_into = leaving.id;
  insert into public.institution_standings (institution_id, status, reason, decided_by) values (leaving.id, 'merged', why, app.me());

  insert into public.affiliations (person_id, institution_id, role, started_on, ended_on)
  select a.person_id, staying.id,
         -- The other institution has its representative already.
         case when a.role = 'primary representative' and exists (
                select 1 from app.active_affiliations() b where b.institution_id = staying.id and b.role = 'primary representative')
              then 'alternate' else a.role end, greatest(a.started_on, current_date), a.ended_on
    from public.affiliations a
   where a.institution_id = leaving.id and (a.ended_on is null or a.ended_on > current_date)
     and not exists (select 1 from public.affiliations b where b.person_id = a.person_id and b.institution_id = staying.id
                       and (b.ended_on is null or b.ended_on > current_date));
  update public.affiliations a set ended_on = greatest(a.started_on, current_date)
   where a.institution_id = leaving.id and (a.ended_on is null or a.ended_on > current_date);

  update public.compendia c set lead_institution_id = staying.id where c.lead_institution_id = leaving.id;
  insert into public.compendium_institutions (compendium_id, institution_id)
  select c.compendium_id, staying.id from public.compendium_institutions c where c.institution_id = leaving.id
  on conflict do nothing;
  delete from public.compendium_institutions c where c.institution_id = leaving.id;
  insert into public.chapter_grants (chapter_id, institution_id, access)
  select g.chapter_id, staying.id, g.access from public.chapter_grants g where g.institution_id = leaving.id
  on conflict (chapter_id, person_id, institution_id) do update set access = greatest(public.chapter_grants.access, excluded.access);
  delete from public.chapter_grants g where g.institution_id = leaving.id;

  update public.invitations v set revoked_at = now()
   where v.institution_id = leaving.id and v.accepted_at is null and v.revoked_at is null
     and exists (select 1 from public.invitations o where o.institution_id = staying.id and o.email = v.email
                   and o.accepted_at is null and o.revoked_at is null);
  update public.invitations v set institution_id = staying.id
   where v.institution_id = leaving.id and v.accepted_at is null and v.revoked_at is null;
  update public.applications a set institution_id = staying.id where a.institution_id = leaving.id;
  return jsonb_build_object('kind', 'merged', 'slug', staying.slug);
end $$;

-- Where an address that was merged leads to today; null for every other one. For everybody: addresses outlive sessions.
create function public.merged_into(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select to_jsonb(t.slug) from public.institutions s join public.institutions t on t.id = s.merged_into
   where s.slug = merged_into.slug and s.status = 'merged'
$$;

-- How an institution stands and came to stand so. Null for who does not coordinate.
create function public.institution_standing(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', i.id, 'slug', i.slug, 'name', i.name, 'status', i.status, 'coordinating', i.coordinating, 'joinedOn', i.joined_on,
    'mergedInto', (select jsonb_build_object('slug', t.slug, 'name', t.name) from public.institutions t where t.id = i.merged_into),
    'people', (select count(*) from public.affiliations a where a.institution_id = i.id and (a.ended_on is null or a.ended_on > current_date)),
    'history', coalesce((select jsonb_agg(jsonb_build_object('status', h.status, 'reason', h.reason, 'at', h.decided_at,
                  'by', (select p.name from public.people p where p.id = h.decided_by)) order by h.id desc)
                  from public.institution_standings h where h.institution_id = i.id), '[]'::jsonb),
    'others', coalesce((select jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name) order by o.name, o.id)
                  from public.institutions o where o.status = 'active' and o.id <> i.id), '[]'::jsonb))
  from public.institutions i
  where i.slug = institution_standing.slug and (select app.i_coordinate())
$$;

revoke execute on function public.set_institution_standing(uuid, text, text), public.merger_preview(uuid, text),
  public.merge_institutions(uuid, uuid, text), public.merged_into(text), public.institution_standing(text)
  from public, anon, authenticated;
grant execute on function public.set_institution_standing(uuid, text, text), public.merger_preview(uuid, text),
  public.merge_institutions(uuid, uuid, text), public.institution_standing(text) to authenticated;
grant execute on function public.merged_into(text) to anon, authenticated;
