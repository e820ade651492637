-- Pseudonyms and logos in a large alliance.

-- As with addresses: whoever coordinates may know every name behind a pseudonym, and is not made to list everybody first.
alter policy "the name behind a pseudonym is known to its owner and to who speaks for them" on public.known_names
  using ((select app.i_coordinate()) or person_id in (select app.people_i_may_reach()));

-- The logos of up to a hundred institutions by their addresses, for lists: {slug: stamp}. Looked up one by one, and then asked
-- whether the caller may see them, as the policies say: the other way round, every logo there is was asked about.
create or replace function public.logos_of(slugs text[]) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(i.slug, l.stamp), '{}'::jsonb) from public.institutions i
    join public.institution_logos l on l.institution_id = i.id
   where i.slug = any (slugs[1:100]) and (i.listed and i.status = 'active' or (select app.i_am_member()))
$$;
