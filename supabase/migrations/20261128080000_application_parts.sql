-- A draft is filled in parts. Two windows may hold the same part: who saves says which answers they began from.

-- One stamp for the answers of each part of the form.
create function app.application_stamps(a public.applications) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'institution', md5(jsonb_build_array(a.legal_name, a.acronym, a.legal_form, a.kind, a.country, a.city, a.website, a.ror, a.languages)::text),
    'work', md5(jsonb_build_array(a.mandate, a.work, a.themes)::text),
    'people', md5(jsonb_build_array(a.email, a.focal_name, a.focal_position, a.referees)::text),
    'declarations', md5(jsonb_build_array(a.conflicts, a.show_in_directory, a.show_focal_person)::text))
$$;

-- Keeps the answers of one part as `save_application` does, unless they have changed since the stamp `began`.
-- Outcomes: stale, or those of `save_application`.
create function public.save_application_part(token text, part text, began text, answers jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  stands public.applications;
begin
  select * into stands from public.applications a where a.id = app.application_of(save_application_part.token) for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if began is distinct from app.application_stamps(stands) ->> part then return jsonb_build_object('kind', 'stale'); end if;
  return public.save_application(token, answers);
end $$;

-- The applicant's own page, as before, with the stamps of its parts.
create or replace function public.application_by_link(token text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'state', a.state, 'number', a.number, 'email', a.email, 'emailVerified', a.email_verified_at is not null,
    'answers', jsonb_build_object(
      'legalName', a.legal_name, 'acronym', a.acronym, 'legalForm', a.legal_form, 'kind', a.kind, 'country', a.country,
      'city', a.city, 'website', a.website, 'ror', a.ror, 'mandate', a.mandate, 'work', a.work, 'themes', a.themes,
      'languages', a.languages, 'focalName', a.focal_name, 'focalPosition', a.focal_position, 'referees', a.referees,
      'conflicts', a.conflicts, 'showInDirectory', a.show_in_directory, 'showFocalPerson', a.show_focal_person),
    'stamps', app.application_stamps(a),
    'missing', app.missing_answers(a),
    'papers', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'mediaType', p.media_type, 'size', p.size,
                 'mine', a.state = 'draft' or a.state = 'information requested' and p.created_at > a.paused_at) order by p.created_at, p.id)
                 from public.application_papers p where p.application_id = a.id), '[]'::jsonb),
    'messages', coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'mine', m.from_applicant, 'body', m.body, 'at', m.created_at) order by m.id)
                   from public.application_messages m where m.application_id = a.id), '[]'::jsonb),
    'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'answerDueAt', a.answer_due_at, 'closedAt', a.closed_at,
    'appealedAt', a.appealed_at,
    'expiresAt', case when a.state = 'draft' then a.heard_from_at + make_interval(days => s.draft_days) end,
    'appealUntil', case when a.state = 'declined' and a.appealed_at is null
                          and a.closed_at + make_interval(days => s.appeal_days) > now()
                        then a.closed_at + make_interval(days => s.appeal_days) end,
    'institution', (select i.name from public.institutions i where i.id = a.institution_id))
  from public.applications a cross join public.alliance_settings s
  where a.id = app.application_of(application_by_link.token)
$$;

revoke execute on function app.application_stamps(public.applications),
  public.save_application_part(text, text, text, jsonb) from public, anon, authenticated;
grant execute on function public.save_application_part(text, text, text, jsonb) to anon, authenticated;
