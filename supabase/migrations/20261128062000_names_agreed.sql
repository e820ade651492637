-- Names stand where their owners agreed: an institution is named as author of a compendium once its primary representative
-- accepted. Until then it is invited: its people may read and write what was opened to them, and nothing public names it.

alter table public.compendium_institutions
  add column accepted_at timestamptz,
  add column invited_by  uuid references public.people (id) on delete set null,
  add column invited_at  timestamptz not null default now();
update public.compendium_institutions set accepted_at = now();
create index compendium_institutions_invited on public.compendium_institutions (institution_id) where accepted_at is null;
create index compendium_institutions_invited_by on public.compendium_institutions (invited_by) where invited_by is not null;
revoke insert on public.compendium_institutions from authenticated;
-- Who was invited is not for everybody.
revoke select on public.compendium_institutions from anon;
grant select (compendium_id, institution_id, accepted_at) on public.compendium_institutions to anon;

alter policy "everyone sees the author institutions of public compendia" on public.compendium_institutions
  using (accepted_at is not null and compendium_id in (select c.id from public.compendia c where c.visibility = 'public'));

-- Whether the caller is primary representative of an institution today. Coordinators speak for all of them, but lend no name.
create function app.i_sign_for(institution uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select 1 from app.active_affiliations() a
    where a.person_id = (select app.me()) and a.institution_id = institution and a.role = 'primary representative')
$$;

-- The lead institution agreed by opening the compendium, another one by its own representative; what plain SQL writes stands.
create function app.ask_author() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.invited_by := app.me();
  if new.accepted_at is null and (new.invited_by is null or app.i_sign_for(new.institution_id)
       or exists (select 1 from public.compendia c where c.id = new.compendium_id and c.lead_institution_id = new.institution_id)) then
    new.accepted_at := now();
  end if;
  return new;
end $$;
create trigger compendium_institutions_ask before insert on public.compendium_institutions
  for each row execute function app.ask_author();

create function app.tell_of_authorship() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform app.tell(a.person_id, 'institution', 'authorship-invited', jsonb_build_object(
      'id', c.id, 'institution', i.name, 'slug', i.slug, 'compendium', c.title,
      'by', (select p.name from public.people p where p.id = new.invited_by)))
    from public.compendia c, public.institutions i, app.active_affiliations() a
   where c.id = new.compendium_id and i.id = new.institution_id and a.institution_id = i.id and a.role = 'primary representative';
  return null;
end $$;
create trigger compendium_institutions_tell after insert on public.compendium_institutions
  for each row when (new.accepted_at is null) execute function app.tell_of_authorship();

-- Accepts that an institution is named as author, or declines it, or takes the name off again later. The lead institution leads.
-- Outcomes: accepted · declined · gone · refused.
create function public.answer_authorship(compendium uuid, institution uuid, accept boolean) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  volume public.compendia;
begin
  if (select app.i_sign_for(answer_authorship.institution)) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into volume from public.compendia c where c.id = answer_authorship.compendium for update;
  if volume.lead_institution_id = answer_authorship.institution then return jsonb_build_object('kind', 'refused'); end if;
  if accept then
    update public.compendium_institutions ci set accepted_at = coalesce(ci.accepted_at, now())
     where ci.compendium_id = volume.id and ci.institution_id = answer_authorship.institution;
    return jsonb_build_object('kind', case when found then 'accepted' else 'gone' end);
  end if;
  delete from public.compendium_institutions ci where ci.compendium_id = volume.id and ci.institution_id = answer_authorship.institution;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  perform app.tell(volume.lead_editor_id, 'institution', 'authorship-declined', jsonb_build_object(
      'id', volume.id, 'institution', i.name, 'slug', volume.slug, 'compendium', volume.title))
    from public.institutions i where i.id = answer_authorship.institution and volume.lead_editor_id is not null;
  return jsonb_build_object('kind', 'declined');
end $$;

-- Where the institutions that the caller signs for are asked to be named, or agreed to be: open questions first.
create function public.my_authorships() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'compendiumId', c.id, 'slug', c.slug, 'title', c.title, 'institutionId', i.id, 'institutionSlug', i.slug, 'institution', i.name,
      'lead', (select l.name from public.institutions l where l.id = c.lead_institution_id),
      'by', (select p.name from public.people p where p.id = ci.invited_by), 'accepted', ci.accepted_at is not null)
      order by ci.accepted_at is not null, c.title, c.id), '[]'::jsonb)
    from app.active_affiliations() a
    join public.institutions i on i.id = a.institution_id
    join public.compendium_institutions ci on ci.institution_id = i.id
    join public.compendia c on c.id = ci.compendium_id and c.lead_institution_id <> i.id
   where a.person_id = (select app.me()) and a.role = 'primary representative'
$$;

