-- What became of letters, on the pages where it matters: the case, the list of people, the desk of the coordinators, and a
-- list of those that wait, were given up or came back. And whoever they do not reach learns it.

-- The letters of an application. They tell when they left; their links stay with who received them.
create function app.letters_of_case(application uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'to', l.recipient, 'at', l.created_at, 'sentAt', l.sent_at,
           'failed', l.given_up_at is not null or (l.last_error is not null and l.sent_at is null), 'bouncedAt', l.bounced_at,
           'bounceKind', l.bounce_kind, 'bounceReason', l.bounce_reason, 'subject', l.subject,
           'text', regexp_replace(l.body_text, '[0-9a-f]{48}', '…', 'g')) order by l.created_at, l.id), '[]'::jsonb)
    from public.letters l where l.application_id = letters_of_case.application
$$;

-- One case, whole. Null for who does not coordinate, and for a number that was never given.
create or replace function public.application_case(number int) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', a.id, 'number', a.number, 'state', a.state, 'round', a.round, 'email', a.email,
    'answers', jsonb_build_object(
      'legalName', a.legal_name, 'acronym', a.acronym, 'legalForm', a.legal_form, 'kind', a.kind, 'country', a.country,
      'city', a.city, 'website', a.website, 'ror', a.ror, 'mandate', a.mandate, 'work', a.work, 'themes', a.themes,
      'languages', a.languages, 'focalName', a.focal_name, 'focalPosition', a.focal_position, 'referees', a.referees,
      'conflicts', a.conflicts, 'showInDirectory', a.show_in_directory, 'showFocalPerson', a.show_focal_person),
    'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'pausedAt', a.paused_at, 'answerDueAt', a.answer_due_at,
    'closedAt', a.closed_at, 'appealedAt', a.appealed_at, 'decisionReason', a.decision_reason,
    'decidedBy', (select p.name from public.people p where p.id = a.decided_by),
    'assignedTo', (select jsonb_build_object('id', p.id, 'name', p.name) from public.people p where p.id = a.assigned_to),
    'institution', (select jsonb_build_object('slug', i.slug, 'name', i.name) from public.institutions i where i.id = a.institution_id),
    'papers', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'mediaType', p.media_type, 'size', p.size) order by p.created_at, p.id)
                 from public.application_papers p where p.application_id = a.id), '[]'::jsonb),
    'messages', coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'mine', m.from_applicant, 'body', m.body, 'at', m.created_at,
                   'author', (select p.name from public.people p where p.id = m.author_id)) order by m.id)
                   from public.application_messages m where m.application_id = a.id), '[]'::jsonb),
    'notes', coalesce((select jsonb_agg(jsonb_build_object('body', n.body, 'at', n.created_at,
                   'author', (select p.name from public.people p where p.id = n.author_id)) order by n.id)
                   from public.application_notes n where n.application_id = a.id), '[]'::jsonb),
    'houses', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.name)
                   from public.institutions i where i.coordinating and i.status = 'active'), '[]'::jsonb),
    'voices', coalesce((select jsonb_agg(jsonb_build_object('round', v.round, 'verdict', v.verdict, 'reasons', v.reasons, 'at', v.given_at,
                   'institution', (select i.name from public.institutions i where i.id = v.institution_id),
                   'author', (select p.name from public.people p where p.id = v.person_id), 'mine', v.person_id = app.me()) order by v.round desc, v.given_at)
                   from public.application_voices v where v.application_id = a.id), '[]'::jsonb),
    'conflicts', coalesce((select jsonb_agg(jsonb_build_object('author', (select p.name from public.people p where p.id = c.person_id),
                   'reason', c.reason, 'mine', c.person_id = app.me()) order by c.declared_at)
                   from public.application_conflicts c where c.application_id = a.id), '[]'::jsonb),
    'standing', jsonb_build_object('heard', (select count(*) from app.voices_on(a.id)),
                   'inFavour', (select count(*) from app.voices_on(a.id) v where v.verdict = 'accept'), 'needed', app.quorum_on(a.id)),
    'duplicates', app.likely_duplicates(a.id),
    'letters', app.letters_of_case(a.id),
    'trail', coalesce((select jsonb_agg(jsonb_build_object('at', t.at, 'state', t.after ->> 'state', 'by', t.actor_kind,
                   'author', (select p.name from public.people p where p.id = t.actor_id)) order by t.id)
                   from public.audit_trail t where t.subject = 'applications' and t.subject_id = a.id and t.after ? 'state'), '[]'::jsonb),
    'coordinators', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name)
                   from public.people p where p.id in (select app.coordinators())), '[]'::jsonb),
    'abilities', jsonb_build_object(
      'review', a.state in ('submitted', 'under review', 'information requested'),
      'speak', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict
                 and app.coordinating_institution_of(app.me()) is not null,
      'write', not mine.conflict,
      'ask', a.state in ('submitted', 'under review') and not mine.conflict,
      'declareConflict', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict))
  from public.applications a
  cross join lateral (select exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = app.me()) as conflict) mine
  where a.number = application_case.number and app.i_review(a.id)
