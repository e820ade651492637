-- Names stand where their owners agreed: an institution is named as author of a compendium once its primary representative
-- accepted. Until then it is invited: its people may read and write what was opened to them, and nothing public names it.

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

-- The institutions that agreed to be named as authors of a compendium, lead first: for functions that have asked whether the
-- caller may read it.
create function app.authors_in(compendium uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym,
                                        'city', i.city, 'country', i.country, 'lead', i.id = c.lead_institution_id)
                     order by (i.id = c.lead_institution_id) desc, i.sort_name, i.id)
      from public.compendia c
      join public.compendium_institutions ci on ci.compendium_id = c.id
      join public.institutions i on i.id = ci.institution_id
     where c.id = authors_in.compendium and ci.accepted_at is not null), '[]'::jsonb);
end $$;

-- The institutions behind a compendium, lead first: part of what anyone who may read it is told.
create function app.authors_of(compendium uuid) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
begin
  return case when app.i_see(authors_of.compendium) then app.authors_in(authors_of.compendium) else '[]'::jsonb end;
end $$;

-- The institutions named at a chapter itself, with their right: part of what anyone who may read the chapter is told. One
-- that did not agree to be named as author writes all the same, and is named to who takes part only.
create function app.chapter_institutions(compendium uuid) returns table (chapter_id uuid, institutions jsonb)
  language sql stable security definer set search_path = '' as $$
  select g.chapter_id,
         jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'access', g.access)
                   order by g.access desc, i.sort_name, i.id)
    from public.chapters ch
    join public.chapter_grants g on g.chapter_id = ch.id
    join public.institutions i on i.id = g.institution_id
   where ch.compendium_id = chapter_institutions.compendium and (select app.i_see(chapter_institutions.compendium))
     and (exists (select 1 from public.compendium_institutions ci
                   where ci.compendium_id = ch.compendium_id and ci.institution_id = g.institution_id and ci.accepted_at is not null)
       or (select chapter_institutions.compendium in (select app.compendia_of_mine()))
       or (select app.i_lead(chapter_institutions.compendium)))
   group by g.chapter_id
$$;

-- The name of the lead editor, for members who see the compendium; the public is told institutions only.
create function app.lead_editor_of(compendium uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select p.name from public.compendia c join public.people p on p.id = c.lead_editor_id
   where c.id = lead_editor_of.compendium and (select app.i_am_member()) and (select app.i_see(lead_editor_of.compendium))
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.answer_authorship(uuid, uuid, boolean), public.my_authorships() to authenticated;
grant execute on function app.authors_of(uuid), app.chapter_institutions(uuid), app.lead_editor_of(uuid)
  to anon, authenticated, service_role;
