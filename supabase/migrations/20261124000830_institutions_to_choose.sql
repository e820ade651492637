-- A compendium is opened or settled with institutions to choose from. An alliance of a hundred shows all of them; a larger one
-- shows the first hundred by name, or of those whose name, acronym or city has words that begin as asked.

-- `choices`: institutions that take part today, and always the chosen ones and the caller's own; each with whether it fits the
-- words, and whether the caller may open a compendium in its lead. `more`: there are others, to be found by words; then the chosen ones come first.
drop function public.compendium_choices();
create function public.compendium_choices(words text default '', chosen uuid[] default '{}') returns jsonb
  language sql stable set search_path = '' as $$
  with asked as materialized (select app.words_asked(words) as words),
  offered as (
    select i.id from (
      select i.id from public.institutions i, asked
       where i.status = 'active' and (asked.words is null or i.search @@ asked.words)
       order by lower(i.name), i.id limit 100) i
    union select unnest(chosen)
    union select a.institution_id from public.affiliations a
           where a.person_id = (select app.me()) and a.role in ('primary representative', 'alternate', 'editor')
             and a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)),
  more as materialized (
    select exists (select 1 from public.institutions i where i.status = 'active' offset 100) as more)
  select jsonb_build_object('more', (select more from more), 'choices', coalesce((
    select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'acronym', i.acronym, 'country', i.country,
                                        'mayLead', i.id in (select app.institutions_i_edit_for()),
                                        'fits', asked.words is null or i.search @@ asked.words)
                     order by i.id = any (chosen) and (select more from more) desc, lower(i.name), i.id)
      from public.institutions i, asked where i.id in (select o.id from offered o)), '[]'::jsonb))
$$;

-- What the settings of a compendium offer: who could be lead editor, which institutions could write.
create or replace function public.compendium_settings(slug text) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id, 'slug', c.slug, 'title', c.title, 'summary', c.summary, 'language', c.language, 'visibility', c.visibility,
    'draftsDueOn', c.drafts_due_on, 'reviewDueOn', c.review_due_on, 'launchOn', c.launch_on, 'updatedAt', c.updated_at,
    'leadInstitution', (select jsonb_build_object('id', i.id, 'name', i.name) from public.institutions i where i.id = c.lead_institution_id),
    'leadEditorId', c.lead_editor_id,
    'abilities', jsonb_build_object('lead', c.id in (select app.compendia_i_lead()), 'remove', (select app.i_coordinate())),
    'institutionIds', to_jsonb(taking.part),
    'offer', public.compendium_choices('', taking.part),
    'editors', coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name) from public.people p
       where p.id = c.lead_editor_id or (p.disabled_at is null and p.id in (
         select a.person_id from public.affiliations a
          join public.compendium_institutions ci on ci.institution_id = a.institution_id and ci.compendium_id = c.id
         where a.started_on <= current_date and (a.ended_on is null or a.ended_on > current_date)))), '[]'::jsonb))
    from public.compendia c
    cross join lateral (
      select coalesce(array_agg(ci.institution_id), '{}') as part
        from public.compendium_institutions ci where ci.compendium_id = c.id) taking
   where c.slug = compendium_settings.slug
$$;

revoke execute on function public.compendium_choices(text, uuid[]) from public, anon, authenticated;
grant execute on function public.compendium_choices(text, uuid[]) to authenticated;
grant execute on function app.words_asked(text) to authenticated;
