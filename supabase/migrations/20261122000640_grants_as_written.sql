-- Grants as written: the embedded Supabase of early versions opened every table and column to anon and authenticated at
-- its first call, and left only row-level security standing. This takes that back and says once more who may what. A
-- database that never ran under it is left as it was.

revoke all on all tables in schema public from anon, authenticated;
revoke all on all sequences in schema public from anon, authenticated;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;

grant select on public.institutions, public.people, public.contacts, public.affiliations, public.alliance_roles to authenticated;
grant select (id, institution_id, email, name, role, invited_by, created_at, expires_at, accepted_at, revoked_at)
  on public.invitations to authenticated;
grant update (name, acronym, kind, country, city) on public.institutions to authenticated;
grant insert (slug, name, acronym, kind, country, city) on public.institutions to authenticated;
grant update (name, time_zone) on public.people to authenticated;
grant update (role, started_on, ended_on) on public.affiliations to authenticated;
grant insert (person_id, role, started_on, ended_on) on public.alliance_roles to authenticated;
grant update (ended_on) on public.alliance_roles to authenticated;
grant update (revoked_at) on public.invitations to authenticated;

grant select on public.compendia, public.compendium_institutions, public.chapters to authenticated;
-- What is public says nothing of who opened it, who wrote last or when work is due.
grant select on public.compendium_institutions to anon;
grant select (id, slug, kind, title, summary, language, visibility, lead_institution_id, lead_editor_id, launch_on, created_at, updated_at)
  on public.compendia to anon;
grant select (id, compendium_id, parent_id, position, title, status, language, words, last_changed_at, created_at, updated_at)
  on public.chapters to anon;
grant select on public.chapter_grants, public.chapter_visits to authenticated;
grant update (title, summary, language, visibility, lead_editor_id, drafts_due_on, review_due_on, launch_on)
  on public.compendia to authenticated;
grant delete on public.compendia to authenticated;
grant insert, delete on public.compendium_institutions to authenticated;
grant update (title, status, language, due_on) on public.chapters to authenticated;
grant delete on public.chapters to authenticated;
grant insert (chapter_id, person_id, institution_id, access), update (access), delete on public.chapter_grants to authenticated;
grant insert, update, delete on public.chapter_visits to authenticated;

grant select on public.chapter_texts to anon, authenticated;
