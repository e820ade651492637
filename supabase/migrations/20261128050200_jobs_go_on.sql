-- Jobs go on: what stops one person's letter stops nobody else's.

-- Puts the daily letters that are due into the outbox: from seven in the morning where the person is, once a day. Answers how
-- many were made, and who got none because theirs could not be: [{person, reason}].
create or replace function public.send_digests() returns jsonb
  language plpgsql volatile security definer set search_path = '' as $$
declare
  one      record;
  made     int := 0;
  today    date;
  left_out jsonb := '[]';
begin
  for one in
    select p.id, p.name, p.time_zone, c.email from public.people p join public.contacts c on c.person_id = p.id
     where p.disabled_at is null and c.bounced_at is null and exists (select 1 from public.digest_items d where d.person_id = p.id)
       and extract(hour from app.local_now(p.time_zone)) >= 7
       and not exists (select 1 from public.digests_sent s where s.person_id = p.id and s.sent_on >= app.local_now(p.time_zone)::date)
     order by p.id limit 200 for update of p skip locked
  loop
    today := app.local_now(one.time_zone)::date;
    -- Looked at again under the lock: another process may have served them a moment ago.
    continue when exists (select 1 from public.digests_sent s where s.person_id = one.id and s.sent_on >= today);
    begin
      insert into public.letters (kind, recipient, facts)
      select 'digest', one.email, jsonb_build_object('name', one.name,
               'items', jsonb_agg(jsonb_build_object('kind', d.kind, 'facts', d.facts || jsonb_build_object('name', one.name)) order by d.id))
        from public.digest_items d where d.person_id = one.id;
      delete from public.digest_items d where d.person_id = one.id;
      insert into public.digests_sent (person_id, sent_on) values (one.id, today)
        on conflict (person_id) do update set sent_on = excluded.sent_on;
      made := made + 1;
    exception when others then
      left_out := left_out || jsonb_build_object('person', one.id, 'reason', sqlstate);
    end;
  end loop;
  return jsonb_build_object('made', made, 'leftOut', left_out);
end $$;
