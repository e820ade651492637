-- Applying: what the holder of a link may do. Nobody here has an account; the link's digest is looked up, and no function
-- tells what coordinators say among themselves, or whether an institution or an address is known.

-- The application behind a link; null when there is none, or the link is too old.
create function app.application_of(token text) returns uuid
  language sql stable security definer set search_path = '' as $$
  select l.application_id from public.application_links l
   where l.token_hash = extensions.digest(application_of.token, 'sha256') and l.expires_at > now()
$$;

-- A new link to an application. By letter it proves the address; otherwise it stays in the browser that asked.
create function app.application_link(application uuid, by_letter boolean) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  token text := encode(extensions.gen_random_bytes(24), 'hex');
begin
  insert into public.application_links (token_hash, application_id, by_letter, email)
  select extensions.digest(token, 'sha256'), a.id, application_link.by_letter, case when application_link.by_letter then a.email end
    from public.applications a where a.id = application;
  return token;
end $$;

-- A letter to the applicant, with a link to the application in it. Nothing goes to an address that was not proven, except
-- the letter that proves it.
create function app.write_to_applicant(application uuid, letter text, facts jsonb default '{}') returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.letters (kind, recipient, application_id, facts)
  select letter, a.email, a.id,
         jsonb_build_object('token', app.application_link(a.id, true), 'number', a.number, 'legalName', a.legal_name,
           'focalName', a.focal_name) || facts
    from public.applications a
   where a.id = application and (letter = 'application-link' or a.email_verified_at is not null)
$$;

create function app.tell_coordinators(application uuid, letter text) returns void
  language sql volatile security definer set search_path = '' as $$
  select app.tell(c, 'application', letter, (
      select jsonb_build_object('application', a.id, 'number', a.number, 'legalName', a.legal_name, 'due', a.review_due_at)
        from public.applications a where a.id = application))
    from app.coordinators() c
$$;

-- Begins a draft and sends its link. Outcomes: started (with the link for this browser) · too-many (five a day for an address).
create function public.start_application(email text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "email" in a condition is the column
declare
  address text := lower(btrim(start_application.email));
  made    uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('start_application ' || address, 0));
  if (select count(*) from public.applications a where a.email = address and a.created_at > now() - interval '1 day') >= 5 then
    return jsonb_build_object('kind', 'too-many');
  end if;
  insert into public.applications (email) values (address) returning id into made;
  perform app.write_to_applicant(made, 'application-link');
  return jsonb_build_object('kind', 'started', 'token', app.application_link(made, false));
end $$;

