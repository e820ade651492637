-- Applications to the demo alliance, after `seed.sql`: six, each in another state. All institutions and people are invented.

-- A plain page of A4 as a PDF, one line of text a line; ASCII only, since its parts are addressed by bytes.
create function app.demo_page(lines text[]) returns bytea language plpgsql as $$
declare
  nl       constant text := chr(10);
  content  text := 'BT /F1 12 Tf 72 760 Td 18 TL';
  doc      text := '%PDF-1.4' || nl;
  parts    text[];
  offsets  text := '';
  xref     int;
  n        int;
begin
  for n in 1 .. cardinality(lines) loop
    content := content || nl || '(' || regexp_replace(lines[n], '([\\()])', '\\\1', 'g') || ') Tj T*';
  end loop;
  content := content || nl || 'ET';
  parts := array[
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    '<< /Length ' || length(content) || ' >>' || nl || 'stream' || nl || content || nl || 'endstream',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>'];
  for n in 1 .. 5 loop
    offsets := offsets || lpad(length(doc)::text, 10, '0') || ' 00000 n ' || nl;
    doc := doc || n || ' 0 obj' || nl || parts[n] || nl || 'endobj' || nl;
  end loop;
  xref := length(doc);
  return convert_to(doc || 'xref' || nl || '0 6' || nl || '0000000000 65535 f ' || nl || offsets
    || 'trailer' || nl || '<< /Size 6 /Root 1 0 R >>' || nl || 'startxref' || nl || xref || nl || '%%EOF' || nl, 'UTF8');
end $$;

create function app.demo_ago(days numeric) returns timestamptz language sql as $$ select now() - make_interval(mins => (days * 1440)::int) $$;

-- Their past is told below, on the days it happened; the trigger would tell it of today.
alter table public.applications disable trigger applications_in_trail;

insert into public.applications (id, number, state, email, email_verified_at, legal_name, acronym, legal_form, kind, country, city, website,
  mandate, work, themes, languages, focal_name, focal_position, referees, conflicts, show_in_directory, show_focal_person,
  created_at, heard_from_at, submitted_at, review_due_at, paused_at, answer_due_at, assigned_to, closed_at, decided_by,
  decision_reason, appealed_at, round, institution_id, reminded_at) values
  ('60000000-0000-4000-8000-000000000001', 31, 'accepted', 'sokha@mekong-desk.example', app.demo_ago(118),
   'Mekong Desk on Police Reform', 'MDPR', 'Association', 'research', 'KH', 'Phnom Penh', 'https://mekong-desk.example',
   'Six researchers and two retired police officers, founded in 2014 to write down what foreign police teams left behind in the region.',
   'Three field studies on community policing after peace operations, and a yearly seminar for officers who are about to be deployed.',
   '{police,training}', '{en,fr}', 'Sokha Chann', 'Director',
   '[{"name": "Claire Uwera", "institution": "Great Lakes Archive of Mandates", "email": "claire@great-lakes.example"}, {"name": "Ravi Menon", "institution": "Delhi Seminar on Peacekeeping", "email": "ravi@delhi-seminar.example"}]',
   '', true, true, app.demo_ago(120), app.demo_ago(117), app.demo_ago(117), app.demo_ago(75), null, null,
   '20000000-0000-4000-8000-000000000005', app.demo_ago(88), '20000000-0000-4000-8000-000000000005',
   'Welcome. We look forward to the study on village policing.', null, 1, '10000000-0000-4000-8000-00000000000b', null),
  ('60000000-0000-4000-8000-000000000002', 32, 'declined', 'office@blue-meridian.example', app.demo_ago(60),
   'Blue Meridian Mission Services', 'BMMS', 'Limited company', 'training', 'MT', 'Valletta', 'https://blue-meridian.example',
   'A company that provides camps, transport and close protection to missions, and trains its own staff for it.',
   'Contracts in four mission areas since 2016; courses on convoy safety, open to others for a fee.',
   '{logistics,training}', '{en}', 'Karl Zammit', 'Head of tenders',
   '[{"name": "Ann Borg", "institution": "Harbour College", "email": ""}, {"name": "J. Falzon", "institution": "Chamber of Trade", "email": ""}]',
   'We tender for contracts of missions that the alliance writes about.', true, false, app.demo_ago(63), app.demo_ago(55), app.demo_ago(55),
   app.demo_ago(13), null, null, '20000000-0000-4000-8000-00000000000f', app.demo_ago(12), '20000000-0000-4000-8000-00000000000f',
   'The alliance takes in institutions that study or train for peace operations without selling services to them. Your courses are of interest all the same: members may invite you to single events.',
   null, 1, null, null),
  ('60000000-0000-4000-8000-000000000003', 33, 'under review', 'redaction@radio-liptako.example', app.demo_ago(110),
   'Collectif Radio Liptako', 'CRL', 'Association loi de 1901', 'civil society', 'NE', 'Niamey', 'https://radio-liptako.example',
   'Eleven village stations that share a newsroom. Each is owned by its listeners; the newsroom lives from two foundations and a small levy.',
   'Since 2018 the stations have carried a weekly hour on what the mission in the region does and does not do, with questions by telephone. We keep the recordings, and two universities work with them.',
   '{protection,mediation,transitions}', '{fr}', 'Hadiza Moussa', 'Rédactrice en chef',
   '[{"name": "Oumar Cissé", "institution": "Bandiagara Centre for Dialogue", "email": "oumar@bandiagara-centre.example"}, {"name": "Ibrahim Sani", "institution": "Université du Fleuve", "email": ""}]',
   '', true, false, app.demo_ago(112), app.demo_ago(45), app.demo_ago(104), app.demo_ago(3), null, null,
   '20000000-0000-4000-8000-000000000005', null, null, null, app.demo_ago(45), 2, null, app.demo_ago(10)),
  ('60000000-0000-4000-8000-000000000004', 34, 'under review', 'secretary@visayas-centre.example', app.demo_ago(41),
   'Visayas Centre for Peacekeeper Training', 'VCPT', 'Foundation', 'training', 'PH', 'Cebu', 'https://visayas-centre.example',
   'A foundation of three universities. It trains police and civilian staff before they leave for a mission, and asks them again when they come back.',
   'Twelve courses a year, two of them for women who lead police teams. Since 2021 a small study follows a hundred former students: what they used, and what nobody had told them.',
   '{training,police,wps}', '{en,es}', 'Maricel Abad', 'Executive secretary',
   '[{"name": "Esi Adjei", "institution": "Lagoon School of Mission Support", "email": "esi@lagoon-school.example"}, {"name": "Tomás Pereyra", "institution": "Pampas Network for Civilian Protection", "email": ""}]',
   '', true, true, app.demo_ago(42), app.demo_ago(30), app.demo_ago(37), now() + interval '5 days', null, null,
   '20000000-0000-4000-8000-00000000000f', null, null, null, null, 1, null, app.demo_ago(2)),
  ('60000000-0000-4000-8000-000000000005', 35, 'information requested', 'contacto@observatorio-caribe.example', app.demo_ago(24),
   'Observatorio Caribe de Misiones', 'OCM', 'Asociación civil', 'research', 'DO', 'Santo Domingo', 'https://observatorio-caribe.example',
   'Una red de nueve investigadoras que documenta misiones en el Caribe y a quienes viven junto a ellas. / A network of nine researchers.',
   'An open archive of mandates, budgets and local newspapers from three missions, with short notes in Spanish and French for journalists.',
   '{mandates,transitions,regional}', '{es,fr,en}', 'Yesenia Del Rosario', 'Coordinadora',
   '[{"name": "Lucía Quispe", "institution": "Andes Observatory on Missions", "email": "lucia@andes-observatory.example"}, {"name": "Marc Étienne", "institution": "Archives du Sud", "email": ""}]',
   'One of us advised a ministry on the withdrawal of a mission until 2022.', true, true, app.demo_ago(25), app.demo_ago(20), app.demo_ago(20),
   now() + interval '22 days', app.demo_ago(6), now() + interval '15 days', '20000000-0000-4000-8000-000000000010', null, null, null, null, 1, null, null),
  ('60000000-0000-4000-8000-000000000006', 36, 'submitted', 'layla@cedar-house-studies.example', app.demo_ago(3),
   'The Cedar House for Policy Studies', 'CHPS', 'Association', 'think tank', 'LB', 'Tripoli', 'https://cedar-house-studies.example',
   'Founded last year by researchers who worked at another house before. Seven people, no public money.',
   'Two papers on the drawdown of maritime missions, and a reading group of former liaison officers.',
   '{mandates,logistics}', '{ar,en,fr}', 'ليلى حداد (Layla Haddad)', 'Founder',
   '[{"name": "Ingrid Solheim", "institution": "North Fjord Institute", "email": ""}, {"name": "Nabil", "institution": "Port Authority College", "email": ""}]',
   '', true, false, app.demo_ago(4), app.demo_ago(2), app.demo_ago(2), now() + interval '40 days', null, null, null, null, null, null, null, 1, null, null);
select setval('public.application_numbers', 36);

insert into public.application_papers (application_id, name, media_type, bytes, created_at)
select ('60000000-0000-4000-8000-00000000000' || d.application)::uuid, d.name, 'application/pdf', app.demo_page(d.lines), app.demo_ago(d.days)
  from (values
    (1, 'Statutes 2014.pdf', array['Mekong Desk on Police Reform', '', 'Statutes of the association', '1. The association studies police reform after peace operations.', '2. It takes no money from forces that it writes about.', '3. Its books are open to its members.'], 118),
    (2, 'Company register.pdf', array['Register of companies (extract)', '', 'Blue Meridian Mission Services Ltd', 'Object: provision of services to international missions.'], 56),
    (3, 'Récépissé de déclaration.pdf', array['Collectif Radio Liptako', '', 'Association declared in 2017.', 'Seat: Niamey.'], 104),
    (3, 'Grille des programmes.pdf', array['Weekly programme', '', 'Sunday 19:00  The hour of questions: what the mission does', 'Wednesday 18:30  Repeat in Fulfulde and Zarma'], 45),
    (4, 'Deed of foundation.pdf', array['Visayas Centre for Peacekeeper Training', '', 'Deed of foundation (summary)', 'Founders: three universities. Board: seven, four of them women.'], 38),
    (4, 'What they used (study, 2024).pdf', array['What they used', '', 'A hundred former students, two years after their mission.', 'Most used: radio procedure, first aid, how to write a report.', 'Most missed: how to leave.'], 38),
    (6, 'Registration.pdf', array['Cedar House for Policy Studies', '', 'Registered association, Tripoli.'], 3)) d(application, name, lines, days);

insert into public.application_messages (application_id, kind, from_applicant, author_id, body, created_at)
select ('60000000-0000-4000-8000-00000000000' || d.application)::uuid, d.kind::public.application_message_kind, d.author is null,
       ('20000000-0000-4000-8000-0000000000' || d.author)::uuid, d.body, app.demo_ago(d.days)
  from (values
    (1, 'decision', '05', 'Welcome. We look forward to the study on village policing.', 88),
    (2, 'decision', '0f', 'The alliance takes in institutions that study or train for peace operations without selling services to them. Your courses are of interest all the same: members may invite you to single events.', 12),
    (3, 'request', '05', 'Thank you for your application. Could you tell us who decides what the shared newsroom broadcasts, and who may overrule it?', 90),
    (3, 'answer', null, 'An editorial board of five, elected by the stations for two years. Nobody may overrule it; a station may leave out what it does not want to carry.', 84),
    (3, 'decision', '10', 'We see good journalism, and not yet enough research or training on peace operations.', 62),
    (3, 'appeal', null, 'Your letter says that research is missing. Two universities have worked with our recordings since 2021 and published four papers from them; we had not thought of them as ours. The list of programmes is with this letter, and the papers are named in it.', 45),
    (4, 'message', '0f', 'May we ask the two referees directly?', 32),
    (4, 'message', null, 'Please do. Both know that you may write to them, and Esi Adjei visited us in March.', 30),
    (5, 'request', '10', 'Could you send the statutes, and say how the researcher who advised a ministry takes part in your work on that mission today?', 6)) d(application, kind, author, body, days);

insert into public.application_notes (application_id, author_id, body, created_at)
select ('60000000-0000-4000-8000-00000000000' || d.application)::uuid, ('20000000-0000-4000-8000-0000000000' || d.author)::uuid, d.body, app.demo_ago(d.days)
  from (values
    (2, '0f', 'Third company this year. We should say on the page for applicants that providers of services do not fit.', 20),
    (3, '05', 'The appeal is about the four papers. I have read two of them: solid, and the method is their own.', 9),
    (4, '0f', 'Spoke to Esi by telephone. She would take their course on reporting over ours.', 28),
    (5, '10', 'The archive is a treasure. The tie to the ministry ended in 2022, but it has to be on paper before we speak.', 6)) d(application, author, body, days);

insert into public.application_voices (application_id, round, person_id, institution_id, verdict, reasons, given_at)
select ('60000000-0000-4000-8000-00000000000' || d.application)::uuid, d.round, ('20000000-0000-4000-8000-0000000000' || d.author)::uuid,
       ('10000000-0000-4000-8000-00000000000' || d.house)::uuid, d.verdict::public.application_verdict, d.reasons, app.demo_ago(d.days)
  from (values
    (1, 1, '05', '5', 'accept',  'Small, careful, and nobody else writes about this region.', 96),
    (1, 1, '0f', '1', 'accept',  'The field studies stand up to reading.', 95),
    (1, 1, '10', '2', 'accept',  'Their seminar is what we would like to have ourselves.', 90),
    (2, 1, '05', '5', 'decline', 'Sells to the missions that we write about.', 22),
    (2, 1, '0f', '1', 'decline', 'The declared conflict is the business itself.', 20),
    (2, 1, '10', '2', 'decline', 'A provider; the courses do not change that.', 15),
    (3, 1, '05', '5', 'decline', 'Journalism rather than research, as far as the papers show.', 66),
    (3, 1, '0f', '1', 'decline', 'I miss work of their own on peace operations.', 65),
    (3, 1, '10', '2', 'accept',  'The recordings are a source that none of us has.', 64),
    (3, 2, '05', '5', 'accept',  'I was wrong in the first round: the four papers are research, and the recordings are theirs.', 9),
    (4, 1, '05', '5', 'accept',  'They ask their students what was missing, two years later. That alone is worth having in the alliance.', 20),
    (4, 1, '0f', '1', 'accept',  'Good courses, good books, and both referees speak well of them.', 14)) d(application, round, author, house, verdict, reasons, days);

insert into public.letters (kind, recipient, application_id, subject, body_text, body_html, attempts, sent_at, created_at)
select 'application-' || d.kind, a.email, a.id, d.subject, 'Dear ' || a.focal_name || ',' || E'\n\n' || d.body, '', 1, app.demo_ago(d.days), app.demo_ago(d.days)
  from (values
    (2, 'declined', 'Decision on application 32', 'The alliance has declined the application of Blue Meridian Mission Services. The reasons stand on the page of the application.', 12),
    (4, 'message',  'A message about application 34', 'The coordinators of the alliance write to you about the application of Visayas Centre for Peacekeeper Training:' || E'\n\n' || 'May we ask the two referees directly?', 28),
    (5, 'received', 'Application 35 is with the alliance', 'Thank you. The application of Observatorio Caribe de Misiones has reached the coordinators of the alliance, and has the number 35.', 20),
    (5, 'request',  'A question about application 35', 'The coordinators of the alliance ask for something before they can decide about Observatorio Caribe de Misiones:' || E'\n\n' || 'Could you send the statutes, and say how the researcher who advised a ministry takes part in your work on that mission today?', 6),
    (6, 'received', 'Application 36 is with the alliance', 'Thank you. The application of The Cedar House for Policy Studies has reached the coordinators of the alliance, and has the number 36.', 2)) d(application, kind, subject, body, days)
  join public.applications a on a.id = ('60000000-0000-4000-8000-00000000000' || d.application)::uuid;

insert into public.audit_trail (at, actor_id, actor_kind, action, subject, subject_id, before, after)
select app.demo_ago(d.days), ('20000000-0000-4000-8000-0000000000' || d.author)::uuid, case when d.author is null then 'visitor' else 'person' end,
       'update', 'applications', ('60000000-0000-4000-8000-00000000000' || d.application)::uuid,
       jsonb_build_object('state', d.was), jsonb_build_object('state', d.is_)
  from (values
    (1, 'draft', 'submitted', null, 117), (1, 'submitted', 'under review', '05', 110), (1, 'under review', 'accepted', '05', 88),
    (2, 'draft', 'submitted', null, 55), (2, 'submitted', 'under review', '0f', 40), (2, 'under review', 'declined', '0f', 12),
    (3, 'draft', 'submitted', null, 104), (3, 'submitted', 'under review', '05', 99), (3, 'under review', 'information requested', '05', 90),
    (3, 'information requested', 'under review', null, 84), (3, 'under review', 'declined', '10', 62), (3, 'declined', 'under review', null, 45),
    (4, 'draft', 'submitted', null, 37), (4, 'submitted', 'under review', '0f', 35),
    (5, 'draft', 'submitted', null, 20), (5, 'submitted', 'under review', '10', 12), (5, 'under review', 'information requested', '10', 6),
    (6, 'draft', 'submitted', null, 2)) d(application, was, is_, author, days)
 order by d.days desc;

alter table public.applications enable trigger applications_in_trail;
drop function app.demo_page(text[]), app.demo_ago(numeric);
