-- As with addresses: whoever coordinates may know every name behind a pseudonym, and is not made to list everybody first.
alter policy "the name behind a pseudonym is known to its owner and to who speaks for them" on public.known_names
  using ((select app.i_coordinate()) or person_id in (select app.people_i_may_reach()));
