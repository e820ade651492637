-- Merging: an institution goes on as another, and nothing that its people wrote or were given is lost.

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
-- compendia, rights to chapters and open invitations go along, the higher right wins, but no invitation to be primary
-- representative; the old address leads to the new one.
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
  insert into public.compendium_institutions (compendium_id, institution_id, accepted_at)
  select c.compendium_id, staying.id, c.accepted_at from public.compendium_institutions c where c.institution_id = leaving.id
  on conflict (compendium_id, institution_id) do update
    set accepted_at = coalesce(public.compendium_institutions.accepted_at, excluded.accepted_at);
  delete from public.compendium_institutions c where c.institution_id = leaving.id;
  insert into public.chapter_grants (chapter_id, institution_id, access)
  select g.chapter_id, staying.id, g.access from public.chapter_grants g where g.institution_id = leaving.id
  on conflict (chapter_id, person_id, institution_id) do update set access = greatest(public.chapter_grants.access, excluded.access);
  delete from public.chapter_grants g where g.institution_id = leaving.id;

  update public.invitations v set revoked_at = now()
   where v.institution_id = leaving.id and v.accepted_at is null and v.revoked_at is null
     and exists (select 1 from public.invitations o where o.institution_id = staying.id and o.email = v.email
                   and o.accepted_at is null and o.revoked_at is null);
  -- An invitation to represent the one that goes is none to represent the one that stays.
  update public.invitations v set institution_id = staying.id,
         role = case when v.role = 'primary representative' then 'alternate' else v.role end
   where v.institution_id = leaving.id and v.accepted_at is null and v.revoked_at is null;
  update public.applications a set institution_id = staying.id where a.institution_id = leaving.id;
  return jsonb_build_object('kind', 'merged', 'slug', staying.slug);
end $$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.merger_preview(uuid, text), public.merge_institutions(uuid, uuid, text) to authenticated;
