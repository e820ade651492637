-- Letters within limits: whom the portal writes to, and how often, on behalf of whoever asks.

-- ── Applicants ───────────────────────────────────────────────────────────────────────────────────

-- A letter to the applicant, with a link to the application in it. Nothing goes to an address that was not proven, except the
-- letter that proves it, and that one says nothing in the applicant's words: whoever typed the address may be a stranger to it.
create or replace function app.write_to_applicant(application uuid, letter text, facts jsonb default '{}') returns void
  language sql volatile security definer set search_path = '' as $$
  insert into public.letters (kind, recipient, application_id, facts)
  select letter, a.email, a.id,
         jsonb_build_object('token', app.application_link(a.id, true), 'number', a.number,
           'legalName', case when a.email_verified_at is not null then a.legal_name end,
           'focalName', case when a.email_verified_at is not null then app.fit_to_greet(a.focal_name) end) || facts
    from public.applications a
   where a.id = application and (letter = 'application-link' or a.email_verified_at is not null)
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

-- Begins a draft and sends its link. Nobody can keep an address from applying by naming it often: its draft begins all the
-- same, only the letter waits. Nor can one place keep the others from it: those who begin their first draft today have room of their own.
-- origin and proof: where the visitor comes from, as the portal says it. Outcomes: started (with the link for this browser, and
-- what became of the letter: sent · later) · too-many (from this place, or altogether).
drop function public.start_application(text);
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

-- Keeps what was typed; only what is named changes, and only in a draft. Another address has to be proven anew.
-- answers: {email, legalName, acronym, legalForm, kind, country, city, website, ror, mandate, work, themes, languages,
--           focalName, focalPosition, referees, conflicts, showInDirectory, showFocalPerson}. Every other link
-- of the draft ends with its address: whoever reads letters at the old one has no part in it any more.
-- Outcomes: saved (with what became of the letter to a new address: sent · later) · too-many (new addresses) · closed · gone.
create or replace function public.save_application(token text, answers jsonb) returns jsonb
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

-- Sends the link once more. Outcomes: sent · too-many · gone.
create or replace function public.send_application_link(token text) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  which uuid := app.application_of(send_application_link.token);
begin
  perform 1 from public.applications a where a.id = which for update;
  if not found then return jsonb_build_object('kind', 'gone'); end if;
  return jsonb_build_object('kind', case app.send_application_link_letter(which) when 'sent' then 'sent' else 'too-many' end);
end $$;

-- ── Invitations ──────────────────────────────────────────────────────────────────────────────────

-- Invites a person to an institution the caller speaks for.
-- Outcomes: invited · refused · already-member · already-invited · too-many (letters to this address, or invitations by the caller
-- or to the institution, within the hour or the day).
create or replace function public.invite_person(institution uuid, email text, name text, role public.affiliation_role) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column -- "email" below the insert is the column
declare
  address text := lower(btrim(invite_person.email));
  token   text := encode(extensions.gen_random_bytes(24), 'hex');
  made    uuid;
begin
  if (institution in (select app.institutions_i_represent())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  if exists (
    select 1 from public.contacts c join app.active_affiliations() a on a.person_id = c.person_id
     where c.email = address and a.institution_id = institution) then
    return jsonb_build_object('kind', 'already-member');
  end if;
  if exists (select 1 from public.invitations i where i.institution_id = institution and i.email = address
              and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) then
    return jsonb_build_object('kind', 'already-invited');
  end if;
  if not (app.may_again('invitations by a person', app.me()::text, 150, 300)
          and app.may_again('invitations to an institution', institution::text, 300, 600)
          and app.may_again('invitations to an address', app.digest_of(address), 3, 6)) then
    return jsonb_build_object('kind', 'too-many');
  end if;
  update public.invitations i set revoked_at = now()
   where i.institution_id = institution and i.email = address and i.accepted_at is null and i.revoked_at is null
     and i.expires_at <= now();
  insert into public.invitations (institution_id, email, name, role, token_hash, invited_by)
  values (institution, address, btrim(invite_person.name), invite_person.role, extensions.digest(token, 'sha256'), app.me())
  on conflict (institution_id, email) where accepted_at is null and revoked_at is null do nothing
  returning id into made;
  if made is null then return jsonb_build_object('kind', 'already-invited'); end if;
  insert into public.letters (kind, recipient, facts)
  select 'invitation', address, jsonb_build_object(
    'token', token, 'name', app.fit_to_greet(btrim(invite_person.name)), 'institution', i.name, 'role', invite_person.role,
    'inviter', (select app.fit_to_greet(p.name) from public.people p where p.id = app.me()))
  from public.institutions i where i.id = institution;
  return jsonb_build_object('kind', 'invited', 'id', made);
end $$;

-- Invites up to a hundred people: [{email, name, role}]. Answers one outcome a line, in order, each as `invite_person` says it.
create or replace function public.invite_people(institution uuid, people jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one     jsonb;
  address text;
  answers jsonb := '[]';
begin
  if jsonb_typeof(people) <> 'array' or jsonb_array_length(people) not between 1 and 100 then
    raise exception 'A list of one to a hundred people is asked for.' using errcode = '22023';
  end if;
  -- Counted in one order for everybody: two lists that name the same addresses must not wait for each other.
  if (institution in (select app.institutions_i_represent())) is true then
    perform app.count_in_turn('invitations by a person', app.me()::text);
    perform app.count_in_turn('invitations to an institution', institution::text);
    for address in select distinct app.digest_of(lower(btrim(p ->> 'email'))) as digest from jsonb_array_elements(people) p order by digest loop
      perform app.count_in_turn('invitations to an address', address);
    end loop;
  end if;
  for one in select * from jsonb_array_elements(people) loop
    answers := answers || jsonb_build_array(public.invite_person(institution, one ->> 'email', one ->> 'name',
      (one ->> 'role')::public.affiliation_role) - 'id');
  end loop;
  return answers;
end $$;

-- ── News ─────────────────────────────────────────────────────────────────────────────────────────

-- Tells a person something as they wish: by a letter of this kind at once, in the daily one, or not at all. `theme` is the
-- wish that it falls under. An address which letters come back from is told nothing. A sixth letter about the same thing within
-- an hour waits for the daily one.
create or replace function app.tell(person uuid, theme text, letter text, facts jsonb) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  address text := (select c.email from public.contacts c join public.people p on p.id = c.person_id and p.disabled_at is null
                    where c.person_id = person and c.bounced_at is null);
begin
  if address is null then return; end if;
  case app.cadence_of(person, theme)
    when 'at once' then
      if not app.may_again('letters about one thing', concat_ws(' ', person, letter, coalesce(facts ->> 'application', facts ->> 'id', facts ->> 'slug')), 5, 20) then
        insert into public.digest_items (person_id, kind, facts) values (person, letter, facts);
        return;
      end if;
      insert into public.letters (kind, recipient, facts)
      values (letter, address, facts || jsonb_build_object('name', (select p.name from public.people p where p.id = person)));
    when 'daily' then insert into public.digest_items (person_id, kind, facts) values (person, letter, facts);
    else null;
  end case;
end $$;

revoke execute on function app.send_application_link_letter(uuid) from public;
revoke execute on function public.start_application(text, text, text) from public, anon, authenticated;
grant execute on function public.start_application(text, text, text) to anon, authenticated;
