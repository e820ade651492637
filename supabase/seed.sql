-- The demo alliance. Every institution, person and text is invented; any likeness is an accident.
-- The portal loads it into a new embedded database; elsewhere it comes in on purpose only (`npm run seed`).

insert into public.institutions (id, slug, name, acronym, kind, country, city) values
  ('10000000-0000-4000-8000-000000000001', 'havel-institute',    'Havel Institute for Peace Operations',  'HIPO', 'think tank',    'DE', 'Berlin'),
  ('10000000-0000-4000-8000-000000000002', 'tana-forum',         'Tana Forum for Peace Practice',         'TFPP', 'research',      'ET', 'Addis Ababa'),
  ('10000000-0000-4000-8000-000000000003', 'andes-observatory',  'Andes Observatory on Missions',         'AOM',  'civil society', 'PE', 'Lima'),
  ('10000000-0000-4000-8000-000000000004', 'delhi-seminar',      'Delhi Seminar on Peacekeeping',         'DSP',  'training',      'IN', 'New Delhi'),
  ('10000000-0000-4000-8000-000000000005', 'alliance-secretariat','Alliance Secretariat (demo)',          'AS',   'civil society', 'BE', 'Brussels'),
  ('10000000-0000-4000-8000-000000000006', 'bandiagara-centre',  'Bandiagara Centre for Dialogue',        'BCD',  'civil society', 'ML', 'Bamako'),
  ('10000000-0000-4000-8000-000000000007', 'lagoon-school',      'Lagoon School of Mission Support',      'LSMS', 'training',      'GH', 'Accra'),
  ('10000000-0000-4000-8000-000000000008', 'cedar-house',        'Cedar House Policy Studies',            'CHPS', 'think tank',    'LB', 'Beirut'),
  ('10000000-0000-4000-8000-000000000009', 'north-fjord',        'North Fjord Institute',                 'NFI',  'research',      'NO', 'Bergen'),
  ('10000000-0000-4000-8000-00000000000a', 'pampas-network',     'Pampas Network for Civilian Protection','PNCP', 'civil society', 'UY', 'Montevideo'),
  ('10000000-0000-4000-8000-00000000000b', 'mekong-desk',        'Mekong Desk on Police Reform',          'MDPR', 'research',      'KH', 'Phnom Penh'),
  ('10000000-0000-4000-8000-00000000000c', 'great-lakes-archive','Great Lakes Archive of Mandates',       'GLAM', 'research',      'RW', 'Kigali');

