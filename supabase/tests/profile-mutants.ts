/** What is broken on purpose in the functions about what people show. */
import type { Hole } from './mutants.ts'

const started = 'started_on <= current_date'
const day = 'ended_on > current_date'
const orNever = 'ended_on is null or'

export const profileHoles: readonly Hole[] = [
  {
    name: 'app.colleagues',
    seen: ['person_details'],
    cuts: [
      ['and p.disabled_at is null', ''],
      [`a.${started}`, 'true'],
      [`(a.${orNever} a.${day})`, 'true'],
      ['a.institution_id in (select app.my_institutions())', 'true'],
    ],
  },
  {
    name: 'app.institutions_naming',
    seen: ['person_details', 'pictures'],
    cuts: [
      ['and p.disabled_at is null', ''],
      [`and i.status = 'active'`, ''],
      ['and i.listed', ''],
      [`and d.shown = 'public'`, ''],
      [`and d.detail = 'name'`, ''],
      [`a.${started}`, 'true'],
      [`(a.${orNever} a.${day})`, 'true'],
      [`a.${orNever}`, ''],
      [`a.${day}`, 'false'],
      ['a.person_id = person', 'true'],
    ],
  },
  {
    name: 'app.is_orcid',
    seen: ['person_details'],
    cuts: [
      [`right(value, 1) = (`, `right(value, 1) = any (array['0', 'X']) or right(value, 1) = (`],
      [`value ~ '^([0-9]{4}-){3}[0-9]{3}[0-9X]$'`, 'true'],
    ],
  },
  {
    name: 'app.note_audience',
    seen: ['profiles'],
    cuts: [
      ['if was is not distinct from is_ then return null; end if;', ''],
      [
        `jsonb_build_object(new.detail || '_shown_to', new.shown)`,
        `jsonb_build_object(new.detail, new.value)`,
      ],
      [`jsonb_build_object(tg_argv[0], tg_op <> 'DELETE')`, `to_jsonb(new)`],
    ],
  },
  {
    name: 'app.listed_institution',
    seen: ['institution_logos', 'pictures'],
    cuts: [
      ['and i.listed', ''],
      [`and i.status = 'active'`, ''],
    ],
  },
  {
    name: 'public.member_page',
    seen: ['profiles', 'public face'],
    cuts: [
      ['and i.listed', ''],
      [`and n.shown = 'public'`, ''],
      [`and n.detail = 'name'`, ''],
      ['and p.disabled_at is null', ''],
      [`and d.detail = 'photo' and d.shown = 'public'`, `and d.detail = 'photo'`],
      [`and d.detail = 'email' and d.shown = 'public'`, `and d.detail = 'email'`],
      [
        `d.person_id = p.id and d.shown = 'public' and d.value is not null`,
        'd.person_id = p.id and d.value is not null',
      ],
      [`a.${started}`, 'true'],
      [`(a.${orNever} a.${day})`, 'true'],
      [`a.${day}`, 'false'],
    ],
  },
  {
    name: 'public.person_page',
    seen: ['profiles'],
    cuts: [[`case when p.id = (select app.me()) then`, 'case when true then']],
  },
  {
    name: 'public.person_photo',
    seen: ['pictures'],
    cuts: [
      [`d.shown is not distinct from 'public' and`, ''],
      ['and exists (select 1 from app.institutions_naming(ph.person_id))', ''],
      ['when ph.stamp <> known', 'when true'],
      ['ph.person_id = person_photo.person', 'true'],
    ],
  },
  {
    name: 'public.set_institution_logo',
    seen: ['pictures'],
    cuts: [['(institution in (select app.institutions_i_represent())) is not true', 'false']],
  },
  {
    name: 'public.keep_my_profile',
    seen: ['profiles'],
    cuts: [
      ['if not found then', 'if false then'],
      ['stands is distinct from expected', 'false'],
      [`app.is_time_zone(profile ->> 'timeZone') is not true`, 'false'],
      ['where p.id = who;', ';'],
      ['where k.person_id = who', 'where false'],
    ],
  },
  {
    name: 'public.set_my_photo',
    seen: ['profiles'],
    cuts: [
      ['who is null', 'false'],
      ['where ph.person_id = who', 'where false'],
      [`'photo', 'members'`, `'photo', 'public'`],
    ],
  },
]
