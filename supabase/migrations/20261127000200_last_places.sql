-- Where the palette leads before anything is typed.

-- The chapters that the caller was in last and may still read, the latest first: at most five.
create function public.last_places() returns jsonb
  language sql stable set search_path = '' as $$
  select coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title, 'compendium', x.compendium)
                                    order by x.visited_at desc, x.id) from (
    select ch.id, ch.title, c.title as compendium, v.visited_at from public.chapter_visits v
      join public.chapters ch on ch.id = v.chapter_id
      join public.compendia c on c.id = ch.compendium_id
     where v.person_id = (select app.me())
     order by v.visited_at desc, ch.id limit 5) x), '[]'::jsonb)
$$;

revoke execute on function public.last_places() from public, anon;
grant execute on function public.last_places() to authenticated;
