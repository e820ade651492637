-- A person takes out everything about themselves (decision 025). Every column that can hold data about people is listed in
-- `supabase/tests/personal-data.ts`.

create function app.applications_naming(address text) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.id from public.applications a
   where a.referees @> jsonb_build_array(jsonb_build_object('email', applications_naming.address))
$$;

-- An application as its contact person made it, with what was said on it.
create function app.application_of_mine(a public.applications) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('number', a.number, 'state', a.state, 'begun', a.created_at, 'submitted', a.submitted_at, 'closed', a.closed_at,
    'email', a.email, 'legalName', a.legal_name, 'acronym', a.acronym, 'legalForm', a.legal_form, 'kind', a.kind, 'country', a.country,
    'city', a.city, 'website', a.website, 'ror', a.ror, 'mandate', a.mandate, 'work', a.work, 'themes', a.themes,
    'languages', a.languages, 'focalName', a.focal_name, 'focalPosition', a.focal_position, 'referees', a.referees,
    'conflicts', a.conflicts, 'reasonOfDecision', a.decision_reason,
    'papers', coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'mediaType', p.media_type, 'bytes', p.size, 'at', p.created_at) order by p.created_at, p.id)
        from public.application_papers p where p.application_id = a.id), '[]'::jsonb),
    'messages', coalesce((select jsonb_agg(jsonb_build_object('kind', m.kind, 'mine', m.from_applicant, 'body', m.body, 'at', m.created_at) order by m.id)
        from public.application_messages m where m.application_id = a.id), '[]'::jsonb))
$$;

-- What a person did as a coordinator.
create function app.coordinating_of(person uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'recommendations', coalesce((select jsonb_agg(jsonb_build_object('application', a.number, 'verdict', v.verdict, 'reasons', v.reasons, 'at', v.given_at) order by v.given_at)
        from public.application_voices v join public.applications a on a.id = v.application_id where v.person_id = coordinating_of.person), '[]'::jsonb),
    'conflictsDeclared', coalesce((select jsonb_agg(jsonb_build_object('application', a.number, 'reason', c.reason, 'at', c.declared_at) order by c.declared_at)
        from public.application_conflicts c join public.applications a on a.id = c.application_id where c.person_id = coordinating_of.person), '[]'::jsonb),
    'notes', coalesce((select jsonb_agg(jsonb_build_object('application', a.number, 'body', n.body, 'at', n.created_at) order by n.id)
        from public.application_notes n join public.applications a on a.id = n.application_id where n.author_id = coordinating_of.person), '[]'::jsonb),
    'messages', coalesce((select jsonb_agg(jsonb_build_object('application', a.number, 'kind', m.kind, 'body', m.body, 'at', m.created_at) order by m.id)
        from public.application_messages m join public.applications a on a.id = m.application_id where m.author_id = coordinating_of.person), '[]'::jsonb),
    'decisions', coalesce((select jsonb_agg(jsonb_build_object('application', a.number, 'state', a.state, 'reason', a.decision_reason, 'at', a.closed_at) order by a.closed_at)
        from public.applications a where a.decided_by = coordinating_of.person), '[]'::jsonb),
    'assigned', coalesce((select jsonb_agg(a.number order by a.number) from public.applications a where a.assigned_to = coordinating_of.person), '[]'::jsonb),
    'heardAbout', coalesce((select jsonb_agg(a.number order by a.number)
        from public.application_panels s join public.applications a on a.id = s.application_id where s.person_id = coordinating_of.person), '[]'::jsonb),
    'proposals', coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'aboutMe', p.person_id = coordinating_of.person,
          'mine', p.proposed_by = coordinating_of.person, 'settledByMe', p.settled_by = coordinating_of.person,
          'from', p.from_day, 'until', p.until_day, 'quorum', p.quorum, 'at', p.proposed_at, 'outcome', p.outcome) order by p.proposed_at)
        from public.alliance_proposals p where coordinating_of.person in (p.person_id, p.proposed_by, p.settled_by)), '[]'::jsonb),
    'standings', coalesce((select jsonb_agg(jsonb_build_object('institution', i.name, 'status', s.status, 'reason', s.reason, 'at', s.decided_at) order by s.id)
        from public.institution_standings s join public.institutions i on i.id = s.institution_id where s.decided_by = coordinating_of.person), '[]'::jsonb),
    'siteTexts', coalesce((select jsonb_agg(jsonb_build_object('text', v.key, 'version', v.version, 'title', v.title, 'at', v.saved_at) order by v.saved_at)
        from public.site_text_versions v where v.saved_by = coordinating_of.person), '[]'::jsonb),
    'emailTemplates', coalesce((select jsonb_agg(jsonb_build_object('template', l.key, 'version', l.version, 'subject', l.subject, 'body', l.body, 'at', l.saved_at) order by l.saved_at)
        from public.letter_texts l where l.saved_by = coordinating_of.person), '[]'::jsonb))
