-- What representatives do beside single invitations: hand the institution over, invite a whole list, keep the profile.

-- Hands the primary representation over to somebody who is at the institution today. Whoever hands over becomes alternate;
-- when a coordinator does it, all who were primary representatives do. Both sides are told.
-- Outcomes: handed-over (with the successor's name) · not-there · refused.
create function public.hand_over(institution uuid, successor uuid) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  house   public.institutions;
  coming  public.affiliations;
  going   public.affiliations;
  by_own  boolean;
begin
  if (institution in (select app.institutions_i_represent())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  select * into house from public.institutions i where i.id = institution for update;
  select * into coming from app.active_affiliations() a
   where a.institution_id = house.id and a.person_id = successor and a.role <> 'primary representative' and a.ended_on is null;
  if coming.id is null then return jsonb_build_object('kind', 'not-there'); end if;
  by_own := exists (select 1 from app.active_affiliations() a
    where a.institution_id = house.id and a.person_id = app.me() and a.role = 'primary representative');
  update public.affiliations a set role = 'primary representative' where a.id = coming.id;
  for going in select * from app.active_affiliations() a
      where a.institution_id = house.id and a.role = 'primary representative' and a.id <> coming.id
        and (a.person_id = app.me() or not by_own) loop
    update public.affiliations a set role = 'alternate' where a.id = going.id;
    perform app.tell(going.person_id, 'institution', 'handed-over', jsonb_build_object('institution', house.name, 'slug', house.slug,
      'successor', (select p.name from public.people p where p.id = successor)));
  end loop;
  perform app.tell(successor, 'institution', 'taken-over', jsonb_build_object('institution', house.name, 'slug', house.slug,
    'by', (select p.name from public.people p where p.id = app.me())));
  return jsonb_build_object('kind', 'handed-over', 'name', (select p.name from public.people p where p.id = successor));
end $$;

-- Invites up to a hundred people: [{email, name, role}]. Answers one outcome a line, in order, each as `invite_person` says it.
create function public.invite_people(institution uuid, people jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one     jsonb;
  answers jsonb := '[]';
begin
  if jsonb_typeof(people) <> 'array' or jsonb_array_length(people) not between 1 and 100 then
    raise exception 'A list of one to a hundred people is asked for.' using errcode = '22023';
  end if;
  for one in select * from jsonb_array_elements(people) loop
    answers := answers || jsonb_build_array(public.invite_person(institution, one ->> 'email', one ->> 'name',
      (one ->> 'role')::public.affiliation_role) - 'id');
  end loop;
  return answers;
end $$;

-- What representatives may change about their institution; null for everybody else.
create function public.institution_profile(slug text) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'slug', i.slug, 'name', i.name, 'acronym', i.acronym, 'kind', i.kind, 'country', i.country,
    'city', i.city, 'legalForm', i.legal_form, 'website', i.website, 'ror', i.ror, 'about', i.about, 'themes', i.themes,
    'languages', i.languages, 'listed', i.listed, 'stamp', i.updated_at)
  from public.institutions i
  where i.slug = institution_profile.slug and i.id in (select app.institutions_i_represent())
$$;

-- What the caller wants to be told by letter, the kinds' own defaults included.
create function public.my_mail_wishes() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_object_agg(k, app.cadence_of(app.me(), k)) from unnest(array['new-member', 'application', 'institution']) k
   where app.me() is not null
$$;

revoke execute on function public.hand_over(uuid, uuid), public.invite_people(uuid, jsonb), public.institution_profile(text),
  public.my_mail_wishes() from public, anon, authenticated;
grant execute on function public.hand_over(uuid, uuid), public.invite_people(uuid, jsonb), public.institution_profile(text),
  public.my_mail_wishes() to authenticated;

-- ── The daily letter ─────────────────────────────────────────────────────────────────────────────

-- On which day a person last had their daily letter, in their own zone.
create table public.digests_sent (
  person_id uuid primary key references public.people (id) on delete cascade,
  sent_on   date not null
);
alter table public.digests_sent enable row level security;
grant all on public.digests_sent to service_role;

-- Puts the daily letters into the outbox: one for each person with news, from seven in their morning, once a day. Safe in
-- several processes at once: who is being served is locked. Answers how many letters were made, 200 at most.
create function public.send_digests() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one   record;
  made  int := 0;
  today date;
begin
  for one in
    select p.id, p.name, p.time_zone, c.email from public.people p join public.contacts c on c.person_id = p.id
     where p.disabled_at is null and exists (select 1 from public.digest_items d where d.person_id = p.id)
       and extract(hour from now() at time zone p.time_zone) >= 7
       and not exists (select 1 from public.digests_sent s where s.person_id = p.id and s.sent_on >= (now() at time zone p.time_zone)::date)
     order by p.id limit 200 for update of p skip locked
  loop
    today := (now() at time zone one.time_zone)::date;
    -- Looked at again under the lock: another process may have served them a moment ago.
    continue when exists (select 1 from public.digests_sent s where s.person_id = one.id and s.sent_on >= today);
    insert into public.letters (kind, recipient, facts)
    select 'digest', one.email, jsonb_build_object('name', one.name,
             'items', jsonb_agg(jsonb_build_object('kind', d.kind, 'facts', d.facts || jsonb_build_object('name', one.name)) order by d.id))
      from public.digest_items d where d.person_id = one.id;
    delete from public.digest_items d where d.person_id = one.id;
    insert into public.digests_sent (person_id, sent_on) values (one.id, today)
      on conflict (person_id) do update set sent_on = excluded.sent_on;
    made := made + 1;
  end loop;
  return to_jsonb(made);
end $$;
revoke execute on function public.send_digests() from public, anon, authenticated;
grant execute on function public.send_digests() to service_role;
