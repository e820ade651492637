-- Onboarding: the first steps of a new institution. Whether one is done is looked up where it is done, never kept apart; kept
-- is only who put the list away.
create table public.onboarding_put_away (
  person_id      uuid not null references public.people (id) on delete cascade,
  institution_id uuid not null references public.institutions (id) on delete cascade,
  primary key (person_id, institution_id)
);
create index onboarding_put_away_institution on public.onboarding_put_away (institution_id);
alter table public.onboarding_put_away enable row level security;
-- A list that was put away stays so.
grant select on public.onboarding_put_away to authenticated;
grant insert (person_id, institution_id) on public.onboarding_put_away to authenticated;
grant all on public.onboarding_put_away to service_role;

create policy "people see which lists they put away" on public.onboarding_put_away
  for select to authenticated using (person_id = (select app.me()));
create policy "representatives put away the list of their institution" on public.onboarding_put_away
  for insert to authenticated
  with check (person_id = (select app.me()) and institution_id in (select app.institutions_i_represent()));

-- The first steps of the institutions that joined within half a year and that the caller is primary representative of, unless
-- all are done or the list was put away: [{id, slug, name, steps: {profile, visibility, people, text}}], each step true when done.
create function public.my_first_steps() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'steps', steps) order by i.name), '[]'::jsonb)
    from app.active_affiliations() mine
    join public.institutions i on i.id = mine.institution_id and i.joined_on > current_date - 183
    cross join lateral (select jsonb_build_object(
      'profile', i.about <> '' and i.website is not null and cardinality(i.themes) > 0 and cardinality(i.languages) > 0,
      'visibility', i.listed or exists (
        select 1 from public.audit_trail t where t.subject = 'institutions' and t.subject_id = i.id and t.action = 'update'
           and t.actor_kind = 'person' and t.after ? 'listed'),
      'people', exists (select 1 from app.active_affiliations() other where other.institution_id = i.id and other.person_id <> mine.person_id),
      'text', exists (select 1 from public.compendium_institutions c where c.institution_id = i.id)
           or exists (select 1 from public.compendia c where c.lead_institution_id = i.id)
           or exists (select 1 from public.chapter_grants g where g.institution_id = i.id)) as steps) looked_up
   where mine.person_id = app.me() and mine.role = 'primary representative'
     and steps <> '{"profile": true, "visibility": true, "people": true, "text": true}'::jsonb
     and not exists (select 1 from public.onboarding_put_away p where p.person_id = mine.person_id and p.institution_id = i.id)
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.my_first_steps() to authenticated;
