import { answers, nothing, scene, sees, type Chapter } from '../scene.ts'
import { address, chapter, compendium, person } from '../world.ts'

/** What pages are built from: functions that run as the caller, and the helpers that tell them a little more. */
export const pages: Chapter = {
  about: 'pages',
  scenes: [
    scene(
      'the reading page of a closed compendium is empty for a visitor',
      'anonymous',
      `select public.compendium_to_read('closed')`,
      answers(null),
    ),
    scene(
      'and for a member without part in it',
      'otherMember',
      `select public.compendium_to_read('closed')`,
      answers(null),
    ),
    scene(
      'a visitor reads a public compendium',
      'anonymous',
      `select public.compendium_to_read('public') ->> 'title'`,
      answers('Public'),
    ),
    scene(
      'a visitor is not told the name of the lead editor',
      'anonymous',
      `select public.compendium_to_read('public') ->> 'leadEditor'`,
      answers(null),
    ),
    scene(
      'the first page lists public compendia only',
      'coordinator',
      `select x ->> 'slug' from jsonb_array_elements(public.public_compendia()) x`,
      sees('public'),
    ),
    scene(
      'the page of a closed compendium is empty for who has no part in it',
      'otherMember',
      `select public.compendium_page('closed')`,
      answers(null),
    ),
    scene(
      'the page of a chapter too',
      'otherMember',
      `select public.chapter_page('${chapter.given}')`,
      answers(null),
    ),
    scene('its rights too', 'otherMember', `select public.chapter_rights('${chapter.given}')`, answers(null)),
    scene('its settings too', 'otherMember', `select public.compendium_settings('closed')`, answers(null)),
    scene('its pulse too', 'otherMember', `select public.compendium_pulse('closed')`, answers(null)),
    scene(
      'the list has what may be seen',
      'otherMember',
      `select distinct x #>> '{}' from jsonb_path_query(public.compendia_list('all', '', ''), '$.**.title') x`,
      sees('Members', 'Public'),
    ),
    scene(
      'the palette finds what may be seen',
      'otherMember',
      `select x ->> 'title' from unnest(array['memb', 'give', 'fore']) w, jsonb_array_elements(public.find_places(w) -> 'chapters') x`,
      sees('members'),
    ),
    scene(
      'and everything for a coordinator, by beginnings of words, without case and accents',
      'coordinator',
      `select x ->> 'title' from unnest(array['MÉMB', 'give', 'fore', 'ive']) w, jsonb_array_elements(public.find_places(w) -> 'chapters') x`,
      sees('members', 'given', 'foreign'),
    ),
    scene(
      'and to who was given a chapter it shows that chapter, and the compendium it stands in',
      'reader',
      `select x ->> 'title' from unnest(array['give', 'plai', 'clos']) w, jsonb_path_query(public.find_places(w), '$.*[*]') x`,
      sees('given', 'Closed'),
    ),
    scene(
      'institutions are found by members only',
      'formerMember',
      `select public.find_places('lind') ->> 'institutions'`,
      sees('[]'),
    ),
    scene(
      'the list counts the chapters that may be seen',
      'reader',
      `select (x ->> 'title') || ' ' || (x ->> 'chapters') from jsonb_array_elements(public.compendia_list('all', 'clos', '') -> 'compendia') x`,
      sees('Closed 2'),
    ),
    scene(
      'twenty-five a page, and none beyond the last',
      'otherMember',
      `select (public.compendia_list('all', '', '', 2) ->> 'compendia') || (public.compendia_list('all', '', '', 2) ->> 'total')`,
      sees('[]2'),
    ),
    scene(
      'a former member is told neither names nor when work is due in a public volume',
      'formerMember',
      `select concat_ws(' ', p ->> 'leadEditor', p ->> 'draftsDueOn', p #>> '{chapters,0,changedBy}', p #>> '{chapters,0,dueOn}', '-')
         from public.compendium_page('public') p`,
      sees('-'),
      `update public.compendia set lead_editor_id = '${person.author}', drafts_due_on = current_date where slug = 'public';
       update public.chapters set last_changed_by = '${person.author}', due_on = current_date where id = '${chapter.public}'`,
    ),
    scene(
      'before a word is typed it leads back to where somebody was',
      'author',
      `select x ->> 'title' from jsonb_array_elements(public.last_places()) x`,
      sees('given'),
    ),
    scene(
      'but not to a chapter that they may no longer read',
      'formerMember',
      `select public.last_places()::text`,
      sees('[]'),
    ),
    scene(
      'a former member has an empty desk',
      'formerMember',
      `select (public.desk() -> 'chapters')::text`,
      sees('[]'),
    ),
    scene(
      'nobody is told the names behind a closed compendium through a helper',
      'otherMember',
      `select app.authors_of('${compendium.closed}')::text`,
      sees('[]'),
    ),
    scene(
      'nor is somebody who was at one of them once',
      'formerMember',
      `select app.authors_of('${compendium.closed}')::text`,
      sees('[]'),
    ),
    scene(
      'nor the institutions at its chapters',
      'otherMember',
      `select institutions from app.chapter_institutions('${compendium.closed}')`,
      nothing,
    ),
    scene(
      'a person is not found by an applicant',
      'applicant',
      `select public.find_people('author')::text`,
      sees('[]'),
    ),
    scene('nor shown to one', 'applicant', `select public.person_page('${person.author}')`, answers(null)),
    scene(
      'the page of a person keeps the address to those who may know it',
      'reader',
      `select public.person_page('${person.author}') ->> 'email'`,
      answers(null),
    ),
    scene(
      'institutions are not listed to an applicant',
      'applicant',
      `select (public.institutions_list('', 1) -> 'rows')::text || (public.institutions_list('', 1) ->> 'total')`,
      sees('[]0'),
    ),
    scene(
      'members find them by words, whatever the accents',
      'otherMember',
      `select r ->> 'slug' from jsonb_array_elements(public.institutions_list('medi generale', 1) -> 'rows') r`,
      sees('outside'),
      `update public.institutions set name = 'Médiation générale' where slug = 'outside'`,
    ),
    scene(
      'fifty a page, and none beyond the last',
      'otherMember',
      `select (public.institutions_list('', 2) -> 'rows')::text`,
      sees('[]'),
    ),
    scene(
      'members find each other',
      'otherMember',
      `select x ->> 'name' from jsonb_array_elements(public.find_people('READ')) x`,
      sees('reader'),
    ),
    scene(
      'nobody finds a closed account',
      'otherMember',
      `select public.find_people('disabled')::text`,
      sees('[]'),
    ),
    scene(
      'somebody whose institution takes no part finds themselves, and is told of no institution',
      'otherMember',
      `select x ->> 'name' || coalesce(x ->> 'institution', '') from jsonb_array_elements(public.find_people('other')) x`,
      sees('otherMember'),
      `update public.institutions set status = 'suspended'`,
    ),
    scene(
      'nor is the page of one shown to a former member',
      'formerMember',
      `select public.institution_page('lead')`,
      answers(null),
    ),
    scene(
      'the page of an institution keeps addresses and invitations to who speaks for it',
      'editor',
      `select x ->> 'email' from jsonb_array_elements(public.institution_page('lead') -> 'people') x where x ->> 'email' is not null
       union all select x ->> 'email' from jsonb_array_elements(public.institution_page('lead') -> 'invitations') x`,
      sees(address('editor')),
    ),
  ],
}