-- Keeps the entry of a compendium, unless somebody kept another one meanwhile. The lead institution always stays an author.
-- Outcomes: kept · refused · changed-meanwhile (with the title that stands) · not-an-author (the lead editor named is at no
-- institution that agreed to be an author). Institutions that are new here are invited, and named once they accept.
create or replace function public.keep_compendium(
  compendium uuid, expected timestamptz, title text, summary text, language text, visibility public.compendium_visibility,
  lead_editor uuid, author_institutions uuid[], drafts_due_on date, review_due_on date, launch_on date
) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  standing public.compendia;
begin
  if not app.i_lead(compendium) then return jsonb_build_object('kind', 'refused'); end if;
  select * into standing from public.compendia c where c.id = compendium for update;
  if not found then return jsonb_build_object('kind', 'refused'); end if;
  if standing.updated_at is distinct from expected then
    return jsonb_build_object('kind', 'changed-meanwhile', 'title', standing.title);
  end if;
  if lead_editor is distinct from standing.lead_editor_id and lead_editor is not null and not exists (
    select 1 from public.affiliations a
     where a.person_id = lead_editor and (a.institution_id = standing.lead_institution_id
         or a.institution_id in (select ci.institution_id from public.compendium_institutions ci
              where ci.compendium_id = compendium and ci.accepted_at is not null and ci.institution_id = any (author_institutions)))
       and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)) then
    return jsonb_build_object('kind', 'not-an-author');
  end if;
  delete from public.compendium_institutions ci
   where ci.compendium_id = compendium and ci.institution_id <> standing.lead_institution_id
     and not (ci.institution_id = any (author_institutions));
  insert into public.compendium_institutions (compendium_id, institution_id)
  select compendium, i.id from public.institutions i where i.id = any (author_institutions) or i.id = standing.lead_institution_id
  on conflict do nothing;
  update public.compendia c
     set title = keep_compendium.title, summary = keep_compendium.summary, language = keep_compendium.language,
         visibility = keep_compendium.visibility, lead_editor_id = lead_editor,
         drafts_due_on = keep_compendium.drafts_due_on, review_due_on = keep_compendium.review_due_on,
         launch_on = keep_compendium.launch_on
   where c.id = compendium;
  return jsonb_build_object('kind', 'kept');
end $$;

-- One member for everybody; null when it is not listed. Compendia are those that anybody may read; people are those who are
-- there today and agreed to be named, with what each of them shows in public.
create or replace function public.member_page(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country, 'city', i.city,
    'about', i.about, 'themes', i.themes, 'languages', i.languages, 'website', i.website, 'ror', i.ror, 'joinedOn', i.joined_on,
    'logo', (select l.stamp from public.institution_logos l where l.institution_id = i.id),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', a.role,
               'photo', (select ph.stamp from public.person_photos ph join public.person_details d on d.person_id = ph.person_id
                          where ph.person_id = p.id and d.detail = 'photo' and d.shown = 'public'),
               'email', (select c.email from public.contacts c join public.person_details d on d.person_id = c.person_id
                          where c.person_id = p.id and d.detail = 'email' and d.shown = 'public'),
               'details', coalesce((select jsonb_object_agg(d.detail, d.value) from public.person_details d
                            where d.person_id = p.id and d.shown = 'public' and d.value is not null), '{}'::jsonb))
             order by a.role, p.sort_name, p.id)
        from public.affiliations a
        join public.people p on p.id = a.person_id and p.disabled_at is null
        join public.person_details n on n.person_id = p.id and n.detail = 'name' and n.shown = 'public'
       where a.institution_id = i.id
         and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)), '[]'::jsonb),
    'compendia', coalesce((
      select jsonb_agg(jsonb_build_object('slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'launchOn', c.launch_on)
               order by c.launch_on desc nulls last, c.title)
        from public.compendia c
       where c.visibility = 'public' and (c.lead_institution_id = i.id or exists (
             select 1 from public.compendium_institutions x where x.compendium_id = c.id and x.institution_id = i.id and x.accepted_at is not null))), '[]'::jsonb))
  from public.institutions i
  where i.slug = member_page.slug and i.listed and i.status = 'active'
$$;

-- ── What was done without asking ─────────────────────────────────────────────────────────────────

-- Merges an institution into another. People go on at the other one from today, and who is at both keeps what they have there;
-- compendia, rights to chapters and open invitations go along, the higher right wins, but no invitation to be primary
-- representative; the old address leads to the new one.
-- Outcomes: merged (with the slug of the other one) · coordinating · unfit (either is merged already, the target does not take
-- part, or both are the same) · reason-missing · refused.
create or replace function public.merge_institutions(source uuid, target uuid, reason text) returns jsonb
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

-- What is deleted is noted, with what it was.
create trigger compendia_in_trail after delete on public.compendia
  for each row execute function app.note_in_trail('title', 'slug', 'visibility', 'lead_institution_id');
create trigger chapters_in_trail after delete on public.chapters
  for each row execute function app.note_in_trail('title', 'compendium_id');
create trigger chapter_grants_in_trail after delete on public.chapter_grants
  for each row execute function app.note_in_trail('chapter_id', 'person_id', 'institution_id', 'access');

-- An affiliation changes by functions only, which hold the institution first, as a handover does. One that is over stays over:
-- who is to come back is invited, and answers.
drop policy "representatives date and name the affiliations of their institution" on public.affiliations;
revoke update (role, started_on, ended_on), update on public.affiliations from authenticated;

-- Gives somebody another role from today on, or ends it today (role null). Outcomes: amended · gone · last-representative.
create function public.amend_affiliation(affiliation uuid, role public.affiliation_role) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.affiliations := app.affiliation_to_date(affiliation);
begin
  if stands.id is null then return jsonb_build_object('kind', 'gone'); end if;
  update public.affiliations a
     set role = coalesce(amend_affiliation.role, a.role),
         ended_on = case when amend_affiliation.role is null then greatest(a.started_on, current_date) else a.ended_on end
   where a.id = stands.id;
  return jsonb_build_object('kind', 'amended');
exception when sqlstate 'GP001' then
  return jsonb_build_object('kind', 'last-representative');
end $$;

revoke execute on function app.i_sign_for(uuid), app.ask_author(), app.tell_of_authorship() from public;
revoke execute on function public.answer_authorship(uuid, uuid, boolean), public.my_authorships(),
  public.amend_affiliation(uuid, public.affiliation_role) from public, anon, authenticated;
grant execute on function public.answer_authorship(uuid, uuid, boolean), public.my_authorships(),
  public.amend_affiliation(uuid, public.affiliation_role) to authenticated;