$$;

-- Letters that wait to be sent, were given up ('failed'), or came back ('back'). Each fate has an index of its own.
create function app.letters_of_fate(fate text) returns setof public.letters
  language sql stable security definer set search_path = '' as $$
  select * from public.letters l where fate = 'waiting' and l.sent_at is null and l.given_up_at is null
  union all select * from public.letters l where fate = 'failed' and l.given_up_at is not null
  union all select * from public.letters l where fate = 'back' and l.bounced_at is not null
$$;

-- Letters of one fate, the newest first, fifty a page: 'waiting', 'failed' (given up) or 'back'. Counting stops at a thousand.
-- Null for who does not coordinate.
create function public.letters_managed(fate text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  skip  int := (greatest(1, least(page, 400)) - 1) * 50;
  total int;
  rows  jsonb;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (select 1 from app.letters_of_fate(fate) limit 1000) counted;
  select coalesce(jsonb_agg(row order by place), '[]'::jsonb) into rows from (
    select row_number() over () as place, jsonb_build_object('id', l.id, 'kind', l.kind, 'to', l.recipient, 'at', l.created_at,
        'dueAt', l.due_at, 'attempts', l.attempts, 'error', l.last_error, 'sentAt', l.sent_at, 'givenUpAt', l.given_up_at,
        'bouncedAt', l.bounced_at, 'bounceKind', l.bounce_kind, 'bounceReason', l.bounce_reason,
        'application', (select a.number from public.applications a where a.id = l.application_id),
        'person', (select c.person_id from public.contacts c where c.email = lower(l.recipient))) as row
      from (select * from app.letters_of_fate(fate) l
             order by coalesce(l.bounced_at, l.given_up_at, l.created_at) desc, l.id limit 50 offset skip) l) listed;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, least(page, 400)));
end $$;

-- What the desk of the coordinators counts. Null for who does not coordinate.
create or replace function public.managing() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'waiting', (select count(*) from public.applications a where a.state in ('submitted', 'under review')),
    'overdue', (select count(*) from public.applications a where a.state in ('submitted', 'under review') and a.review_due_at < now()),
    'members', (select count(*) from public.institutions i where i.status = 'active'),
    'people', (select count(*) from public.people p where p.disabled_at is null),
    'lettersDue', (select count(*) from public.letters l where l.sent_at is null and l.given_up_at is null),
    'lettersFailed', (select count(*) from public.letters l where l.given_up_at is not null),
    'lettersBack', (select count(*) from public.letters l where l.bounced_at is not null),
    'addressesBack', (select count(*) from public.contacts c where c.bounced_at is not null),
    'jobsFailing', (select count(*) from public.jobs j where j.failures > 0))
  where (select app.i_coordinate())
$$;

revoke execute on function app.letters_of_case(uuid), app.letters_of_fate(text) from public;
revoke execute on function public.letters_managed(text, int) from public, anon, authenticated;
grant execute on function public.letters_managed(text, int) to authenticated;
