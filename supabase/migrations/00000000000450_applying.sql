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

-- A letter to the applicant, with a link to the application in it. Nothing goes to an address that was not proven, except the
-- letter that proves it, and that one says nothing in the applicant's words: whoever typed the address may be a stranger to it.
create function app.write_to_applicant(application uuid, letter text, facts jsonb default '{}') returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.letters (kind, recipient, application_id, facts)
  select letter, a.email, a.id,
         jsonb_build_object('token', app.application_link(a.id, true), 'number', a.number,
           'legalName', case when a.email_verified_at is not null then a.legal_name end,
           'focalName', case when a.email_verified_at is not null then app.fit_to_greet(a.focal_name) end) || facts
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

-- Sends an application's link to its address, unless enough such letters went out: three an hour to one address, five an hour
-- for one application. One that has not left yet is replaced. Answers sent · later.
create function app.send_application_link_letter(application uuid) returns text
  language plpgsql volatile security definer set search_path = '' as $$
declare
  address text := (select a.email from public.applications a where a.id = application);
begin
  if not (app.may_again('links of an application', application::text, 5, 10)
          and app.may_again('links to an address', app.digest_of(address), 3, 6)) then
    return 'later';
  end if;
  delete from public.letters l
   where l.kind = 'application-link' and l.application_id = application and l.attempts = 0 and l.sent_at is null;
  perform app.write_to_applicant(application, 'application-link');
  return 'sent';
end $$;

-- Begins a draft and sends its link. Nobody can keep an address from applying by naming it often: its draft begins all the same,
-- only the letter waits. Nor can one place keep the others from it: those who begin their first draft today have room of their
-- own. origin and proof: where the visitor comes from, as the portal says it. Outcomes: started (with the link for this browser,
-- and what became of the letter: sent · later) · too-many (from this place, or altogether).
create function public.start_application(email text, origin text default null, proof text default null) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "email" in the insert is the column
declare
  source record;
  way    text;
  again  boolean;
  made   uuid;
begin
  select * into source from app.origin_of_call(start_application.origin, start_application.proof);
  way := case when source.by_portal then 'portal' when source.digest is not null then 'data API' else 'unknown' end;
  if source.digest is not null then
    again := exists (select 1 from app.counted c
      where c.what = 'drafts from a place' and c.who = source.digest and c.at > now() - interval '1 day');
    if not app.may_again('drafts from a place', source.digest, 20, 40) then return jsonb_build_object('kind', 'too-many'); end if;
  end if;
  if not app.may_again('drafts', concat_ws(', ', way, case when again then 'again' end),
           case when way = 'portal' and not again then 600 else 120 end, case when way = 'portal' and not again then 6000 else 600 end) then
    return jsonb_build_object('kind', 'too-many');
  end if;
  insert into public.applications (email) values (lower(btrim(start_application.email))) returning id into made;
  return jsonb_build_object('kind', 'started', 'letter', app.send_application_link_letter(made), 'token', app.application_link(made, false));
end $$;

-- Sends the link once more. Outcomes: sent · too-many · gone.
create function public.send_application_link(token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which uuid := app.application_of(send_application_link.token);
begin
  perform 1 from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  return jsonb_build_object('kind', case app.send_application_link_letter(which) when 'sent' then 'sent' else 'too-many' end);
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

-- ── Filling it in ─────────────────────────────────────────────────────────────────────────────────

-- Keeps what was typed; only what is named changes, and only in a draft. Another address has to be proven anew.
-- answers: {email, legalName, acronym, legalForm, kind, country, city, website, ror, mandate, work, themes, languages,
--           focalName, focalPosition, referees, conflicts, showInDirectory, showFocalPerson}. Every other link
-- of the draft ends with its address: whoever reads letters at the old one has no part in it any more.
-- Outcomes: saved (with what became of the letter to a new address: sent · later) · too-many (new addresses) · closed · gone.
create function public.save_application(token text, answers jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which   uuid := app.application_of(save_application.token);
  stands  public.applications;
  address text := lower(btrim(answers ->> 'email'));
  moved   boolean;
  letter  text;
begin
  select * into stands from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  if stands.state <> 'draft' then return jsonb_build_object('kind', 'closed'); end if;
  moved := coalesce(address <> stands.email, false);
  -- Ten times an hour is more than anybody mistypes an address.
  if moved and not app.may_again('new addresses of a draft', which::text, 10, 20) then return jsonb_build_object('kind', 'too-many'); end if;
  update public.applications a set
    email             = coalesce(address, a.email),
    email_verified_at = case when moved then null else a.email_verified_at end,
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
  if moved then
    delete from public.application_links l
     where l.application_id = which and l.token_hash <> extensions.digest(save_application.token, 'sha256');
    -- The link in use stays, as one of this browser: it went to another address and proves nothing.
    update public.application_links l set by_letter = false, email = null where l.application_id = which;
    letter := app.send_application_link_letter(which);
  end if;
  return jsonb_strip_nulls(jsonb_build_object('kind', 'saved', 'letter', letter));
end $$;

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

revoke execute on all functions in schema app, public from public;
grant execute on function public.start_application(text, text, text), public.send_application_link(text),
  public.open_application(text), public.save_application_part(text, text, text, jsonb),
  public.add_application_paper(text, text, text, text), public.remove_application_paper(text, uuid),
  public.application_paper(uuid, text), public.submit_application(text) to anon, authenticated;
