-- Pages of reviewing: the queue and the case, one call each.

-- Institutions and other applications that may be the same as this one, with what they have in common. "Has a website" is said
-- although it follows: only then are the indexes on its domain used.
create function app.likely_duplicates(application uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  with a as (
    select x.*, app.plain_name(x.legal_name) as plain, coalesce(app.domain_of(x.website), app.domain_of(x.email)) as domain
      from public.applications x where x.id = application),
  found as (
    select 'institution' as what, i.slug as at, i.name, reason, null::int as number
      from a cross join lateral (
        select i.id, 'name' as reason from public.institutions i where app.plain_name(i.name) = a.plain
        union all select i.id, 'acronym' from public.institutions i where lower(i.acronym) = lower(a.acronym)
        union all select i.id, 'domain' from public.institutions i where i.website is not null and app.domain_of(i.website) = a.domain
        union all select i.id, 'ror' from public.institutions i where i.ror = a.ror) hit
      join public.institutions i on i.id = hit.id and i.status <> 'merged' and i.id is distinct from a.institution_id
    union all
    select 'application', o.number::text, o.legal_name, reason, o.number
      from a cross join lateral (
        select o.id, 'name' as reason from public.applications o where o.submitted_at is not null and app.plain_name(o.legal_name) = a.plain
        union all select o.id, 'acronym' from public.applications o where lower(o.acronym) = lower(a.acronym)
        union all select o.id, 'domain' from public.applications o where o.website is not null and app.domain_of(o.website) = a.domain
        union all select o.id, 'ror' from public.applications o where o.ror = a.ror
        union all select o.id, 'email' from public.applications o where o.email = a.email) hit
      join public.applications o on o.id = hit.id and o.id <> a.id and o.submitted_at is not null)
  select coalesce(jsonb_agg(x order by x ->> 'what' desc, x ->> 'name'), '[]'::jsonb) from (
    select jsonb_build_object('what', what, 'at', at, 'name', name, 'reasons', jsonb_agg(distinct reason)) as x
      from found group by what, at, name limit 20) y
$$;

-- The letters of an application. They tell when they left; their links stay with who received them.
create function app.letters_of_case(application uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'to', l.recipient, 'at', l.created_at, 'sentAt', l.sent_at,
           'failed', l.given_up_at is not null or (l.last_error is not null and l.sent_at is null), 'bouncedAt', l.bounced_at,
           'bounceKind', l.bounce_kind, 'bounceReason', l.bounce_reason, 'subject', l.subject,
           'text', regexp_replace(l.body_text, '[0-9a-f]{48}', '…', 'g')) order by l.created_at, l.id), '[]'::jsonb)
    from public.letters l where l.application_id = letters_of_case.application
$$;

-- The queue. state: a state, 'open' for all that wait for something, or 'all'; assigned: 'me', 'nobody' or ''; words: each
-- must begin a word of name or acronym, or be the number; sort: 'due' (soonest first) or 'newest'. Twenty-five a page;
-- counting stops at a thousand. Null for who does not coordinate. The applications of a page are found by index before their
-- rows are read.
create function public.application_queue(state text, assigned text, words text, sort text, page int) returns jsonb
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  me     uuid := app.me();
  wanted public.application_state[] := case application_queue.state
    when 'open' then '{submitted,under review,information requested}'
    when 'all' then '{submitted,under review,information requested,accepted,declined,withdrawn,expired}'
    else array[application_queue.state] end::public.application_state[];
  asked  tsquery := app.words_asked(words);
  skip   int := (greatest(1, least(page, 400)) - 1) * 25;
  total  int;
  found  uuid[];
  rows   jsonb;
begin
  if (select app.i_coordinate()) is not true then return null; end if;
  select count(*) into total from (
    select 1 from public.applications a
     where a.submitted_at is not null and a.state = any (wanted)
       and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
       and (asked is null or a.search @@ asked) limit 1000) counted;
  if sort = 'due' then
    found := array(
      select a.id from public.applications a
       where a.submitted_at is not null and a.state = any (wanted)
         and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
         and (asked is null or a.search @@ asked)
       order by a.review_due_at, a.id limit 25 offset skip);
  else
    found := array(
      select a.id from public.applications a
       where a.submitted_at is not null and a.state = any (wanted)
         and (assigned <> 'me' or a.assigned_to = me) and (assigned <> 'nobody' or a.assigned_to is null)
         and (asked is null or a.search @@ asked)
       order by a.submitted_at desc, a.id limit 25 offset skip);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
          'number', a.number, 'legalName', a.legal_name, 'acronym', a.acronym, 'country', a.country, 'kind', a.kind, 'state', a.state,
          'submittedAt', a.submitted_at, 'dueAt', a.review_due_at, 'appealed', a.appealed_at is not null,
          'assignedTo', (select p.name from public.people p where p.id = a.assigned_to),
          'conflict', exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = me),
          'heard', (select count(*) from public.application_voices v where v.application_id = a.id and v.round = a.round))
        order by f.place), '[]'::jsonb)
    into rows from unnest(found) with ordinality f(id, place) join public.applications a on a.id = f.id;
  return jsonb_build_object('rows', rows, 'total', total, 'page', greatest(1, least(page, 400)),
    'lastDecidedAt', (select max(a.closed_at) from public.applications a where a.state in ('accepted', 'declined')));
end $$;

-- One case, whole. Null for who does not coordinate, and for a number that was never given.
create function public.application_case(number int) returns jsonb
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
    'houses', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.sort_name, i.id)
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
    'coordinators', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.sort_name, p.id)
                   from public.people p where p.id in (select app.coordinators())), '[]'::jsonb),
    'abilities', jsonb_build_object(
      'review', a.state in ('submitted', 'under review', 'information requested'),
      'speak', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict
                 and exists (select 1 from app.heard_about(a.id) h
                              where h.person_id = app.me() and h.institution_id = app.coordinating_institution_of(app.me())),
      'assign', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict,
      'write', not mine.conflict,
      'ask', a.state in ('submitted', 'under review') and not mine.conflict,
      'declareConflict', a.state in ('submitted', 'under review', 'information requested') and not mine.conflict))
  from public.applications a
  cross join lateral (select exists (select 1 from public.application_conflicts c where c.application_id = a.id and c.person_id = app.me()) as conflict) mine
  where a.number = application_case.number and app.i_review(a.id)
$$;

-- How many applications wait for a decision, for the desk; null for who does not coordinate. Who asks is looked up once, not for
-- every application.
create function public.applications_waiting() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('waiting', count(*) filter (where a.state in ('submitted', 'under review')),
           'overdue', count(*) filter (where a.state in ('submitted', 'under review') and a.review_due_at < now()),
           'mine', count(*) filter (where a.assigned_to = (select app.me())))
    from public.applications a
   where a.state in ('submitted', 'under review', 'information requested')
  having (select app.i_coordinate())
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.application_queue(text, text, text, text, int), public.application_case(int),
  public.applications_waiting() to authenticated;
