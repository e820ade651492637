-- What applicants read and write once the application is there.

-- Takes an application back, at any time before it is decided. Outcomes: withdrawn · closed · gone.
create function public.withdraw_application(token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which  uuid := app.application_of(withdraw_application.token);
  stands public.applications;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state not in ('draft', 'submitted', 'under review', 'information requested') then return jsonb_build_object('kind', 'closed'); end if;
  update public.applications a set state = 'withdrawn', paused_at = null, closed_at = now(), heard_from_at = now() where a.id = which;
  perform app.write_to_applicant(which, 'application-withdrawn');
  if stands.submitted_at is not null then perform app.tell_coordinators(which, 'application-taken-back'); end if;
  return jsonb_build_object('kind', 'withdrawn');
end $$;

-- Writes to the alliance. To an open request it is the answer, and the time for the review goes on.
-- Outcomes: answered · sent · too-many (twenty a day) · closed · gone.
create function public.write_as_applicant(token text, body text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which   uuid := app.application_of(write_as_applicant.token);
  stands  public.applications;
  answers boolean;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state not in ('submitted', 'under review', 'information requested') then return jsonb_build_object('kind', 'closed'); end if;
  if (select count(*) from public.application_messages m
       where m.application_id = which and m.from_applicant and m.created_at > now() - interval '1 day') >= 20 then
    return jsonb_build_object('kind', 'too-many');
  end if;
  answers := stands.state = 'information requested';
  insert into public.application_messages (application_id, kind, from_applicant, body)
  values (which, case when answers then 'answer' else 'message' end::public.application_message_kind, true, btrim(write_as_applicant.body));
  if answers then
    update public.applications a set state = 'under review', review_due_at = a.review_due_at + (now() - a.paused_at),
           paused_at = null, answer_due_at = null, heard_from_at = now(), warned_at = null where a.id = which;
  else
    update public.applications a set heard_from_at = now() where a.id = which;
  end if;
  perform app.tell_coordinators(which, 'application-answered');
  return jsonb_build_object('kind', case when answers then 'answered' else 'sent' end);
end $$;

-- Asks for a declined application to be looked at again, once, within the days that the alliance gives.
-- Outcomes: appealed · too-late · closed · gone.
create function public.appeal_decision(token text, body text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which  uuid := app.application_of(appeal_decision.token);
  stands public.applications;
  terms  public.alliance_settings;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state <> 'declined' or stands.appealed_at is not null then return jsonb_build_object('kind', 'closed'); end if;
  select * into terms from public.alliance_settings;
  if stands.closed_at + make_interval(days => terms.appeal_days) < now() then return jsonb_build_object('kind', 'too-late'); end if;
  insert into public.application_messages (application_id, kind, from_applicant, body) values (which, 'appeal', true, btrim(appeal_decision.body));
  update public.applications a set state = 'under review', appealed_at = now(), round = 2, closed_at = null, decided_by = null,
         heard_from_at = now(), reminded_at = null, review_due_at = now() + make_interval(days => terms.review_days)
   where a.id = which;
  perform app.write_to_applicant(which, 'application-appeal-received', jsonb_build_object('due', (select a.review_due_at from public.applications a where a.id = which)));
  perform app.tell_coordinators(which, 'application-appealed');
  return jsonb_build_object('kind', 'appealed');
end $$;

-- The applicant's own page: everything about their application that they gave or were told, with the stamps of its parts, and
-- nothing that coordinators keep among themselves. Null for a link that opens nothing.
create function public.application_by_link(token text) returns jsonb
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

revoke execute on all functions in schema app, public from public;
grant execute on function public.withdraw_application(text), public.write_as_applicant(text, text),
  public.appeal_decision(text, text), public.application_by_link(text) to anon, authenticated;
