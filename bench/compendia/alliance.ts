/** A made-up alliance that writes compendia, as SQL: the same rows in each run. */
export type Size = { compendia: number; chapters: number; people: number; institutions: number }

const uuid = (kind: string, n: string) =>
  `('${kind}0000000-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`
export const personOf = (n: number) => `b0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const accountOf = (n: number) => `a0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const chapterOf = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Who asks. The representative leads compendium 0; the coordinator coordinates; the member is at another institution. */
export const readers = { representative: 0, member: 3, coordinator: 9 } as const

/**
 * A third of the compendia is for authors, a third for members, a third public; each has four or five institutions and chapters
 * four deep. Institution 0 takes part in the first three compendia, whatever the size. Everybody has a right to one chapter and
 * visited five.
 */
export const rowsOf = ({ compendia, chapters, people, institutions }: Size) => `
  insert into auth.users (id, aud, role, email, email_confirmed_at, created_at, updated_at)
    select ${uuid('a', 'n')}, 'authenticated', 'authenticated', 'p' || n || '@bench.example', now(), now(), now() from generate_series(0, ${people - 1}) n;
  insert into public.institutions (id, slug, name, kind, country)
    select ${uuid('c', 'n')}, 'i-' || n, 'Institution ' || n, 'research', 'ET' from generate_series(0, ${institutions - 1}) n;
  insert into public.people (id, user_id, name) select ${uuid('b', 'n')}, ${uuid('a', 'n')}, 'Person ' || n from generate_series(0, ${people - 1}) n;
  insert into public.contacts (person_id, email) select ${uuid('b', 'n')}, 'p' || n || '@bench.example' from generate_series(0, ${people - 1}) n;
  insert into public.affiliations (person_id, institution_id, role, started_on)
    select ${uuid('b', 'n')}, ${uuid('c', `n % ${institutions}`)},
           (case when n < ${institutions} then 'primary representative' when n % 3 = 0 then 'editor' else 'member' end)::public.affiliation_role,
           current_date - 9
      from generate_series(0, ${people - 1}) n;
  insert into public.alliance_roles (person_id, role, started_on) values ('${personOf(readers.coordinator)}', 'coordinator', current_date - 9);
  insert into public.compendia (id, slug, title, summary, visibility, lead_institution_id)
    select ${uuid('d', 'n')}, 'c-' || n, 'Compendium ' || n, 'A summary.', (array['authors', 'members', 'public'])[n % 3 + 1]::public.compendium_visibility,
           ${uuid('c', `case when n = 0 then 0 else 1 + n % ${institutions - 1} end`)} from generate_series(0, ${compendia - 1}) n;
  insert into public.compendium_institutions (compendium_id, institution_id)
    select ${uuid('d', 'n')}, i.id from generate_series(0, ${compendia - 1}) n
     cross join lateral (select ${uuid('c', `1 + (n * 7 + k * 13) % ${institutions - 1}`)} as id from generate_series(0, 3) k
                         union select ${uuid('c', '0')} where n < 3
                         union select c.lead_institution_id from public.compendia c where c.id = ${uuid('d', 'n')}) i;
  insert into public.chapters (id, compendium_id, parent_id, position, title, words, last_changed_at)
    select ${uuid('e', 'n')}, ${uuid('d', `n % ${compendia}`)}, case when n / ${compendia} % 4 > 0 then ${uuid('e', `n - ${compendia}`)} end,
           n / ${compendia}, 'Chapter ' || n || (case when n % 100 = 0 then ' on mandates' else '' end), 500, now() - n * interval '1 minute'
      from generate_series(0, ${chapters - 1}) n;
  insert into public.chapter_texts (chapter_id, content, plain_text, words, outline, rendered_upto, schema_version)
    select id, '{}', title, 1, '[]', 1, 1 from public.chapters;
  insert into public.chapter_grants (chapter_id, person_id, access)
    select ${uuid('e', `n * 7 % ${chapters}`)}, ${uuid('b', 'n')}, 'suggest' from generate_series(0, ${people - 1}) n;
  insert into public.chapter_visits (person_id, chapter_id)
    select ${uuid('b', 'n')}, ${uuid('e', `(n + k * ${compendia}) % ${chapters}`)} from generate_series(0, ${people - 1}) n, generate_series(0, 4) k
    on conflict do nothing;
  analyze;`