$$;

-- What a person wrote and led.
create function app.writing_of(person uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'compendiaOpened', coalesce((select jsonb_agg(jsonb_build_object('compendium', c.title, 'at', c.created_at) order by c.created_at)
        from public.compendia c where c.created_by = writing_of.person), '[]'::jsonb),
    'authorsAsked', coalesce((select jsonb_agg(jsonb_build_object('compendium', c.title, 'institution', i.name, 'at', ci.invited_at) order by ci.invited_at)
        from public.compendium_institutions ci join public.compendia c on c.id = ci.compendium_id join public.institutions i on i.id = ci.institution_id
       where ci.invited_by = writing_of.person), '[]'::jsonb),
    'compendiaLed', coalesce((select jsonb_agg(c.title order by c.title) from public.compendia c where c.lead_editor_id = writing_of.person), '[]'::jsonb),
    'chaptersChangedLast', coalesce((select jsonb_agg(jsonb_build_object('chapter', ch.title, 'at', ch.last_changed_at) order by ch.last_changed_at)
        from public.chapters ch where ch.last_changed_by = writing_of.person), '[]'::jsonb),
    'changes', coalesce((select jsonb_agg(jsonb_build_object('chapter', ch.title, 'from', w.began, 'until', w.ended, 'changes', w.changes, 'bytes', w.bytes) order by w.began) from (
        select h.chapter_id, h.began_at as began, h.ended_at as ended, h.changes, h.bytes from public.chapter_history h where h.person_id = writing_of.person
        union all
        select u.chapter_id, min(u.created_at), max(u.created_at), count(*)::int, sum(octet_length(u.update))::int
          from public.chapter_updates u where u.person_id = writing_of.person group by u.chapter_id) w
        join public.chapters ch on ch.id = w.chapter_id), '[]'::jsonb))
$$;

-- What Auth keeps of an account: when it was made and used, and from where. Secrets stay where they are.
create function app.account_of(account uuid) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('email', u.email, 'created', u.created_at, 'confirmed', u.email_confirmed_at, 'lastSignIn', u.last_sign_in_at,
    'metadata', u.raw_user_meta_data,
    'sessions', coalesce((select jsonb_agg(jsonb_build_object('since', s.created_at, 'device', s.user_agent, 'network', s.ip) order by s.created_at)
        from auth.sessions s where s.user_id = u.id), '[]'::jsonb))
    from auth.users u where u.id = account_of.account
$$;