update public.institutions i set about = d.about, themes = d.themes::text[], languages = d.languages::text[],
       website = 'https://' || i.slug || '.example', joined_on = d.joined_on::date
  from (values
    ('havel-institute', 'The Havel Institute looks at how mandates are made, and what they promise that nobody can keep. It was founded in 1997 by former staff of field missions who wanted to write down what they had learned before it was forgotten.

Its yearly count of mandate tasks is used by three delegations in New York. The institute takes no money from governments that contribute troops.', '{mandates,transitions,ssr}', '{en,de,fr}', '2021-05-12'),
    ('tana-forum', 'On the shore of Lake Tana, researchers and former commanders meet twice a year and argue about the same mission from both ends. The Forum keeps their conversations, with consent, as an archive that students use.', '{regional,mediation,training}', '{en,am,fr}', '2021-05-12'),
    ('andes-observatory', 'The Observatory follows Latin American contingents from the training ground to the report of the last day. Its reporters speak with families as well as with generals.', '{protection,wps,police}', '{es,en,pt}', '2022-03-01'),
    ('delhi-seminar', 'A seminar without a building: forty trainers from eleven countries who lend each other their courses, their case studies and their doubts.', '{training,logistics,police}', '{en,fr}', '2022-09-19'),
    ('alliance-secretariat', 'The desk of the demo alliance: it looks after this portal, prepares decisions and answers letters.', '{mandates}', '{en,fr}', '2021-05-12'),
    ('bandiagara-centre', 'Mediators from the cliff villages around Bandiagara write down what an agreement looked like a year after it was signed. Their reports are short, and in two languages.', '{mediation,protection,climate}', '{fr,en}', '2023-02-14'),
    ('lagoon-school', 'Where mission support is taught by people who have run an airfield in the rain. The School publishes its checklists for whoever needs them.', '{logistics,training,technology}', '{en,fr}', '2022-11-30'),
    ('cedar-house', 'Cedar House studies how missions speak with the people around them, and who does the speaking.', '{mediation,technology,wps}', '{ar,en,fr}', '2023-06-05'),
    ('north-fjord', 'A small institute for large questions: when should a mission leave, and who notices first that it has stayed too long?', '{transitions,climate,mandates}', '{en}', '2021-10-01'),
    ('pampas-network', 'Thirty organisations along two rivers that train civilian observers and send them in pairs.', '{protection,wps}', '{es,pt,en}', '2024-04-22'),
    ('mekong-desk', 'The Desk compares how police were built, rebuilt and sometimes unbuilt in nine missions.', '{police,ssr}', '{en,fr}', '2023-08-17'),
    ('great-lakes-archive', 'An archive of mandates, rules of engagement and the letters between them, read against each other line by line.', '{mandates,regional}', '{fr,en,sw}', '2022-01-25')
  ) as d (slug, about, themes, languages, joined_on)
 where i.slug = d.slug;

insert into public.people (id, name, time_zone) values
  ('20000000-0000-4000-8000-000000000001', 'Jonas Lindqvist',   'Europe/Berlin'),
  ('20000000-0000-4000-8000-000000000002', 'Amina Bekele',      'Africa/Addis_Ababa'),
  ('20000000-0000-4000-8000-000000000003', 'Lucía Quispe',      'America/Lima'),
  ('20000000-0000-4000-8000-000000000004', 'Ravi Menon',        'Asia/Kolkata'),
  ('20000000-0000-4000-8000-000000000005', 'Marta Oliveira',    'Europe/Brussels'),
  ('20000000-0000-4000-8000-000000000006', 'Oumar Cissé',       'Africa/Bamako'),
  ('20000000-0000-4000-8000-000000000007', 'Esi Adjei',         'Africa/Accra'),
  ('20000000-0000-4000-8000-000000000008', 'Rania Khoury',      'Asia/Beirut'),
  ('20000000-0000-4000-8000-000000000009', 'Ingrid Solheim',    'Europe/Oslo'),
  ('20000000-0000-4000-8000-00000000000a', 'Tomás Pereyra',     'America/Montevideo'),
  ('20000000-0000-4000-8000-00000000000b', 'Sokha Chann',       'Asia/Phnom_Penh'),
  ('20000000-0000-4000-8000-00000000000c', 'Claire Uwera',      'Africa/Kigali'),
  ('20000000-0000-4000-8000-00000000000d', 'Petra Vogel',       'Europe/Berlin'),
  ('20000000-0000-4000-8000-00000000000e', 'Dawit Alemu',       'Africa/Addis_Ababa'),
  ('20000000-0000-4000-8000-00000000000f', 'Greta Sommer',      'Europe/Berlin'),
  ('20000000-0000-4000-8000-000000000010', 'Yonas Tadesse',     'Africa/Addis_Ababa');

insert into public.contacts (person_id, email) values
  ('20000000-0000-4000-8000-000000000001', 'jonas@havel-institute.example'),
  ('20000000-0000-4000-8000-000000000002', 'amina@tana-forum.example'),
  ('20000000-0000-4000-8000-000000000003', 'lucia@andes-observatory.example'),
  ('20000000-0000-4000-8000-000000000004', 'ravi@delhi-seminar.example'),
  ('20000000-0000-4000-8000-000000000005', 'marta@alliance.example'),
  ('20000000-0000-4000-8000-000000000006', 'oumar@bandiagara-centre.example'),
  ('20000000-0000-4000-8000-000000000008', 'rania@cedar-house.example'),
  ('20000000-0000-4000-8000-00000000000d', 'petra@havel-institute.example'),
  ('20000000-0000-4000-8000-00000000000e', 'dawit@tana-forum.example'),
  ('20000000-0000-4000-8000-00000000000f', 'greta@havel-institute.example'),
  ('20000000-0000-4000-8000-000000000010', 'yonas@tana-forum.example');

-- Accounts: one password for all, since they exist in the demo only.
update public.people p set user_id = app.create_account(c.email, 'writing-together')
  from public.contacts c where c.person_id = p.id;

insert into public.affiliations (person_id, institution_id, role, started_on, ended_on) values
  ('20000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000001', 'primary representative', '2024-02-01', null),
  ('20000000-0000-4000-8000-00000000000d', '10000000-0000-4000-8000-000000000001', 'member',                 '2024-06-01', null),
  ('20000000-0000-4000-8000-000000000002', '10000000-0000-4000-8000-000000000002', 'editor',                 '2024-03-15', null),
  ('20000000-0000-4000-8000-00000000000e', '10000000-0000-4000-8000-000000000002', 'primary representative', '2023-09-01', null),
  ('20000000-0000-4000-8000-000000000003', '10000000-0000-4000-8000-000000000003', 'primary representative', '2024-05-01', null),
  ('20000000-0000-4000-8000-000000000004', '10000000-0000-4000-8000-000000000004', 'primary representative', '2024-01-10', null),
  ('20000000-0000-4000-8000-000000000005', '10000000-0000-4000-8000-000000000005', 'primary representative', '2023-01-01', null),
  ('20000000-0000-4000-8000-000000000006', '10000000-0000-4000-8000-000000000006', 'primary representative', '2025-02-01', null),
  ('20000000-0000-4000-8000-000000000007', '10000000-0000-4000-8000-000000000007', 'primary representative', '2024-11-01', null),
  ('20000000-0000-4000-8000-000000000008', '10000000-0000-4000-8000-000000000008', 'primary representative', '2024-04-01', null),
  ('20000000-0000-4000-8000-000000000009', '10000000-0000-4000-8000-000000000009', 'primary representative', '2023-06-01', null),
  ('20000000-0000-4000-8000-00000000000a', '10000000-0000-4000-8000-00000000000a', 'primary representative', '2025-01-01', null),
  ('20000000-0000-4000-8000-00000000000b', '10000000-0000-4000-8000-00000000000b', 'primary representative', '2024-08-01', null),
  ('20000000-0000-4000-8000-00000000000c', '10000000-0000-4000-8000-00000000000c', 'primary representative', '2024-08-01', null),
  ('20000000-0000-4000-8000-00000000000f', '10000000-0000-4000-8000-000000000001', 'member',                 '2024-02-01', null),
  ('20000000-0000-4000-8000-000000000010', '10000000-0000-4000-8000-000000000002', 'member',                 '2024-02-01', null);

-- Three institutions coordinate the alliance; each has somebody who speaks for it.
update public.institutions set coordinating = true where slug in ('alliance-secretariat', 'havel-institute', 'tana-forum');
insert into public.alliance_roles (person_id, role, started_on) values
  ('20000000-0000-4000-8000-000000000005', 'coordinator', '2023-01-01'),
  ('20000000-0000-4000-8000-00000000000f', 'coordinator', '2024-02-01'),
  ('20000000-0000-4000-8000-000000000010', 'coordinator', '2024-02-01');

insert into public.compendia (id, slug, kind, title, summary, language, visibility, lead_institution_id, lead_editor_id,
                              drafts_due_on, review_due_on, launch_on, created_by) values
  ('30000000-0000-4000-8000-000000000001', 'missions-that-can-leave', 'compendium', 'Missions that can leave',
   'What a mission needs on its first day so that its last day does not undo its work. Six institutions on mandates, police, money and the people who stay.',
   'en', 'members', '10000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000001',
   current_date + 9, current_date + 30, current_date + 72, '20000000-0000-4000-8000-000000000001'),
  ('30000000-0000-4000-8000-000000000002', 'listening-posts', 'brief', 'Listening posts: early warning that villages run themselves',
   'Community networks in three regions pass on warnings faster than any patrol. A short brief on what they need, and on what would break them.',
   'en', 'public', '10000000-0000-4000-8000-000000000002', '20000000-0000-4000-8000-000000000002',
   current_date - 40, current_date - 21, current_date - 6, '20000000-0000-4000-8000-000000000002'),
  ('30000000-0000-4000-8000-000000000003', 'who-pays-for-police', 'digest', 'Digest: who pays for police in peace operations',
   'A digest of a fictional study of police contributions over fifteen years, for people who plan missions.',
   'en', 'authors', '10000000-0000-4000-8000-00000000000b', '20000000-0000-4000-8000-00000000000b',
   current_date + 3, current_date + 17, current_date + 40, '20000000-0000-4000-8000-00000000000b');

insert into public.compendium_institutions (compendium_id, institution_id)
select '30000000-0000-4000-8000-000000000001'::uuid, id from public.institutions
 where slug in ('havel-institute', 'tana-forum', 'delhi-seminar', 'lagoon-school', 'cedar-house', 'great-lakes-archive')
union all
select '30000000-0000-4000-8000-000000000002', id from public.institutions
 where slug in ('tana-forum', 'bandiagara-centre', 'pampas-network')
union all
select '30000000-0000-4000-8000-000000000003', id from public.institutions where slug in ('mekong-desk', 'tana-forum');

insert into public.chapters (id, compendium_id, parent_id, position, title, status, language, due_on) values
  ('40000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000001', null, 1, 'Introduction: leaving is a task', 'in review', 'en', current_date + 5),
  ('40000000-0000-4000-8000-000000000002', '30000000-0000-4000-8000-000000000001', null, 2, 'Mandates with an end in mind', 'drafting', 'en', current_date + 9),
  ('40000000-0000-4000-8000-000000000003', '30000000-0000-4000-8000-000000000001', '40000000-0000-4000-8000-000000000002', 1, 'What drawdown plans forget', 'drafting', 'en', current_date + 9),
  ('40000000-0000-4000-8000-000000000004', '30000000-0000-4000-8000-000000000001', '40000000-0000-4000-8000-000000000002', 2, 'Benchmarks that people recognise', 'outline', 'en', current_date + 9),
  ('40000000-0000-4000-8000-000000000005', '30000000-0000-4000-8000-000000000001', null, 3, 'Police after the blue berets', 'drafting', 'en', current_date + 9),
  ('40000000-0000-4000-8000-000000000006', '30000000-0000-4000-8000-000000000001', null, 4, 'The budget line nobody owns', 'outline', 'en', current_date + 12),
  ('40000000-0000-4000-8000-000000000007', '30000000-0000-4000-8000-000000000001', null, 5, 'Those who stay: voices from host communities', 'drafting', 'en', current_date + 9),
  ('40000000-0000-4000-8000-000000000008', '30000000-0000-4000-8000-000000000001', null, 6, 'Recommendations by addressee', 'outline', 'en', current_date + 20),
  ('40000000-0000-4000-8000-000000000011', '30000000-0000-4000-8000-000000000002', null, 1, 'Key messages and summary', 'final', 'en', null),
  ('40000000-0000-4000-8000-000000000012', '30000000-0000-4000-8000-000000000002', null, 2, 'How a listening post works', 'final', 'en', null),
  ('40000000-0000-4000-8000-000000000013', '30000000-0000-4000-8000-000000000002', null, 3, 'Recommendations', 'final', 'en', null),
  ('40000000-0000-4000-8000-000000000021', '30000000-0000-4000-8000-000000000003', null, 1, 'Source and talking points', 'drafting', 'en', current_date + 3),
  ('40000000-0000-4000-8000-000000000022', '30000000-0000-4000-8000-000000000003', null, 2, 'Key insight for practice', 'outline', 'en', current_date + 3);

insert into public.chapter_grants (chapter_id, institution_id, access) values
  ('40000000-0000-4000-8000-000000000002', '10000000-0000-4000-8000-000000000002', 'edit'),
  ('40000000-0000-4000-8000-000000000007', '10000000-0000-4000-8000-000000000002', 'edit'),
  ('40000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000002', 'edit'),
  ('40000000-0000-4000-8000-000000000005', '10000000-0000-4000-8000-000000000004', 'suggest'),
  ('40000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000004', 'comment'),
  ('40000000-0000-4000-8000-000000000006', '10000000-0000-4000-8000-000000000007', 'edit'),
  ('40000000-0000-4000-8000-000000000007', '10000000-0000-4000-8000-000000000008', 'edit'),
  ('40000000-0000-4000-8000-000000000003', '10000000-0000-4000-8000-00000000000c', 'edit');
insert into public.chapter_grants (chapter_id, person_id, access) values
  ('40000000-0000-4000-8000-000000000005', '20000000-0000-4000-8000-00000000000d', 'edit');
