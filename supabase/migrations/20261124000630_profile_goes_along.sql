-- What people tell about themselves goes along when they take everything out, and goes when they are erased.

-- Everything that the portal holds about the caller, for a file. Null for nobody.
create or replace function public.my_data() returns jsonb
  language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'person', jsonb_build_object('id', p.id, 'name', p.name, 'timeZone', p.time_zone, 'knownSince', p.created_at),
    'email', (select c.email from public.contacts c where c.person_id = p.id),
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
    'chaptersVisited', coalesce((select jsonb_agg(jsonb_build_object('chapter', ch.title, 'at', v.visited_at) order by v.visited_at)
        from public.chapter_visits v join public.chapters ch on ch.id = v.chapter_id where v.person_id = p.id), '[]'::jsonb),
    'chaptersChangedLast', coalesce((select jsonb_agg(jsonb_build_object('chapter', ch.title, 'at', ch.last_changed_at) order by ch.last_changed_at)
        from public.chapters ch where ch.last_changed_by = p.id), '[]'::jsonb),
    'invitationsSent', coalesce((select jsonb_agg(jsonb_build_object('name', v.name, 'email', v.email, 'at', v.created_at, 'accepted', v.accepted_at) order by v.created_at)
        from public.invitations v where v.invited_by = p.id), '[]'::jsonb),
    'letterWishes', coalesce((select jsonb_agg(jsonb_build_object('kind', w.kind, 'cadence', w.cadence) order by w.kind)
        from public.mail_wishes w where w.person_id = p.id), '[]'::jsonb),
    'letters', coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind, 'at', l.created_at, 'sent', l.sent_at, 'subject', l.subject) order by l.created_at)
        from public.letters l join public.contacts c on c.email = l.recipient where c.person_id = p.id), '[]'::jsonb),
    'recommendations', coalesce((select jsonb_agg(jsonb_build_object('application', a.number, 'verdict', v.verdict, 'reasons', v.reasons, 'at', v.given_at) order by v.given_at)
        from public.application_voices v join public.applications a on a.id = v.application_id where v.person_id = p.id), '[]'::jsonb),
    'trail', coalesce((select jsonb_agg(jsonb_build_object('at', t.at, 'action', t.action, 'subject', t.subject, 'before', t.before, 'after', t.after) order by t.id)
        from public.audit_trail t where t.actor_id = p.id), '[]'::jsonb))
  from public.people p where p.id = app.me()
$$;

-- Erases the caller: account, address, profile, photo, sessions, visits, wishes, rights and letters go; affiliations end
-- today; what they signed and decided keeps a name, their own or "Former member", as they choose. An institution is not left without a
-- primary representative, nor the alliance without a coordinator.
-- Outcomes: erased · last-representative (with the institutions) · last-coordinator · refused.
create or replace function public.erase_me(keep_name boolean) returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  who     public.people;
  address text;
  account uuid;
  alone   jsonb;
begin
  select * into who from public.people p where p.id = app.me() for update;
  if who.id is null then return jsonb_build_object('kind', 'refused'); end if;
  account := who.user_id;
  -- Of two who leave at once the second is told that they are the last.
  perform 1 from public.institutions i where i.id in (
    select a.institution_id from public.affiliations a where a.person_id = who.id and a.role = 'primary representative') order by i.id for update;
  perform pg_advisory_xact_lock(hashtextextended('coordinators', 0));
  select jsonb_agg(i.name order by i.name) into alone from app.active_affiliations() mine
    join public.institutions i on i.id = mine.institution_id
   where mine.person_id = who.id and mine.role = 'primary representative'
     and not exists (select 1 from app.active_affiliations() o where o.institution_id = mine.institution_id
                       and o.person_id <> who.id and o.role = 'primary representative' and o.ended_on is null);
  if alone is not null then return jsonb_build_object('kind', 'last-representative', 'institutions', alone); end if;
  if app.is_coordinator(who.id) and (select count(*) from app.coordinators()) = 1 then
    return jsonb_build_object('kind', 'last-coordinator');
  end if;

  select c.email into address from public.contacts c where c.person_id = who.id;
  update public.affiliations a set ended_on = greatest(a.started_on, current_date)
   where a.person_id = who.id and (a.ended_on is null or a.ended_on > current_date);
  update public.alliance_roles r set ended_on = greatest(r.started_on, current_date)
   where r.person_id = who.id and (r.ended_on is null or r.ended_on > current_date);
  delete from public.chapter_grants g where g.person_id = who.id;
  delete from public.chapter_visits v where v.person_id = who.id;
  delete from public.person_details d where d.person_id = who.id;
  delete from public.known_names k where k.person_id = who.id;
  delete from public.person_photos ph where ph.person_id = who.id;
  delete from public.mail_wishes w where w.person_id = who.id;
  delete from public.digest_items d where d.person_id = who.id;
  delete from public.digests_sent s where s.person_id = who.id;
  delete from public.onboarding_put_away o where o.person_id = who.id;
  delete from public.invitations v where v.email = address;
  delete from public.letters l where l.recipient = address and l.application_id is null;
  delete from public.contacts c where c.person_id = who.id;
  update public.people p set name = case when keep_name then p.name else 'Former member' end, time_zone = 'UTC',
         user_id = null, disabled_at = coalesce(p.disabled_at, now()) where p.id = who.id;
  delete from auth.users u where u.id = account;
  return jsonb_build_object('kind', 'erased');
end $$;