-- Everything that the portal holds about the caller, for a file. Null for nobody.
create function public.my_data() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'person', jsonb_build_object('id', p.id, 'name', p.name, 'timeZone', p.time_zone, 'knownSince', p.created_at),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
    'emailReturned', (select jsonb_build_object('at', c.bounced_at, 'reason', c.bounce_reason) from public.contacts c
                       where c.person_id = p.id and c.bounced_at is not null),
    'account', app.account_of(p.user_id),
    'knownName', (select k.name from public.known_names k where k.person_id = p.id),
    'profile', coalesce((select jsonb_agg(jsonb_build_object('detail', d.detail, 'value', d.value, 'shownTo', d.shown) order by d.detail)
        from public.person_details d where d.person_id = p.id), '[]'::jsonb),
    'photoSince', (select ph.updated_at from public.person_photos ph where ph.person_id = p.id),
    'affiliations', coalesce((select jsonb_agg(jsonb_build_object('institution', i.name, 'role', a.role, 'from', a.started_on, 'until', a.ended_on) order by a.started_on)
        from public.affiliations a join public.institutions i on i.id = a.institution_id where a.person_id = p.id), '[]'::jsonb),
    'allianceRoles', coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'from', r.started_on, 'until', r.ended_on) order by r.started_on)
        from public.alliance_roles r where r.person_id = p.id), '[]'::jsonb),
    'rights', coalesce((select jsonb_agg(jsonb_build_object('chapter', ch.title, 'access', g.access, 'since', g.created_at) order by g.created_at)
        from public.chapter_grants g join public.chapters ch on ch.id = g.chapter_id where g.person_id = p.id), '[]'::jsonb),
    'chaptersVisited', coalesce((select jsonb_agg(jsonb_build_object('chapter', ch.title, 'at', v.visited_at, 'wordsThen', v.words_then) order by v.visited_at)
        from public.chapter_visits v join public.chapters ch on ch.id = v.chapter_id where v.person_id = p.id), '[]'::jsonb),
    'writing', app.writing_of(p.id),
    'invitationsSent', coalesce((select jsonb_agg(jsonb_build_object('name', v.name, 'email', v.email, 'at', v.created_at, 'accepted', v.accepted_at) order by v.created_at)
        from public.invitations v where v.invited_by = p.id), '[]'::jsonb),
    'invitationsReceived', coalesce((select jsonb_agg(jsonb_build_object('institution', i.name, 'name', v.name, 'email', v.email, 'role', v.role, 'at', v.created_at, 'accepted', v.accepted_at) order by v.created_at)
        from public.invitations v join public.institutions i on i.id = v.institution_id join public.contacts c on c.email = v.email where c.person_id = p.id), '[]'::jsonb),
    'applications', coalesce((select jsonb_agg(app.application_of_mine(a) order by a.created_at)
        from public.applications a join public.contacts c on c.email = a.email where c.person_id = p.id), '[]'::jsonb),
    'namedAsReferee', coalesce((select jsonb_agg(jsonb_build_object('application', a.legal_name, 'as', r.value) order by a.created_at)
        from public.contacts c join public.applications a on a.id in (select app.applications_naming(c.email))
        cross join jsonb_array_elements(a.referees) r where c.person_id = p.id and r.value ->> 'email' = c.email), '[]'::jsonb),
    'letterWishes', coalesce((select jsonb_agg(jsonb_build_object('kind', w.kind, 'cadence', w.cadence) order by w.kind)
        from public.mail_wishes w where w.person_id = p.id), '[]'::jsonb),
    'newsWaiting', coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'facts', d.facts, 'at', d.created_at) order by d.id)
        from public.digest_items d where d.person_id = p.id), '[]'::jsonb),
    'dailyLetterOn', (select s.sent_on from public.digests_sent s where s.person_id = p.id),
    -- A letter's link opens an account or an application: it stays with who has the mailbox.
    'letters', coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind, 'to', l.recipient, 'at', l.created_at, 'sent', l.sent_at, 'subject', l.subject,
          'text', regexp_replace(l.body_text, '[0-9a-f]{48}', '…', 'g'), 'facts', l.facts - 'token' - 'invitation',
          'problem', l.last_error, 'returned', l.bounced_at, 'reason', l.bounce_reason) order by l.created_at, l.id)
        from public.letters l join public.contacts c on c.email = l.recipient where c.person_id = p.id), '[]'::jsonb),
    'firstStepsPutAway', coalesce((select jsonb_agg(i.name order by i.name)
        from public.onboarding_put_away o join public.institutions i on i.id = o.institution_id where o.person_id = p.id), '[]'::jsonb),
    'coordinating', app.coordinating_of(p.id),
    'trail', coalesce((select jsonb_agg(jsonb_build_object('at', t.at, 'action', t.action, 'subject', t.subject, 'before', t.before, 'after', t.after) order by t.id)
        from public.audit_trail t where t.actor_id = p.id or (t.subject = 'people' and t.subject_id = p.id)), '[]'::jsonb))
  from public.people p where p.id = app.me()
$$;

revoke execute on all functions in schema app, public from public;
grant execute on function public.my_data() to authenticated;
