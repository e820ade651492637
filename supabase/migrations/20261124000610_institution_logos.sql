-- The sign of an institution: drawn anew by the portal like the photos of people, kept by who speaks for it.

create table public.institution_logos (
  institution_id uuid primary key references public.institutions (id) on delete cascade,
  bytes          bytea not null check (octet_length(bytes) between 1 and 524288),
  stamp          text not null generated always as (left(encode(sha256(bytes), 'hex'), 32)) stored,
  updated_at     timestamptz not null default now()
);
alter table public.institution_logos alter column bytes set storage external;
create trigger institution_logos_touch before update on public.institution_logos for each row execute function app.touch();

-- The institution of this id, if everybody may know of it.
create function app.listed_institution(institution uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select i.id from public.institutions i where i.id = institution and i.listed and i.status = 'active'
$$;
revoke execute on function app.listed_institution(uuid) from public;
grant execute on function app.listed_institution(uuid) to anon, authenticated, service_role;

alter table public.institution_logos enable row level security;
grant select on public.institution_logos to anon, authenticated;
grant insert (institution_id, bytes), update (bytes), delete on public.institution_logos to authenticated;
grant all on public.institution_logos to service_role;
create policy "everybody sees the logos of listed institutions" on public.institution_logos
  for select to anon, authenticated using (exists (select 1 from app.listed_institution(institution_logos.institution_id)));
create policy "members see all logos" on public.institution_logos
  for select to authenticated using ((select app.i_am_member()));
create policy "representatives give a logo to their institution" on public.institution_logos
  for insert to authenticated with check (institution_id in (select app.institutions_i_represent()));
create policy "representatives replace the logo of their institution" on public.institution_logos
  for update to authenticated
  using (institution_id in (select app.institutions_i_represent()))
  with check (institution_id in (select app.institutions_i_represent()));
create policy "representatives take the logo of their institution away" on public.institution_logos
  for delete to authenticated using (institution_id in (select app.institutions_i_represent()));

-- That the logo changed can be told by the trail, the picture not.
create function app.note_logo() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  me uuid := app.me();
begin
  insert into public.audit_trail (actor_id, actor_kind, action, subject, subject_id, before, after)
  values (me, case when me is not null then 'person' else 'portal' end, 'update', 'institutions',
          case when tg_op = 'DELETE' then old.institution_id else new.institution_id end,
          jsonb_build_object('logo', case when tg_op <> 'INSERT' then left(old.stamp, 8) end),
          jsonb_build_object('logo', case when tg_op <> 'DELETE' then left(new.stamp, 8) end));
  return null;
end $$;
revoke execute on function app.note_logo() from public;
create trigger institution_logos_in_trail after insert or update or delete on public.institution_logos
  for each row execute function app.note_logo();

-- Keeps the logo of an institution (base64), or takes it away when there is none. Outcomes: kept · removed · refused.
create function public.set_institution_logo(institution uuid, content text) returns jsonb
  language plpgsql volatile set search_path = '' as $$
begin
  if (institution in (select app.institutions_i_represent())) is not true then return jsonb_build_object('kind', 'refused'); end if;
  if content is null then
    delete from public.institution_logos l where l.institution_id = institution;
    return jsonb_build_object('kind', 'removed');
  end if;
  insert into public.institution_logos (institution_id, bytes) values (institution, decode(content, 'base64'))
  on conflict (institution_id) do update set bytes = excluded.bytes;
  return jsonb_build_object('kind', 'kept');
end $$;

-- Which institution an address names. It says no more than the address itself.
create function app.institution_at(slug text) returns uuid
  language sql stable security definer set search_path = '' as $$
  select i.id from public.institutions i where i.slug = institution_at.slug
$$;

-- An institution's logo for who may see it: {stamp, open, content}, as `person_photo` answers.
create function public.institution_logo(slug text, known text default '') returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object('stamp', l.stamp, 'open', exists (select 1 from app.listed_institution(l.institution_id)),
      'content', case when l.stamp <> known then translate(encode(l.bytes, 'base64'), E'\n', '') end)
    from public.institution_logos l where l.institution_id = app.institution_at(institution_logo.slug)
$$;

-- The logos of up to a hundred institutions by their addresses, for lists: {slug: stamp}. Looked up one by one, and then asked
-- whether the caller may see them, as the policies say: the other way round, every logo there is was asked about.
create function public.logos_of(slugs text[]) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(i.slug, l.stamp), '{}'::jsonb) from public.institutions i
    join public.institution_logos l on l.institution_id = i.id
   where i.slug = any (slugs[1:100]) and (i.listed and i.status = 'active' or (select app.i_am_member()))
$$;

revoke execute on function app.institution_at(text) from public;
grant execute on function app.institution_at(text) to anon, authenticated, service_role;
revoke execute on function public.set_institution_logo(uuid, text), public.institution_logo(text, text), public.logos_of(text[])
  from public, anon, authenticated;
grant execute on function public.set_institution_logo(uuid, text) to authenticated;
grant execute on function public.institution_logo(text, text), public.logos_of(text[]) to anon, authenticated;