-- Opens a link from a letter in this browser; this proves the address. Outcomes: opened (with a link for this browser) · spent.
create function public.open_application(token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which uuid := app.application_of(open_application.token);
begin
  if which is null then return jsonb_build_object('kind', 'spent'); end if;
  update public.applications a set email_verified_at = coalesce(a.email_verified_at, now()), heard_from_at = now()
    from public.application_links l
   where a.id = which and l.token_hash = extensions.digest(open_application.token, 'sha256') and l.by_letter and l.email = a.email;
  return jsonb_build_object('kind', 'opened', 'token', app.application_link(which, false));
end $$;

-- Keeps what was typed; only what is named changes, and only in a draft. Another address has to be proven anew.
-- answers: {email, legalName, acronym, legalForm, kind, country, city, website, ror, mandate, work, themes, languages,
--           focalName, focalPosition, referees, conflicts, showInDirectory, showFocalPerson}. Outcomes: saved · closed · gone.
create function public.save_application(token text, answers jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which   uuid := app.application_of(save_application.token);
  stands  public.applications;
  address text := lower(btrim(answers ->> 'email'));
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state <> 'draft' then return jsonb_build_object('kind', 'closed'); end if;
  update public.applications a set
    email             = coalesce(address, a.email),
    email_verified_at = case when address is distinct from a.email and address is not null then null else a.email_verified_at end,
    legal_name        = case when answers ? 'legalName'       then nullif(btrim(answers ->> 'legalName'), '')     else a.legal_name end,
    acronym           = case when answers ? 'acronym'         then nullif(btrim(answers ->> 'acronym'), '')       else a.acronym end,
    legal_form        = case when answers ? 'legalForm'       then nullif(btrim(answers ->> 'legalForm'), '')     else a.legal_form end,
    kind              = case when answers ? 'kind'            then nullif(answers ->> 'kind', '')::public.institution_kind else a.kind end,
    country           = case when answers ? 'country'         then nullif(answers ->> 'country', '')              else a.country end,
    city              = case when answers ? 'city'            then nullif(btrim(answers ->> 'city'), '')          else a.city end,
    website           = case when answers ? 'website'         then nullif(btrim(answers ->> 'website'), '')       else a.website end,
    ror               = case when answers ? 'ror'             then nullif(answers ->> 'ror', '')                  else a.ror end,
    mandate           = case when answers ? 'mandate'         then nullif(btrim(answers ->> 'mandate'), '')       else a.mandate end,
    work              = case when answers ? 'work'            then nullif(btrim(answers ->> 'work'), '')          else a.work end,
    themes            = case when answers ? 'themes'          then array(select jsonb_array_elements_text(answers -> 'themes'))    else a.themes end,
    languages         = case when answers ? 'languages'       then array(select jsonb_array_elements_text(answers -> 'languages')) else a.languages end,
    focal_name        = case when answers ? 'focalName'       then nullif(btrim(answers ->> 'focalName'), '')     else a.focal_name end,
    focal_position    = case when answers ? 'focalPosition'   then nullif(btrim(answers ->> 'focalPosition'), '') else a.focal_position end,
    referees          = case when answers ? 'referees'        then answers -> 'referees'                          else a.referees end,
    conflicts         = case when answers ? 'conflicts'       then btrim(answers ->> 'conflicts')                 else a.conflicts end,
    show_in_directory = case when answers ? 'showInDirectory' then (answers ->> 'showInDirectory')::boolean       else a.show_in_directory end,
    show_focal_person = case when answers ? 'showFocalPerson' then (answers ->> 'showFocalPerson')::boolean       else a.show_focal_person end,
    heard_from_at     = now(),
    warned_at         = null
  where a.id = which;
  if address is not null and address <> stands.email then perform app.write_to_applicant(which, 'application-link'); end if;
  return jsonb_build_object('kind', 'saved');
end $$;

-- Sends the link once more, at most five letters an hour. Outcomes: sent · too-many · gone.
create function public.send_application_link(token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which uuid := app.application_of(send_application_link.token);
begin
  perform 1 from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if (select count(*) from public.letters l where l.application_id = which and l.kind = 'application-link'
       and l.created_at > now() - interval '1 hour') >= 5 then
    return jsonb_build_object('kind', 'too-many');
  end if;
  perform app.write_to_applicant(which, 'application-link');
  return jsonb_build_object('kind', 'sent');
end $$;

-- Adds a paper to a draft, or to the answer to a request: eight at most, thirty megabytes together.
-- Outcomes: added (with its id) · too-many · too-large · closed · gone.
create function public.add_application_paper(token text, name text, media_type text, content text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which  uuid := app.application_of(add_application_paper.token);
  stands public.applications;
  paper  bytea;
  made   uuid;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state not in ('draft', 'information requested') then return jsonb_build_object('kind', 'closed'); end if;
  if char_length(content) > 14000000 then return jsonb_build_object('kind', 'too-large'); end if;
  paper := decode(content, 'base64');
  if octet_length(paper) > 10485760
     or octet_length(paper) + (select coalesce(sum(p.size), 0) from public.application_papers p where p.application_id = which) > 31457280 then
    return jsonb_build_object('kind', 'too-large');
  end if;
  if (select count(*) from public.application_papers p where p.application_id = which) >= 8 then
    return jsonb_build_object('kind', 'too-many');
  end if;
  insert into public.application_papers (application_id, name, media_type, bytes)
  values (which, btrim(add_application_paper.name), add_application_paper.media_type, paper) returning id into made;
  update public.applications a set heard_from_at = now() where a.id = which;
  return jsonb_build_object('kind', 'added', 'id', made);
end $$;

-- Takes a paper back, as long as the alliance has not seen it. Outcomes: removed · closed · gone.
create function public.remove_application_paper(token text, paper uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which  uuid := app.application_of(remove_application_paper.token);
  stands public.applications;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if not (stands.state = 'draft' or stands.state = 'information requested' and exists (
       select 1 from public.application_papers p where p.id = paper and p.application_id = which and p.created_at > stands.paused_at)) then
    return jsonb_build_object('kind', 'closed');
  end if;
  delete from public.application_papers p where p.id = paper and p.application_id = which;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  return jsonb_build_object('kind', 'removed');
end $$;

-- A paper for who may read it: the applicant by link, a coordinator by session. Null for everybody else.
create function public.application_paper(paper uuid, token text default null) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', p.name, 'mediaType', p.media_type, 'content', app.base64(p.bytes))
    from public.application_papers p
   where p.id = paper
     and (p.application_id = app.application_of(application_paper.token) or app.i_review(p.application_id))
$$;

-- What is still missing before a draft can be submitted, by the names of `save_application`.
create function app.missing_answers(a public.applications) returns text[]
  language sql stable set search_path = '' as $$
  select array_remove(array[
    case when a.legal_name is null then 'legalName' end, case when a.kind is null then 'kind' end,
    case when a.country is null then 'country' end, case when a.mandate is null then 'mandate' end,
    case when a.work is null then 'work' end, case when cardinality(a.languages) = 0 then 'languages' end,
    case when a.focal_name is null then 'focalName' end,
    case when jsonb_array_length(a.referees) < 2 then 'referees' end,
    case when a.conflicts is null then 'conflicts' end,
    case when a.show_in_directory is null then 'showInDirectory' end,
    case when a.show_focal_person is null then 'showFocalPerson' end,
    case when a.email_verified_at is null then 'email' end], null)
$$;

-- Hands a draft in. Outcomes: submitted (with its number) · incomplete (with what is missing) · closed · gone.
create function public.submit_application(token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which  uuid := app.application_of(submit_application.token);
  stands public.applications;
  given  int;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state <> 'draft' then return jsonb_build_object('kind', 'closed'); end if;
  if cardinality(app.missing_answers(stands)) > 0 then
    return jsonb_build_object('kind', 'incomplete', 'missing', to_jsonb(app.missing_answers(stands)));
  end if;
  given := nextval('public.application_numbers');
  update public.applications a set state = 'submitted', number = given, submitted_at = now(), heard_from_at = now(), warned_at = null,
         review_due_at = now() + make_interval(days => (select s.review_days from public.alliance_settings s))
   where a.id = which;
  perform app.write_to_applicant(which, 'application-received', jsonb_build_object('due', (select a.review_due_at from public.applications a where a.id = which)));
  perform app.tell_coordinators(which, 'application-arrived');
  return jsonb_build_object('kind', 'submitted', 'number', given);
end $$;

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

-- Writes to the alliance. To an open request it is the answer, and the clock of the review runs on.
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

-- How joining works, in the days that the alliance has set: for everybody.
create function public.joining_terms() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('reviewDays', s.review_days, 'informationDays', s.information_days, 'appealDays', s.appeal_days,
           'draftDays', s.draft_days, 'retentionMonths', s.retention_months) from public.alliance_settings s
$$;

revoke execute on function app.application_of(text), app.application_link(uuid, boolean), app.write_to_applicant(uuid, text, jsonb),
  app.tell_coordinators(uuid, text), app.missing_answers(public.applications) from public;
revoke execute on function public.start_application(text), public.open_application(text), public.save_application(text, jsonb),
  public.send_application_link(text), public.add_application_paper(text, text, text, text), public.remove_application_paper(text, uuid),
  public.application_paper(uuid, text), public.submit_application(text), public.withdraw_application(text),
  public.write_as_applicant(text, text), public.appeal_decision(text, text), public.joining_terms() from public, anon, authenticated;
grant execute on function public.start_application(text), public.open_application(text), public.save_application(text, jsonb),
  public.send_application_link(text), public.add_application_paper(text, text, text, text), public.remove_application_paper(text, uuid),
  public.application_paper(uuid, text), public.submit_application(text), public.withdraw_application(text),
  public.write_as_applicant(text, text), public.appeal_decision(text, text), public.joining_terms() to anon, authenticated;
